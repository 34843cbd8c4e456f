public import Wire

/// An error of an access code.
public struct AccessCodeError: Record, Hashable {
  public static let name = "access_code_error"

  public enum Code: String, Choice {
    case failedToSetOnDevice = "failed_to_set_on_device"
    case failedToRemoveFromDevice = "failed_to_remove_from_device"
    case providerIssue = "provider_issue"
    case conflictingExternalModification = "conflicting_external_modification"
    case accessCodeInactive = "access_code_inactive"
    case accountDisconnected = "account_disconnected"
    case insufficientPermissions = "insufficient_permissions"
    case saltoKSSubscriptionLimitExceeded = "salto_ks_subscription_limit_exceeded"
    case hubDisconnected = "hub_disconnected"
    case deviceDisconnected = "device_disconnected"
    case deviceRemoved = "device_removed"
  }

  public var code: Extensible<Code>
  public var createdAt: Instant
  public var message: String
  public var isAccessCodeError: Bool?
  public var isConnectedAccountError: Bool?
  public var isDeviceError: Bool?
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
    switch code {
    case .accountDisconnected, .insufficientPermissions, .saltoKSSubscriptionLimitExceeded:
      isConnectedAccountError = true
      isDeviceError = false
    case .hubDisconnected, .deviceDisconnected, .deviceRemoved: isDeviceError = true
    default: isAccessCodeError = true
    }
  }
  public static let blank = AccessCodeError(.providerIssue, since: .blank, "")

  public mutating func describe(_ field: inout some Field) {
    field("error_code", &code, "Machine-readable code.")
    field("created_at", &createdAt, "When the problem began.")
    field("message", &message, "What the problem is and how to fix it.")
    field("is_access_code_error", &isAccessCodeError, "Whether the access code has the problem.")
    field("is_connected_account_error", &isConnectedAccountError, "Whether the connected account has the problem.")
    field("is_device_error", &isDeviceError, "Whether the device has the problem.")
    field("change_type", &change, "What a person did at the site.")
    field("modified_fields", &modifiedFields, "What differs at the site, until it is restored.")
  }

  /// One variant for each code.
  public static var schema: Schema { variants(by: "error_code", members: ownMembers(of:)) }

  private static func ownMembers(of code: Code) -> [CodeMember] {
    switch code {
    case .accountDisconnected, .insufficientPermissions, .saltoKSSubscriptionLimitExceeded:
      [.always("is_connected_account_error", true), .always("is_device_error", false)]
    case .hubDisconnected, .deviceDisconnected, .deviceRemoved: [.always("is_device_error", true)]
    case .conflictingExternalModification:
      [.always("is_access_code_error", true), .optional("change_type"), .optional("modified_fields")]
    case .failedToSetOnDevice, .failedToRemoveFromDevice, .providerIssue, .accessCodeInactive:
      [.always("is_access_code_error", true)]
    }
  }
}
