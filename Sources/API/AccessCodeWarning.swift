public import Wire

/// A warning of an access code.
public struct AccessCodeWarning: Record, Hashable {
  public static let name = "access_code_warning"

  public enum Code: String, Choice {
    case delayInSettingOnDevice = "delay_in_setting_on_device"
    case beingDeleted = "being_deleted"
    case externalModificationInEffect = "external_modification_in_effect"
    case unknownIssue = "unknown_issue_with_access_code"
  }

  public var code: Extensible<Code>
  public var createdAt: Instant
  public var message: String
  public var change: Extensible<AccessCodeExternalChange>?
  public var modifiedFields: [AccessCodeModifiedField]?

  public init(
    _ code: Code, since createdAt: Instant, _ message: String, change: AccessCodeExternalChange? = nil,
    modifiedFields: [AccessCodeModifiedField]? = nil
  ) {
    self.change = change.map { .known($0) }
    self.modifiedFields = modifiedFields
    self.code = .known(code)
    self.createdAt = createdAt
    self.message = message
  }
  public static let blank = AccessCodeWarning(.beingDeleted, since: .blank, "")

  public mutating func describe(_ field: inout some Field) {
    field("warning_code", &code, "Machine-readable code.")
    field("created_at", &createdAt, "When the problem began.")
    field("message", &message, "What the problem is and how to fix it.")
    field("change_type", &change, "What a person did at the site.")
    field("modified_fields", &modifiedFields, "What the person changed.")
  }

  /// One variant for each code.
  public static var schema: Schema {
    variants(by: "warning_code") { (code: Code) in
      code == .externalModificationInEffect ? [.optional("change_type"), .optional("modified_fields")] : []
    }
  }
}
