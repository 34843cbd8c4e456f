import Wire

/// Something that happened to a resource.
public struct Event: Record, Answer {
  public static let name = "event"
  public var eventID: ID<Event>
  public var eventType: Extensible<EventType>
  public var createdAt: Instant
  public var occurredAt: Instant
  public var workspaceID: ID<Workspace>
  /// What happened, for people.
  public var eventDescription: String?
  public var subject: EventSubject
  /// Of events about doors.
  public var access = LockAccess()
  /// Of events about a connection that was lost.
  public var issues = EventIssues()
  /// Of events about an attempt.
  public var attempt = EventAttempt()
  /// Of events about accounts and devices.
  public var details = EventDetails()

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

  public mutating func describe(_ field: Field) {
    field("event_id", &eventID, "ID of the event.")
    field("event_type", &eventType, "What happened.")
    field("created_at", &createdAt, "When it was written down.")
    field("occurred_at", &occurredAt, "When it happened.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("event_description", &eventDescription, "What happened, for people.")
    subject.describe(field)
    access.describe(field)
    issues.describe(field)
    attempt.describe(field)
    details.describe(field)
  }

  /// One form for each type that is told here.
  public static var schema: Schema {
    let fields = fields
    let common = fields.prefix { $0.name != "connected_account_id" }
    return .union(
      name: name, tag: "event_type",
      EventForm.all.values.sorted { $0.type.rawValue < $1.type.rawValue }.map { form in
        let own = fields.dropFirst(common.count).filter { form.has($0.name) }.map { field in
          field.with(isRequired: form.needed.contains(field.name))
        }
        let type = form.type.rawValue
        let all = common.map { $0.name == "event_type" ? $0.with(schema: .choice([type])) : $0 } + own
        return (type, .record(name: "event_\(type.replacing(".", with: "_"))", all))
      })
  }
}
