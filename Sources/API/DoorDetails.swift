public import Wire

/// What else there is to know of a door: its access groups, and when its lock's IQ was last reported.
public struct DoorDetails: Record, Answer, Hashable {
  public static let name = "door_details"
  public var acsEntranceID: ID<AcsEntrance>
  public var groupNames: [String]
  public var lastSeenAt: Instant?
  public var lastOnlineAt: Instant?

  public init(acsEntranceID: ID<AcsEntrance>, groupNames: [String]) {
    self.acsEntranceID = acsEntranceID
    self.groupNames = groupNames
  }
  public static let blank = DoorDetails(acsEntranceID: .blank, groupNames: [])

  public mutating func describe(_ field: inout some Field) {
    field("acs_entrance_id", &acsEntranceID, "The entrance.")
    field(
      "group_names", &groupNames,
      "Names of the first 50 access groups that contain it, without those of access grants.")
    field("last_seen_at", &lastSeenAt, "When the site last reported the lock's IQ. Absent if it never did.")
    field("last_online_at", &lastOnlineAt, "When the IQ was last online. Absent if it was never seen online.")
  }
}
