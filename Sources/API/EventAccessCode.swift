public import Wire

/// Details of an event about an access code.
public struct EventAccessCode: Hashable, Sendable {
  /// A property before and after a change.
  public struct ChangedProperty: Record, Hashable {
    public static let name = "access_code_changed_property"
    public var property: String
    public var from: Nullable<String>
    public var to: Nullable<String>

    public init(_ property: String, from: String?, to: String?) {
      self.property = property
      self.from = Nullable(from)
      self.to = Nullable(to)
    }
    public static let blank = ChangedProperty("", from: nil, to: nil)

    public mutating func describe(_ field: inout some Field) {
      field("property", &property, "Name of the property.")
      field("from", &from, "Value before the change, or null. Digits are not shown.")
      field("to", &to, "Value after the change, or null. Digits are not shown.")
    }
  }

  /// Why an access code was changed.
  public enum ChangeReason: String, Sendable {
    /// A request changed it.
    case requested
    /// People changed it at the site, where that is allowed.
    case changedAtSite = "changed_at_site"
  }

  /// A change that was requested.
  public struct RequestedMutation: Record, Hashable {
    public static let name = "access_code_requested_mutation"
    public var code: Extensible<AccessCodeMutation.Code>
    public var from: AccessCodeState?
    public var to: AccessCodeState?

    public init(_ code: AccessCodeMutation.Code, from: AccessCodeState? = nil, to: AccessCodeState? = nil) {
      self.code = .known(code)
      self.from = from
      self.to = to
    }
    public static let blank = RequestedMutation(.creating)

    public mutating func describe(_ field: inout some Field) {
      field("mutation_code", &code, "Machine-readable code.")
      field("from", &from, "What changes, before the change.")
      field("to", &to, "What changes, after the change.")
    }
  }

  public var changeDescription: String?
  public var from: AccessCodeState?
  public var to: AccessCodeState?
  public var changeReason: String?
  public var changedProperties: [ChangedProperty]?
  public var requestedMutations: [RequestedMutation]?
  public var errors: [AccessCodeError]?
  public var warnings: [AccessCodeWarning]?
  public init() {}

  mutating func describe(_ field: inout some Field) {
    field("description", &changeDescription, "Human-readable description of the change.")
    field("from", &from, "What changed, before the change.")
    field("to", &to, "What changed, after the change.")
    field("change_reason", &changeReason, "Why it changed: `requested`, or `changed_at_site` by people.")
    field("changed_properties", &changedProperties, "The properties that changed.")
    field("requested_mutations", &requestedMutations, "The requested changes.")
    field("access_code_errors", &errors, "Errors of the access code.")
    field("access_code_warnings", &warnings, "Warnings of the access code.")
  }
}
