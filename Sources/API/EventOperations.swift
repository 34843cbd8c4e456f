public import Wire

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
    public mutating func describe(_ field: inout some Field) {
      field("event_id", &eventID, "The event.")
      field("event_type", &eventType, "Returns the latest event of this type.", .minLength(1))
      field("device_id", &deviceID, "Returns the latest event of this device.")
    }
  }

  public struct List: Request {
    public typealias Response = [Event]
    public static let operation = Operation(
      "/events/list", .read, by: [.workspace, .clientSession, .customerSession, .customerSessionReadOnly],
      returns: "events", title: "List events",
      doc: "Returns events in the order in which they were recorded, after `since` or `between` two moments.")
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
    public var accessGrantIDs: [ID<AccessGrant>]?
    public var accessMethodIDs: [ID<AccessMethod>]?
    public var spaceIDs: [ID<Space>]?
    public var customerKey: String?
    public var accessCodeID: ID<AccessCode>?
    public var accessCodeIDs: [ID<AccessCode>]?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("since", &since, "Only events after this moment.", .text)
      field(
        "between", &between, "Two moments: only events after the first and before the second.", .minLength(2),
        .maxLength(2), .text)
      field(standard: "limit", &limit, "Maximum number of events to return.", .positiveNumber)
      field(filter: "unstable_offset", &unstableOffset, "Number of events to skip at the beginning.", .countingNumber)
      field(filter: "event_ids", &eventIDs, "Only these events.")
      field(filter: "event_type", &eventType, "Only events of this type.")
      field(filter: "event_types", &eventTypes, "Only events of these types.")
      field(filter: "connected_account_id", &subject.connectedAccountID, "Only events about this account.")
      field(filter: "acs_system_id", &subject.acsSystemID, "Only events about this system.")
      field(filter: "acs_system_ids", &acsSystemIDs, "Only events about these systems.")
      field(filter: "acs_user_id", &subject.acsUserID, "Only events about this ACS user.")
      field(filter: "acs_credential_id", &subject.acsCredentialID, "Only events about this credential.")
      field(filter: "acs_access_group_id", &subject.acsAccessGroupID, "Only events about this access group.")
      field(filter: "acs_entrance_id", &subject.acsEntranceID, "Only events about this entrance.")
      field(filter: "user_identity_id", &subject.userIdentityID, "Only events about this identity.")
      field(filter: "connect_webview_id", &subject.connectWebviewID, "Only events about this connect webview.")
      field(filter: "customer_key", &customerKey, "Only events of this customer's accounts and spaces.")
      field(filter: "device_id", &subject.deviceID, "Only events about this lock or phone.")
      field(filter: "device_ids", &deviceIDs, "Only events about these locks and phones.")
      field(filter: "space_id", &subject.spaceID, "Only events about this space.")
      field(filter: "space_ids", &spaceIDs, "Only events about these spaces.", .maxLength(100))
      field(filter: "access_grant_id", &subject.accessGrantID, "Only events about this access grant.")
      field(filter: "access_grant_ids", &accessGrantIDs, "Only events about these access grants.", .maxLength(100))
      field(filter: "access_method_id", &subject.accessMethodID, "Only events about this access method.")
      field(
        filter: "access_method_ids", &accessMethodIDs, "Only events about these access methods.", .maxLength(100))
      field(filter: "access_code_id", &accessCodeID, "Only events about this access code.")
      field(filter: "access_code_ids", &accessCodeIDs, "Only events about these access codes.")
      field(filter: "acs_encoder_id", &subject.acsEncoderID, "Only events about this encoder.")
    }
  }
}
