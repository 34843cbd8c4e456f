public import Wire

/// What happened to an access code, in order.
public struct AccessCodeTimeline: Answer {
  public var events: [TimelineEvent]
  public var position: Position

  public init(_ events: [TimelineEvent], hasMore: Bool) {
    self.events = events
    position = Position(hasMore: hasMore)
  }

  /// Whether there is more. The next part begins after the last moment of this one.
  public struct Position: Record {
    public static let name = "access_code_timeline_position"
    public var hasMore: Bool
    public init(hasMore: Bool) { self.hasMore = hasMore }
    public static let blank = Position(hasMore: false)
    public mutating func describe(_ field: inout some Field) {
      // Moments take the place of cursors.
      var next: Nullable<String> = .null
      var previous: Nullable<String> = .null
      field("has_more", &hasMore, "Whether there is more. Give the last `occurred_at` as `after`.")
      field("next_cursor", &next, "Always null: `after` continues the list.")
      field("prev_cursor", &previous, "Always null: `before` bounds the list.")
    }
  }

  /// One thing that happened.
  public struct TimelineEvent: Record, Hashable {
    public static let name = "access_code_timeline_event"
    public var eventID: ID<Event>
    public var eventType: String
    public var occurredAt: Instant
    public var eventDescription: String
    public var related: Related

    public init(
      eventID: ID<Event>, eventType: String, occurredAt: Instant, eventDescription: String, _ related: Related
    ) {
      self.eventID = eventID
      self.eventType = eventType
      self.occurredAt = occurredAt
      self.eventDescription = eventDescription
      self.related = related
    }
    public static let blank = TimelineEvent(
      eventID: .blank, eventType: "", occurredAt: .blank, eventDescription: "", .blank)

    public mutating func describe(_ field: inout some Field) {
      var actor = Actor.blank
      field("timeline_event_id", &eventID, "ID of the event.")
      field("event_type", &eventType, "Type of the event.")
      field("occurred_at", &occurredAt, "When it occurred.")
      field("actor", &actor, "Who made it happen. Events do not tell callers apart.")
      field("description", &eventDescription, "Human-readable description.")
      field("related_resource_ids", &related, "IDs of what it is about.")
    }
  }

  /// Who made an event happen.
  public struct Actor: Record, Hashable {
    public static let name = "access_code_timeline_actor"
    public init() {}
    public static let blank = Actor()
    public mutating func describe(_ field: inout some Field) {
      var kind = "system"
      field("type", &kind, "Always `system`.")
    }
  }

  /// IDs of what an event is about.
  public struct Related: Record, Hashable {
    public static let name = "access_code_timeline_related"
    public var eventID: ID<Event>?
    public var deviceID: ID<Device>?
    public var connectedAccountID: ID<ConnectedAccount>?
    public init(eventID: ID<Event>?, deviceID: ID<Device>?, connectedAccountID: ID<ConnectedAccount>?) {
      self.eventID = eventID
      self.deviceID = deviceID
      self.connectedAccountID = connectedAccountID
    }
    public static let blank = Related(eventID: nil, deviceID: nil, connectedAccountID: nil)
    public mutating func describe(_ field: inout some Field) {
      field("event_id", &eventID, "ID of the event.")
      field("device_id", &deviceID, "The lock.")
      field("connected_account_id", &connectedAccountID, "The account of the lock.")
    }
  }

  public static func members(of operation: Operation) -> [(name: String, schema: Schema)] {
    [TimelineEvent].members(of: operation) + [("pagination", Position.schema)]
  }

  public func writeMembers(of operation: Operation, to writer: inout JSONWriter) {
    events.writeMembers(of: operation, to: &writer)
    writer.key("pagination")
    position.write(to: &writer)
    writer.comma()
  }

  public init(_ members: [String: JSON], of operation: Operation, noting issues: inout Issues) {
    events = [TimelineEvent](members, of: operation, noting: &issues)
    issues.enter("pagination")
    position = members["pagination"].map { Position($0, noting: &issues) } ?? .blank
    issues.leave()
  }
}

extension AccessCodes {
  public struct GetTimeline: Request {
    public typealias Response = AccessCodeTimeline
    public static let operation = Operation(
      "/access_codes/get_timeline", .read, by: readers, returns: "timeline_events",
      title: "Get the timeline of an access code", doc: "Returns the events of an access code, the oldest first.")
    public var accessCodeID = ID<AccessCode>.blank
    public var after: Instant?
    public var before: Instant?
    public var eventTypes: [String]?
    public var limit = 50
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_code_id", &accessCodeID, "The access code.")
      field("after", &after, "Only events after this moment.")
      field("before", &before, "Only events before this moment.")
      field("event_types", &eventTypes, "Only events of these types.")
      field(standard: "limit", &limit, "Maximum number of events.", .minimum(1), .maximum(200))
    }
  }
}
