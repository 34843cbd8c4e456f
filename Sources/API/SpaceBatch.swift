public import Wire

/// Spaces and what belongs to them, in one list for each kind. A list that was not requested is absent.
public struct SpaceBatch: Record, Answer {
  public static let name = "space_batch"

  /// The lists of a batch.
  public enum Part: String, Choice {
    case spaces, devices
    case acsEntrances = "acs_entrances"
    case connectedAccounts = "connected_accounts"
    case acsSystems = "acs_systems"
    case accessMethods = "access_methods"
  }

  public var spaces: [Space]?
  public var devices: [Device]?
  public var acsEntrances: [AcsEntrance]?
  public var connectedAccounts: [ConnectedAccount]?
  public var acsSystems: [AcsSystem]?
  public var accessMethods: [AccessMethod]?
  public init() {}
  public static let blank = SpaceBatch()

  public mutating func describe(_ field: inout some Field) {
    field("spaces", &spaces, "The spaces.")
    field("devices", &devices, "Their devices.")
    field("acs_entrances", &acsEntrances, "Their entrances.")
    field("connected_accounts", &connectedAccounts, "Their accounts, and those of their devices and entrances.")
    field("acs_systems", &acsSystems, "The systems of their devices and entrances.")
    field("access_methods", &accessMethods, "The access methods that open their devices and entrances.")
  }
}
