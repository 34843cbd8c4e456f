public import Wire

/// The operations on access control systems.
public enum AcsSystems {
  public struct Get: Request {
    public typealias Response = AcsSystem
    public static let operation = Operation(
      "/acs/systems/get", .read, by: .workspace, returns: "acs_system", title: "Get an ACS system",
      doc: "Returns one access control system.")
    public var acsSystemID = ID<AcsSystem>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_system_id", &acsSystemID, "ID of the system.")
    }
  }

  public struct List: Request {
    public typealias Response = [AcsSystem]
    public static let operation = Operation(
      "/acs/systems/list", .read,
      by: [.workspace, .clientSession, .customerSession, .customerSessionReadOnly], returns: "acs_systems",
      title: "List ACS systems", doc: "Returns the access control systems of the workspace.")
    public var connectedAccountID: ID<ConnectedAccount>?
    public var customerKey: String?
    public var search: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "connected_account_id", &connectedAccountID, "Only systems of this account.")
      field(filter: "customer_key", &customerKey, "Only systems of this customer.")
      field(filter: "search", &search, "Only systems whose name or ID contains this text.")
    }
  }

  public struct ListCompatibleCredentialManagerAcsSystems: Request {
    public typealias Response = [AcsSystem]
    public static let operation = Operation(
      "/acs/systems/list_compatible_credential_manager_acs_systems", .read, by: .workspace, returns: "acs_systems",
      title: "List compatible credential managers",
      doc: "Returns the credential managers that can deliver a system's keys to phones.")
    public var acsSystemID = ID<AcsSystem>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_system_id", &acsSystemID, "ID of the system whose keys are delivered.")
    }
  }
}
