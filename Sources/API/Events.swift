import Wire

/// Something that happened to a resource.
public struct Event: Record, Answer {
  public static let name = "event"
  public var eventID: ID<Event>
  public var eventType: Extensible<EventType>
  public var createdAt: Instant
  public var occurredAt: Instant
  public var workspaceID: ID<Workspace>
  public var subject: EventSubject
  /// Of events about doors.
  public var access = LockAccess()
  /// Of events about a connection that was lost.
  public var issues = EventIssues()
  /// Of events about an attempt.
  public var attempt = EventAttempt()

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
    subject.describe(field)
    access.describe(field)
    issues.describe(field)
    attempt.describe(field)
  }
}

/// What an event is about: the resource itself and what that belongs to.
public struct EventSubject: Hashable, Sendable {
  public var connectedAccountID: ID<ConnectedAccount>?
  public var acsSystemID: ID<AcsSystem>?
  public var acsUserID: ID<AcsUser>?
  public var acsCredentialID: ID<AcsCredential>?
  public var acsAccessGroupID: ID<AcsAccessGroup>?
  public var acsEntranceID: ID<AcsEntrance>?
  public var enrollmentAutomationID: ID<EnrollmentAutomation>?
  public var clientSessionID: ID<ClientSession>?
  public var connectWebviewID: ID<ConnectWebview>?
  public var deviceID: ID<Device>?
  public var userIdentityID: ID<UserIdentity>?
  public init() {}

  mutating func describe(_ field: Field) {
    field("connected_account_id", &connectedAccountID, "The account it concerns.")
    field("acs_system_id", &acsSystemID, "The system it concerns.")
    field("acs_user_id", &acsUserID, "The ACS user it concerns.")
    field("acs_credential_id", &acsCredentialID, "The credential it concerns.")
    field("acs_access_group_id", &acsAccessGroupID, "The access group it concerns.")
    field("acs_entrance_id", &acsEntranceID, "The entrance it concerns.")
    field("enrollment_automation_id", &enrollmentAutomationID, "The enrollment automation it concerns.")
    field("client_session_id", &clientSessionID, "The client session it concerns.")
    field("connect_webview_id", &connectWebviewID, "The connect webview it concerns.")
    field("device_id", &deviceID, "The device it concerns.")
    field("user_identity_id", &userIdentityID, "The identity it concerns.")
  }
}

/// The operations on events.
public enum Events {
  public struct Get: Request {
    public typealias Response = Event
    public static let operation = Operation(
      "/events/get", .read, by: [.workspace, .clientSession, .customerSession, .customerSessionReadOnly],
      returns: "event", title: "Get an event", doc: "Returns one event.")
    public static let constraints = [Constraint.atLeastOne(["event_id", "event_type", "device_id"])]
    public var eventID: ID<Event>?
    public var eventType: String?
    public var deviceID: ID<Device>?
    public init() {}
    public mutating func describe(_ field: Field) {
      field("event_id", &eventID, "The event.")
      field("event_type", &eventType, "The last event of this type.", .minLength(1))
      field("device_id", &deviceID, "The last event of this device.")
    }
  }

