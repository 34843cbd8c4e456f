public import Wire

/// A door of a person, and whether it opens for them.
public struct AccessDoor: Record, Answer, Hashable {
  public static let name = "access_door"
  public var acsEntranceID: ID<AcsEntrance>
  public var displayName: String
  public var access: Extensible<AccessVerdict>
  public var reason: Extensible<AccessReason>
  public var groupNames: [String] = []
  public var endsAt: Instant?

  public init(acsEntranceID: ID<AcsEntrance>, displayName: String, access: AccessVerdict, reason: AccessReason) {
    self.acsEntranceID = acsEntranceID
    self.displayName = displayName
    self.access = .known(access)
    self.reason = .known(reason)
  }
  public static let blank = AccessDoor(acsEntranceID: .blank, displayName: "", access: .unknown, reason: .granted)

  public mutating func describe(_ field: inout some Field) {
    field("acs_entrance_id", &acsEntranceID, "The entrance.")
    field("display_name", &displayName, "Name of the door.")
    field("access", &access, "Whether the entrance opens.")
    field("reason", &reason, "Machine-readable reason.")
    field("group_names", &groupNames, "Names of the person's access groups that contain the entrance.")
    field("ends_at", &endsAt, "When the person's right to it ends. Absent for no end, and for no right at the moment.")
  }
}
