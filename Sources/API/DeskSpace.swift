public import Wire

/// A space, as the front desk sees it: its doors, and who stays in it.
public struct DeskSpace: Record, Answer {
  public static let name = "desk_space"

  /// Which spaces a list has.
  public enum Filter: String, Choice {
    /// Somebody stays in it.
    case occupied
    /// It has doors, and nobody stays in it.
    case free
    /// A stay starts on the day.
    case arriving
    case withoutDoors = "without_doors"
  }

  /// A stay in a space.
  public struct Stay: Record, Hashable {
    public static let name = "desk_space_stay"
    public var accessGrantID: ID<AccessGrant>
    public var acsUserID: ID<AcsUser>
    public var personName: String?
    public var isSuspended: Bool
    public var startsAt: Instant
    public var endsAt: Instant?
    public init(
      accessGrantID: ID<AccessGrant>, acsUserID: ID<AcsUser>, isSuspended: Bool, startsAt: Instant, endsAt: Instant?
    ) {
      self.accessGrantID = accessGrantID
      self.acsUserID = acsUserID
      self.isSuspended = isSuspended
      self.startsAt = startsAt
      self.endsAt = endsAt
    }
    public static let blank = Stay(
      accessGrantID: .blank, acsUserID: .blank, isSuspended: false, startsAt: .blank, endsAt: nil)
    public mutating func describe(_ field: inout some Field) {
      field("access_grant_id", &accessGrantID, "The access grant of the stay.")
      field("acs_user_id", &acsUserID, "The ACS user of the person.")
      field("person_name", &personName, "Name of the person. Absent if it is unknown.")
      field("is_suspended", &isSuspended, "Whether the person is suspended.")
      field("starts_at", &startsAt, "When the stay starts.")
      field("ends_at", &endsAt, "When the stay ends. Absent for no end.")
    }
  }

  public var spaceID: ID<Space>
  public var displayName: String
  public var parentSpaceID: ID<Space>?
  public var doorCount = 0
  public var acsSystemIDs: [ID<AcsSystem>] = []
  public var currentStayCount = 0
  public var currentStays: [Stay] = []
  public var nextStay: Stay?

  public init(spaceID: ID<Space>, displayName: String) {
    self.spaceID = spaceID
    self.displayName = displayName
  }
  public static let blank = DeskSpace(spaceID: .blank, displayName: "")

  public mutating func describe(_ field: inout some Field) {
    field("space_id", &spaceID, "The space.")
    field("display_name", &displayName, "Name of the space.")
    field("parent_space_id", &parentSpaceID, "The space that contains it.")
    field("door_count", &doorCount, "Number of its doors.")
    field("acs_system_ids", &acsSystemIDs, "The systems of its doors.")
    field("current_stay_count", &currentStayCount, "Number of the stays that cover the moment.")
    field("current_stays", &currentStays, "The first ten stays that cover the moment, in order of their start.")
    field("next_stay", &nextStay, "The first stay that starts after the moment. Absent if there is none.")
  }
}
