public import Wire

/// The last entry of a person or at a door.
public struct DeskEntry: Record, Hashable {
  public static let name = "desk_entry"
  public var eventID: ID<Event>
  public var occurredAt: Instant
  public var acsEntranceID: ID<AcsEntrance>?
  public var doorName: String?
  public var acsUserID: ID<AcsUser>?
  public var personName: String?

  public init(eventID: ID<Event>, occurredAt: Instant) {
    self.eventID = eventID
    self.occurredAt = occurredAt
  }
  public static let blank = DeskEntry(eventID: .blank, occurredAt: .blank)

  public mutating func describe(_ field: inout some Field) {
    field("event_id", &eventID, "The event of the entry.")
    field("occurred_at", &occurredAt, "When the door was opened, by the lock's clock.")
    field("acs_entrance_id", &acsEntranceID, "The door. Absent if it is unknown.")
    field("door_name", &doorName, "Name of the door. Absent if the door was deleted.")
    field("acs_user_id", &acsUserID, "The person. Absent if the lock did not identify a person of Latchkey.")
    field("person_name", &personName, "Name of the person. Absent if it is unknown.")
  }
}