  public struct List: Request {
    public typealias Response = [Event]
    public static let operation = Operation(
      "/events/list", .read, by: [.workspace, .clientSession, .customerSession, .customerSessionReadOnly],
      returns: "events", title: "List events",
      doc: "Returns events in the order in which they were written down, after `since` or `between` two moments.")
    public static let constraints = [Constraint.exactlyOne(["since", "between"])]
    public var since: Instant?
    public var between: [Instant]?
    public var limit = 500
    public var unstableOffset: Int?
    public var eventIDs: [ID<Event>]?
    public var eventType: EventType?
    public var eventTypes: [EventType]?
    public var subject = EventSubject()
    public var acsSystemIDs: [ID<AcsSystem>]?
    public var elsewhere = EventsElsewhere()
    public init() {}
    public mutating func describe(_ field: Field) {
      field("since", &since, "Only events after this moment.")
      field(
        "between", &between, "Only events after the first of two moments and before the second.", .minLength(2),
        .maxLength(2))
      field(standard: "limit", &limit, "How many events to return at most.", .positive)
      field("unstable_offset", &unstableOffset, "How many events to leave out at the beginning.", .minimum(0))
      field("event_ids", &eventIDs, "Only these events.")
      field("event_type", &eventType, "Only events of this type.")
      field("event_types", &eventTypes, "Only events of these types.")
      field("connected_account_id", &subject.connectedAccountID, "Only events that concern this account.")
      field("acs_system_id", &subject.acsSystemID, "Only events that concern this system.")
      field("acs_system_ids", &acsSystemIDs, "Only events that concern these systems.")
      field("acs_user_id", &subject.acsUserID, "Only events that concern this ACS user.")
      field("acs_credential_id", &subject.acsCredentialID, "Only events that concern this credential.")
      field("acs_access_group_id", &subject.acsAccessGroupID, "Only events that concern this access group.")
      field("acs_entrance_id", &subject.acsEntranceID, "Only events that concern this entrance.")
      field("user_identity_id", &subject.userIdentityID, "Only events that concern this identity.")
      elsewhere.describe(field)
    }
  }
}

/// Filters of the events list by resources of which there are none here yet. Each narrows the list to nothing.
public struct EventsElsewhere: Sendable {
  public var accessCodeID: ID<AccessCode>?
  public var accessCodeIDs: [ID<AccessCode>]?
  public var accessGrantID: ID<AccessGrant>?
  public var accessGrantIDs: [ID<AccessGrant>]?
  public var accessMethodID: ID<AccessMethod>?
  public var accessMethodIDs: [ID<AccessMethod>]?
  public var acsEncoderID: ID<AcsEncoder>?
  public var connectWebviewID: ID<ConnectWebview>?
  public var customerKey: String?
  public var deviceID: ID<Device>?
  public var deviceIDs: [ID<Device>]?
  public var spaceID: ID<Space>?
  public var spaceIDs: [ID<Space>]?
  public init() {}

  /// Whether any of them is given.
  public var isGiven: Bool {
    let single = [
      accessCodeID?.text, accessGrantID?.text, accessMethodID?.text, acsEncoderID?.text, connectWebviewID?.text,
      customerKey, deviceID?.text, spaceID?.text,
    ]
    let lists = [
      accessCodeIDs?.count, accessGrantIDs?.count, accessMethodIDs?.count, deviceIDs?.count, spaceIDs?.count,
    ]
    return single.contains { $0 != nil } || lists.contains { $0 != nil }
  }

  mutating func describe(_ field: Field) {
    field("access_code_id", &accessCodeID, "Only events that concern this access code.")
    field("access_code_ids", &accessCodeIDs, "Only events that concern these access codes.")
    field("access_grant_id", &accessGrantID, "Only events that concern this access grant.")
    field("access_grant_ids", &accessGrantIDs, "Only events that concern these access grants.", .maxLength(100))
    field("access_method_id", &accessMethodID, "Only events that concern this access method.")
    field("access_method_ids", &accessMethodIDs, "Only events that concern these access methods.", .maxLength(100))
    field("acs_encoder_id", &acsEncoderID, "Only events that concern this encoder.")
    field("connect_webview_id", &connectWebviewID, "Only events that concern this connect webview.")
    field("customer_key", &customerKey, "Only events that concern this customer.", .minLength(1))
    field("device_id", &deviceID, "Only events that concern this device.")
    field("device_ids", &deviceIDs, "Only events that concern these devices.")
    field("space_id", &spaceID, "Only events that concern this space.")
    field("space_ids", &spaceIDs, "Only events that concern these spaces.", .maxLength(100))
  }
}
