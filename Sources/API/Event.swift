public import Wire

/// Something that happened to a resource.
public struct Event: Record, Answer {
  public static let name = "event"
  public var eventID: ID<Event>
  public var eventType: Extensible<EventType>
  public var createdAt: Instant
  public var occurredAt: Instant
  public var workspaceID: ID<Workspace>
  /// Human-readable description.
  public var eventDescription: String?
  public var subject: EventSubject
  /// Details of events about doors.
  public var access = LockAccess()
  /// Details of events about a lost connection.
  public var issues = EventIssues()
  /// Details of events about an action attempt.
  public var attempt = EventAttempt()
  /// Details of events about accounts and devices.
  public var details = EventDetails()
  /// Details of events about a space.
  public var space = EventSpace()
  /// Details of events about an access grant or an access method.
  public var grant = EventGrant()
  /// Details of events about an access code.
  public var code = EventAccessCode()

  /// - Parameter occurredAt: when it happened; nil for now.
  public init(
    _ eventType: EventType, _ subject: EventSubject, eventID: ID<Event>, at now: Instant, workspaceID: ID<Workspace>,
    occurredAt: Instant? = nil
  ) {
    self.eventID = eventID
    self.eventType = .known(eventType)
    self.createdAt = now
    self.occurredAt = occurredAt ?? now
    self.workspaceID = workspaceID
    self.subject = subject
  }
  public static let blank = Event(
    .acsUserCreated, EventSubject(), eventID: .blank, at: .blank, workspaceID: .blank)

  public mutating func describe(_ field: inout some Field) {
    field("event_id", &eventID, "ID of the event.")
    field("event_type", &eventType, "Type of the event.")
    field("created_at", &createdAt, "When the event was recorded.")
    field("occurred_at", &occurredAt, "When the event occurred.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("event_description", &eventDescription, "Human-readable description of the event.")
    subject.describe(&field)
    access.describe(&field)
    issues.describe(&field)
    attempt.describe(&field)
    details.describe(&field)
    space.describe(&field)
    grant.describe(&field)
    code.describe(&field)
  }

  /// One variant for each type that occurs here.
  public static var schema: Schema {
    let fields = fields
    let common = fields.prefix { $0.name != "connected_account_id" }
    return .union(
      name: name, tag: "event_type",
      EventForm.all.values.sorted { $0.type.rawValue < $1.type.rawValue }.map { form in
        let own = fields.dropFirst(common.count).filter { form.has($0.name) }.map(form.narrowed)
        let type = form.type.rawValue
        let all = common.map { $0.name == "event_type" ? $0.with(schema: .choice([type])) : $0 } + own
        return (type, .record(name: "event_\(type.replacing(".", with: "_"))", all))
      })
  }
}
