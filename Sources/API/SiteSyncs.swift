import Wire

/// How far what is known of an account's sites is in step with them.
public struct AccountSync: Record, Answer {
  public static let name = "account_sync"

  public enum Phase: String, Choice {
    /// Nothing is being read now.
    case idle
    case readingDoors = "reading_doors"
    case readingPeople = "reading_people"
    case writing
  }

  /// One site.
  public struct Site: Record, Hashable {
    public static let name = "account_sync_site"
    public var acsSystemID: ID<AcsSystem>
    public var name: String
    public var phase: Extensible<Phase>
    public var lastSyncedAt: Instant?
    public var entranceCount: Int?
    public var accessGroupCount: Int?
    public var personCount: Int?
    public var writtenPersonCount: Int
    public var problem: String?

    public init(acsSystemID: ID<AcsSystem>, name: String, phase: Phase, writtenPersonCount: Int) {
      self.acsSystemID = acsSystemID
      self.name = name
      self.phase = .known(phase)
      self.writtenPersonCount = writtenPersonCount
    }
    public static let blank = Site(acsSystemID: .blank, name: "", phase: .idle, writtenPersonCount: 0)
    public mutating func describe(_ field: Field) {
      field("acs_system_id", &acsSystemID, "The site's system.")
      field("name", &name, "Name of the site.")
      field("phase", &phase, "What is being done now.")
      field("last_synced_at", &lastSyncedAt, "When the site was last read as a whole; left out where it never was.")
      field("entrance_count", &entranceCount, "How many locks the reading at hand, or the last, showed.")
      field("access_group_count", &accessGroupCount, "How many access groups it showed.")
      field("person_count", &personCount, "How many people it showed, ours and others.")
      field("written_person_count", &writtenPersonCount, "How many of them have been compared with what is known.")
      field("problem", &problem, "Why the last reading came to nothing; left out where it did not.")
    }
  }

  public var connectedAccountID: ID<ConnectedAccount>
  public var isFirst: Bool
  public var sites: [Site]
  public init(connectedAccountID: ID<ConnectedAccount>, sites: [Site]) {
    self.connectedAccountID = connectedAccountID
    self.sites = sites
    isFirst = sites.contains { $0.lastSyncedAt == nil }
  }
  public static let blank = AccountSync(connectedAccountID: .blank, sites: [])
  public mutating func describe(_ field: Field) {
    field("connected_account_id", &connectedAccountID, "The account.")
    field("is_first", &isFirst, "Whether one of the sites has not been read as a whole yet.")
    field("sites", &sites, "Its sites.")
  }
}

/// The operations on how sites are kept in step.
public enum SiteSyncs {
  public struct Get: Request {
    public typealias Response = AccountSync
    public static let operation = Operation(
      "/latchkey/v1/sites/get_sync", .read, by: .workspace, returns: "sync", title: "Get how far an account is in step",
      doc: "Tells how far the reading of an account's sites has come, and when each was last read as a whole.")
    public var connectedAccountID = ID<ConnectedAccount>.blank
    public init() {}
    public mutating func describe(_ field: Field) {
      field("connected_account_id", &connectedAccountID, "The account.")
    }
  }

  public struct AcceptDisappearance: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/latchkey/v1/sites/accept_disappearance", .act, by: .workspace, title: "Accept that much of a site is gone",
      doc: """
        Reads a site anew and takes away here what it does not show any more, each after asking for it by itself, \
        however much it is. Without it, a site that suddenly shows far less is left as it was.
        """)
    public var acsSystemID = ID<AcsSystem>.blank
    public init() {}
    public mutating func describe(_ field: Field) { field("acs_system_id", &acsSystemID, "The site's system.") }
  }
}
