import Wire

/// What is wrong with a system, an account or a device at the time of an event about its connection.
public struct EventIssues: Hashable, Sendable {
  public var acsSystemErrors: [Notice<AcsSystem.ErrorCode>]?
  public var acsSystemWarnings: [Notice<AcsSystem.WarningCode>]?
  public var connectedAccountErrors: [ConnectedAccount.AccountNotice<ConnectedAccount.ErrorCode>]?
  public var connectedAccountWarnings: [ConnectedAccount.AccountNotice<ConnectedAccount.WarningCode>]?

  public var deviceErrors: [Device.DeviceError]?
  public var deviceWarnings: [Notice<Device.WarningCode>]?

  public init() {}

  mutating func describe(_ field: Field) {
    field("acs_system_errors", &acsSystemErrors, "What keeps the system from working.")
    field("acs_system_warnings", &acsSystemWarnings, "What may keep the system from working soon.")
    field("connected_account_errors", &connectedAccountErrors, "What keeps the account from working.")
    field("connected_account_warnings", &connectedAccountWarnings, "What may keep the account from working soon.")
    field("device_errors", &deviceErrors, "What keeps the device from working.")
    field("device_warnings", &deviceWarnings, "What may keep the device from working as expected.")
  }
}
