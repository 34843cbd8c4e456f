public import Wire

/// The operations on the sync of sites.
public enum SiteSyncs {
  public struct Get: Request {
    public typealias Response = AccountSync
    public static let operation = Operation(
      "/latchkey/v1/sites/get_sync", .read, by: .workspace, returns: "sync", title: "Get the sync state of an account",
      doc: "Returns the progress of the sync of an account's sites, and when each was last synced completely.")
    public var connectedAccountID = ID<ConnectedAccount>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("connected_account_id", &connectedAccountID, "The account.")
    }
  }

  public struct GetWaiting: Request {
    public typealias Response = SiteWaiting
    public static let operation = Operation(
      "/latchkey/v1/sites/get_waiting", .read, by: .workspace, returns: "site_waiting",
      title: "Get what waits for a site",
      doc: "Returns the changes that a site has not confirmed, and its IQs that are offline.")
    public var acsSystemID = ID<AcsSystem>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_system_id", &acsSystemID, "The ACS system of the site.")
    }
  }

  public struct AcceptDisappearance: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/latchkey/v1/sites/accept_disappearance", .act, by: .workspace,
      title: "Accept the disappearance of much of a site",
      doc: """
        Syncs a site and deletes here whatever Salto KS no longer lists, however much it is. Latchkey first asks for \
        each missing item by its ID. Without this call, a sync that finds far fewer items deletes nothing. \
        Responds as /connected_accounts/sync does.
        """)
    public var acsSystemID = ID<AcsSystem>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_system_id", &acsSystemID, "The ACS system of the site.")
    }
  }
}
