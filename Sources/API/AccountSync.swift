public import Wire

/// The sync state of an account's sites.
public struct AccountSync: Record, Answer {
  public static let name = "account_sync"

  public enum Phase: String, Choice {
    /// No sync is running.
    case idle
    case readingDoors = "reading_doors"
    case readingPeople = "reading_people"
    case writing
  }

  /// The sync state of one site.
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
    /// The seats of the site that are in use, and all of them. Nil until the site is read.
    public var usedSeatCount: Int?
    public var seatLimit: Int?
    public var problem: String?

    public init(acsSystemID: ID<AcsSystem>, name: String, phase: Phase, writtenPersonCount: Int) {
      self.acsSystemID = acsSystemID
      self.name = name
      self.phase = .known(phase)
      self.writtenPersonCount = writtenPersonCount
    }
    public static let blank = Site(acsSystemID: .blank, name: "", phase: .idle, writtenPersonCount: 0)
    public mutating func describe(_ field: inout some Field) {
      field("acs_system_id", &acsSystemID, "The ACS system of the site.")
      field("name", &name, "Name of the site.")
      field("phase", &phase, "Current phase of the sync.")
      field("last_synced_at", &lastSyncedAt, "When the site was last synced completely. Absent if it never was.")
      field("entrance_count", &entranceCount, "Number of locks found in the current or last sync.")
      field("access_group_count", &accessGroupCount, "Number of access groups found.")
      field("person_count", &personCount, "Number of people found, managed and unmanaged.")
      field("written_person_count", &writtenPersonCount, "Number of these people who have been processed.")
      field(
        "used_seat_count", &usedSeatCount, "Number of seats in use. Absent until the site was synced.")
      field("seat_limit", &seatLimit, "Number of seats that the site has. Absent until the site was synced.")
      field("problem", &problem, "Why the last sync failed. Absent if it did not.")
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
  public mutating func describe(_ field: inout some Field) {
    field("connected_account_id", &connectedAccountID, "The account.")
    field("is_first", &isFirst, "Whether at least one site has never been synced completely.")
    field("sites", &sites, "The sites of the account.")
  }
}
