public import Wire

/// An event with the names of the person and the door.
public struct Activity: Record, Answer {
  public static let name = "activity"

  /// The kind of an event, for people who look at it.
  public enum Kind: String, Choice {
    /// A door was opened or locked.
    case entry
    /// A door stayed shut.
    case refusal
    /// Something failed, or a connection was lost.
    case problem
    /// Access, devices or settings changed.
    case change
  }

  public var sequence: Int
  public var kind: Extensible<Kind>
  public var personName: String?
  public var doorName: String?
  public var event: Event

  public init(sequence: Int, kind: Kind, personName: String?, doorName: String?, event: Event) {
    self.sequence = sequence
    self.kind = .known(kind)
    self.personName = personName
    self.doorName = doorName
    self.event = event
  }
  public static let blank = Activity(sequence: 0, kind: .entry, personName: nil, doorName: nil, event: .blank)

  public mutating func describe(_ field: inout some Field) {
    field("sequence", &sequence, "Sequence number of the event in the workspace, as in the event stream.")
    field("kind", &kind, "Kind of the event.")
    field("person_name", &personName, "Name of the person that the event is about. Absent if it is unknown.")
    field("door_name", &doorName, "Name of the door that the event is about. Absent if the door was deleted.")
    field("event", &event, "The event.")
  }
}
