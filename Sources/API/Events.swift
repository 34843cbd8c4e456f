import Wire

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
    public var deviceIDs: [ID<Device>]?
    public var customerKey: String?
    public var elsewhere = EventsElsewhere()
    public init() {}
    public mutating func describe(_ field: Field) {
      field("since", &since, "Only events after this moment.")
      field(
        "between", &between, "Only events after the first of two moments and before the second.", .minLength(2),
        .maxLength(2))
      field(standard: "limit", &limit, "How many events to return at most.", .positive)
      field(filter: "unstable_offset", &unstableOffset, "How many events to leave out at the beginning.", .minimum(0))
      field(filter: "event_ids", &eventIDs, "Only these events.")
      field(filter: "event_type", &eventType, "Only events of this type.")
      field(filter: "event_types", &eventTypes, "Only events of these types.")
      field(filter: "connected_account_id", &subject.connectedAccountID, "Only events that concern this account.")
      field(filter: "acs_system_id", &subject.acsSystemID, "Only events that concern this system.")
      field(filter: "acs_system_ids", &acsSystemIDs, "Only events that concern these systems.")
      field(filter: "acs_user_id", &subject.acsUserID, "Only events that concern this ACS user.")
      field(filter: "acs_credential_id", &subject.acsCredentialID, "Only events that concern this credential.")
      field(filter: "acs_access_group_id", &subject.acsAccessGroupID, "Only events that concern this access group.")
      field(filter: "acs_entrance_id", &subject.acsEntranceID, "Only events that concern this entrance.")
      field(filter: "user_identity_id", &subject.userIdentityID, "Only events that concern this identity.")
      field(filter: "connect_webview_id", &subject.connectWebviewID, "Only events that concern this connect webview.")
      field(filter: "customer_key", &customerKey, "Only events of this customer's accounts.")
      field(filter: "device_id", &subject.deviceID, "Only events that concern this lock or phone.")
      field(filter: "device_ids", &deviceIDs, "Only events that concern these locks and phones.")
      elsewhere.describe(field)
    }
  }
}

/// Filters of the events list by resources that Salto KS has not. Each narrows the list to nothing.
public struct EventsElsewhere: Sendable {
  public var accessCodeID: ID<AccessCode>?
  public var accessCodeIDs: [ID<AccessCode>]?
  public var accessGrantID: ID<AccessGrant>?
  public var accessGrantIDs: [ID<AccessGrant>]?
  public var accessMethodID: ID<AccessMethod>?
  public var accessMethodIDs: [ID<AccessMethod>]?
  public var acsEncoderID: ID<AcsEncoder>?
  public var spaceID: ID<Space>?
  public var spaceIDs: [ID<Space>]?
  public init() {}

  /// Whether any of them is given.
  public var isGiven: Bool {
    let single = [
      accessCodeID?.text, accessGrantID?.text, accessMethodID?.text, acsEncoderID?.text, spaceID?.text,
    ]
    let lists = [accessCodeIDs?.count, accessGrantIDs?.count, accessMethodIDs?.count, spaceIDs?.count]
    return single.contains { $0 != nil } || lists.contains { $0 != nil }
  }

  mutating func describe(_ field: Field) {
    field(filter: "access_code_id", &accessCodeID, "Only events that concern this access code.")
    field(filter: "access_code_ids", &accessCodeIDs, "Only events that concern these access codes.")
    field(filter: "access_grant_id", &accessGrantID, "Only events that concern this access grant.")
    field(filter: "access_grant_ids", &accessGrantIDs, "Only events that concern these access grants.", .maxLength(100))
    field(filter: "access_method_id", &accessMethodID, "Only events that concern this access method.")
    field(
      filter: "access_method_ids", &accessMethodIDs, "Only events that concern these access methods.", .maxLength(100))
    field(filter: "acs_encoder_id", &acsEncoderID, "Only events that concern this encoder.")
    field(filter: "space_id", &spaceID, "Only events that concern this space.")
    field(filter: "space_ids", &spaceIDs, "Only events that concern these spaces.", .maxLength(100))
  }
}
