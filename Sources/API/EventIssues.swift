import Wire

/// The errors and warnings of a system, an account or a device at the time of a connection event.
public struct EventIssues: Hashable, Sendable {
  public var acsSystemErrors: [Notice<AcsSystem.ErrorCode>]?
  public var acsSystemWarnings: [Notice<AcsSystem.WarningCode>]?
  public var connectedAccountErrors: [ConnectedAccount.AccountNotice<ConnectedAccount.ErrorCode>]?
  public var connectedAccountWarnings: [ConnectedAccount.AccountNotice<ConnectedAccount.WarningCode>]?

  public var deviceErrors: [Device.DeviceError]?
  public var deviceWarnings: [Notice<Device.WarningCode>]?

  public init() {}

  mutating func describe(_ field: inout some Field) {
    field("acs_system_errors", &acsSystemErrors, "Errors of the system.")
    field("acs_system_warnings", &acsSystemWarnings, "Warnings of the system.")
    field("connected_account_errors", &connectedAccountErrors, "Errors of the account.")
    field("connected_account_warnings", &connectedAccountWarnings, "Warnings of the account.")
    field("device_errors", &deviceErrors, "Errors of the device.")
    field("device_warnings", &deviceWarnings, "Warnings of the device.")
  }
}
