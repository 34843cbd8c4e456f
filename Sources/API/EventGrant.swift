public import Wire

/// Details of an event about an access grant or an access method.
public struct EventGrant: Hashable, Sendable {
  public var grantIDs: [ID<AccessGrant>]?
  public var grantKeys: [String]?
  public var key: String?
  public var startsAt: Instant?
  public var endsAt: Instant?
  public var errorMessage: String?
  public var missingDeviceIDs: [ID<Device>]?
  public var isBackupCode: Bool?
  public init() {}

  mutating func describe(_ field: inout some Field) {
    field("access_grant_ids", &grantIDs, "The access grants of the access method.")
    field("access_grant_keys", &grantKeys, "Your own keys for the access grants of the access method.")
    field("access_grant_key", &key, "Your own key for the access grant.")
    field("starts_at", &startsAt, "When access starts.")
    field("ends_at", &endsAt, "When access ends. Absent for never.")
    field("error_message", &errorMessage, "What the problem is.")
    field("missing_device_ids", &missingDeviceIDs, "The devices without access.")
    field("is_backup_code", &isBackupCode, "Always false, for a PIN: Salto KS locks have no backup codes.")
  }
}
