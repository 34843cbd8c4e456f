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
    // Moments take the place of cursors.
    public var nextCursor: Nullable<String> = .null
    public var previousCursor: Nullable<String> = .null
    public init(hasMore: Bool) { self.hasMore = hasMore }
    public static let blank = Position(hasMore: false)
    public mutating func describe(_ field: inout some Field) {
      field("has_more", &hasMore, "Whether there is more. Give the last `occurred_at` as `after`.")
      field("next_cursor", &nextCursor, "Always null: `after` continues the list.")
      field("prev_cursor", &previousCursor, "Always null: `before` bounds the list.")
    }
  }

  /// What can happen. Not every type occurs here.
  public enum Kind: String, Choice {
    case created = "access_code.created"
    case changed = "access_code.changed"
    case nameChanged = "access_code.name_changed"
    case codeChanged = "access_code.code_changed"
    case timeFrameChanged = "access_code.time_frame_changed"
    case mutationsRequested = "access_code.mutations_requested"
    case deleted = "access_code.deleted"
    case modifiedExternalToSeam = "access_code.modified_external_to_seam"
    case deletedExternalToSeam = "access_code.deleted_external_to_seam"
    case scheduledOnDevice = "access_code.scheduled_on_device"
    case setOnDevice = "access_code.set_on_device"
    case removedFromDevice = "access_code.removed_from_device"
    case delayInSettingOnDevice = "access_code.delay_in_setting_on_device"
    case failedToSetOnDevice = "access_code.failed_to_set_on_device"
    case delayInRemovingFromDevice = "access_code.delay_in_removing_from_device"
    case failedToRemoveFromDevice = "access_code.failed_to_remove_from_device"
    case internalProgrammingStarted = "internal.access_code.programming_started"
    case internalProgrammingFinished = "internal.access_code.programming_finished"
    case backupAccessCodePulled = "access_code.backup_access_code_pulled"
    case unmanagedCreated = "access_code.unmanaged.created"
    case unmanagedRemoved = "access_code.unmanaged.removed"
    case unmanagedConvertedToManaged = "access_code.unmanaged.converted_to_managed"
    case unmanagedFailedToConvertToManaged = "access_code.unmanaged.failed_to_convert_to_managed"
  }

  /// One thing that happened.
  public struct TimelineEvent: Record, Hashable {
    public static let name = "access_code_timeline_event"
    public var eventID: ID<Event>
    public var kind: Extensible<Kind>
    public var occurredAt: Instant
    public var actor: Actor
    public var eventDescription: String
    public var related: Related

    public init(
      eventID: ID<Event>, _ kind: Kind, occurredAt: Instant, by actor: Actor, eventDescription: String,
      _ related: Related
    ) {
      self.actor = actor
      self.eventID = eventID
      self.kind = .known(kind)
      self.occurredAt = occurredAt
      self.eventDescription = eventDescription
      self.related = related
    }
    public static let blank = TimelineEvent(
      eventID: .blank, .created, occurredAt: .blank, by: .blank, eventDescription: "", .blank)

    public mutating func describe(_ field: inout some Field) {
      field("timeline_event_id", &eventID, "ID of the event.")
      field("event_type", &kind, "Type of the event.")
      field("occurred_at", &occurredAt, "When it occurred.")
      field("actor", &actor, "Who made it happen.")
      field("description", &eventDescription, "Human-readable description.")
      field("related_resource_ids", &related, "IDs of what it is about.")
    }
  }

  /// Who made an event happen.
  public struct Actor: Record, Hashable {
    public static let name = "access_code_timeline_actor"
    public enum Kind: String, Choice {
      case apiKey = "api_key"
      case consoleUser = "console_user"
      case system, external
    }
    public var kind: Extensible<Kind>
    public var id: String?
    public var displayName: String?
    public init(_ kind: Kind, id: String? = nil, displayName: String? = nil) {
      self.kind = .known(kind)
      self.id = id
      self.displayName = displayName
    }
    public static let blank = Actor(.system)
    public mutating func describe(_ field: inout some Field) {
      field(
        "type", &kind,
        "`api_key`: a program or session. `console_user`: an operator. `external`: the site. `system`: Latchkey.")
      field(
        "id", &id,
        "ID of the operator or the client session, or the public part of the API key. Sessions see only their own ID.")
      field("display_name", &displayName, "Name of the system. Absent for a program or an operator.")
    }
  }

  /// IDs of what an event is about.
  public struct Related: Record, Hashable {
    public static let name = "access_code_timeline_related"
    public var eventID: ID<Event>?
    public var deviceID: ID<Device>?
    public var connectedAccountID: ID<ConnectedAccount>?
    public var actionAttemptID: ID<ActionAttempt>?
    public init(
      eventID: ID<Event>?, deviceID: ID<Device>?, connectedAccountID: ID<ConnectedAccount>?,
      actionAttemptID: ID<ActionAttempt>?
    ) {
      self.eventID = eventID
      self.deviceID = deviceID
      self.connectedAccountID = connectedAccountID
      self.actionAttemptID = actionAttemptID
    }
    public static let blank = Related(eventID: nil, deviceID: nil, connectedAccountID: nil, actionAttemptID: nil)
    public mutating func describe(_ field: inout some Field) {
      field("event_id", &eventID, "ID of the event.")
      field("device_id", &deviceID, "The lock.")
      field("connected_account_id", &connectedAccountID, "The account of the lock.")
      field(
        "action_attempt_id", &actionAttemptID,
        "The attempt behind it. Absent if it has none, such as a change of several codes, or one at the site.")
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
