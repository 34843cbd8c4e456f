package import API
import Core
package import Wire

/// A filter for lists of events.
package struct EventFilter: Sendable {
  /// Exclusive.
  package var from: Instant?
  /// Exclusive.
  package var until: Instant?
  package var ids: [ID<Event>]?
  package var types: [String]?
  package var accessGrantIDs: [ID<AccessGrant>]?
  package var accessMethodIDs: [ID<AccessMethod>]?
  package var accessCodeIDs: [ID<AccessCode>]?
  package var accessCodeID: ID<AccessCode>?
  package var subject = EventSubject()
  package var acsSystemIDs: [ID<AcsSystem>]?
  package var deviceIDs: [ID<Device>]?
  package var spaceIDs: [ID<Space>]?
  /// The customer whose accounts or spaces the events are about.
  package var customerKey: String?
  package init() {}
}

/// A stored event about an access code, with who caused it and the attempt behind it.
package struct CodeTimelineRow: Sendable {
  package var body: StoredJSON<Event>
  package var actor: AccessCodeTimeline.Actor
  package var attempt: ID<ActionAttempt>?
}

/// A stored event.
package struct StoredEvent: Sendable {
  package var acsUserID: ID<AcsUser>?
  package var body: StoredJSON<Event>
}

extension Connection {
  package func event(_ id: ID<Event>, in workspace: ID<Workspace>) throws -> StoredEvent? {
    try first(
      "SELECT acs_user_id, body FROM events WHERE workspace_id = ? AND event_id = ?", workspace, id,
      read: readStoredEvent)
  }

  /// The last event of a type, about a device, or both.
  package func lastEvent(
    ofType type: String?, about device: ID<Device>?, in workspace: ID<Workspace>
  ) throws -> StoredEvent? {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add("event_type = ?", ifPresent: type)
    conditions.add("device_id = ?", ifPresent: device)
    return try all(
      "SELECT acs_user_id, body FROM events WHERE \(conditions.sql) ORDER BY sequence DESC LIMIT 1", conditions.values,
      readStoredEvent
    ).first
  }

  /// Whether there is an event of a type about an access code.
  func hasEvent(_ type: EventType, about code: ID<AccessCode>, in workspace: ID<Workspace>) throws -> Bool {
    try first(
      "SELECT 1 FROM events WHERE workspace_id = ? AND access_code_id = ? AND event_type = ? LIMIT 1", workspace, code,
      type.rawValue, read: { _ in true }) ?? false
  }

  /// Whether there is an event of a type about an account.
  package func hasEvent(_ type: EventType, of account: ID<ConnectedAccount>, in workspace: ID<Workspace>) throws -> Bool
  {
    try first(
      """
      SELECT 1 FROM events WHERE workspace_id = ? AND connected_account_id = ? AND event_type = ?
        AND acs_system_id IS NULL LIMIT 1
      """, workspace, account, type.rawValue, read: { _ in true }) ?? false
  }

  /// Events in the order in which they were recorded.
  package func events(
    _ filter: EventFilter, limit: Int, offset: Int, in workspace: ID<Workspace>
  ) throws -> [StoredJSON<Event>] {
    let conditions = filter.conditions(in: workspace)
    return try all(
      "SELECT body FROM events WHERE \(conditions.sql) ORDER BY sequence LIMIT ? OFFSET ?",
      conditions.values + [limit, offset]
    ) { row in
      var columns = row.columns
      return columns.json()
    }
  }

  /// Events about access codes in the order in which they were recorded, with who caused them.
  package func timeline(
    _ filter: EventFilter, limit: Int, in workspace: ID<Workspace>
  ) throws -> [CodeTimelineRow] {
    let conditions = filter.conditions(in: workspace)
    return try all(
      "SELECT body, actor, actor_id, action_attempt_id FROM events WHERE \(conditions.sql) ORDER BY sequence LIMIT ?",
      conditions.values + [limit]
    ) { row in
      var columns = row.columns
      let body = columns.json()
      let kind = columns.optionalText().flatMap(AccessCodeTimeline.Actor.Kind.init(rawValue:))
      let actor = AccessCodeTimeline.Actor(kind ?? .system, id: columns.optionalText())
      return CodeTimelineRow(body: body, actor: actor, attempt: columns.optionalID())
    }
  }
}

extension EventFilter {
  fileprivate func conditions(in workspace: ID<Workspace>) -> Conditions {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add("created_at > ?", ifPresent: from)
    conditions.add("created_at < ?", ifPresent: until)
    conditions.among(ids, column: "event_id")
    conditions.among(types, column: "event_type")
    conditions.among(acsSystemIDs, column: "acs_system_id")
    conditions.add("connected_account_id = ?", ifPresent: subject.connectedAccountID)
    conditions.add("acs_system_id = ?", ifPresent: subject.acsSystemID)
    conditions.add("acs_user_id = ?", ifPresent: subject.acsUserID)
    conditions.add("acs_credential_id = ?", ifPresent: subject.acsCredentialID)
    conditions.add("acs_access_group_id = ?", ifPresent: subject.acsAccessGroupID)
    conditions.add("acs_entrance_id = ?", ifPresent: subject.acsEntranceID)
    conditions.add("acs_encoder_id = ?", ifPresent: subject.acsEncoderID)
    conditions.add("device_id = ?", ifPresent: subject.deviceID)
    conditions.among(deviceIDs, column: "device_id")
    conditions.add("connect_webview_id = ?", ifPresent: subject.connectWebviewID)
    conditions.add("space_id = ?", ifPresent: subject.spaceID)
    conditions.among(spaceIDs, column: "space_id")
    conditions.add("access_grant_id = ?", ifPresent: subject.accessGrantID)
    conditions.among(accessGrantIDs, column: "access_grant_id")
    conditions.add("access_method_id = ?", ifPresent: subject.accessMethodID)
    conditions.among(accessMethodIDs, column: "access_method_id")
    conditions.add("access_code_id = ?", ifPresent: accessCodeID)
    conditions.among(accessCodeIDs, column: "access_code_id")
    if let customer = customerKey {
      conditions.either(
        Conditions(
          """
          connected_account_id IN (SELECT a.connected_account_id FROM connected_accounts a
            WHERE a.workspace_id = events.workspace_id AND a.customer_key = ?)
          """, customer),
        or: Conditions(
          """
          space_id IN (SELECT s.space_id FROM spaces s
            WHERE s.workspace_id = events.workspace_id AND s.customer_key = ?)
          """, customer))
    }
    conditions.add(
      """
      acs_user_id IN (SELECT u.acs_user_id FROM acs_users u
        WHERE u.workspace_id = events.workspace_id AND u.user_identity_id = ?)
      """, ifPresent: subject.userIdentityID)
    return conditions
  }
}

extension Transaction {
  /// Appends an event to the log of the workspace.
  ///
  /// - Parameters:
  ///   - id: the ID of the event, if it had to be known before.
  ///   - attempt: the attempt that requested it, for the timeline of an access code.
  ///   - complete: adds the details of this type of event.
  package func append(
    _ type: EventType, about subject: EventSubject, id: ID<Event>? = nil, of attempt: ID<ActionAttempt>? = nil,
    completing complete: (inout Event) throws -> Void = { _ in }
  ) throws {
    var event = Event(type, subject, eventID: id ?? identifiers.next(), at: now, workspaceID: workspaceID)
    try complete(&event)
    try append(event, of: attempt)
  }

  /// Appends an event, and adds the details of its account and device.
  func append(_ bare: Event, of attempt: ID<ActionAttempt>? = nil) throws {
    let event = try described(bare)
    let subject = event.subject
    let code = event.access.accessCodeID
    let actions = event.eventType.known?.attemptActions
    try post(
      """
      INSERT INTO events (workspace_id, sequence, event_id, event_type, created_at, connected_account_id,
        acs_system_id, acs_user_id, acs_credential_id, acs_access_group_id, acs_entrance_id, acs_encoder_id, device_id,
        client_session_id, connect_webview_id, space_id, access_grant_id, access_method_id, access_code_id, actor,
        actor_id, action_attempt_id, kind, body)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, COALESCE(?, (
        SELECT a.action_attempt_id FROM action_attempts a
        WHERE a.workspace_id = ? AND a.access_code_id = ? AND a.code_action IN (?, ?)
        ORDER BY +a.sequence DESC LIMIT 1)), ?, ?)
      """,
      [
        event.workspaceID, try nextEventSequence(), event.eventID, event.eventType.rawValue, event.createdAt,
        subject.connectedAccountID, subject.acsSystemID, subject.acsUserID, subject.acsCredentialID,
        subject.acsAccessGroupID, subject.acsEntranceID, subject.acsEncoderID, subject.deviceID,
        subject.clientSessionID, subject.connectWebviewID, subject.spaceID, subject.accessGrantID,
        subject.accessMethodID, code, code.map { _ in author.actor.rawValue }, code.flatMap { _ in author.actorID },
        attempt, event.workspaceID, code, actions?.0.rawValue, actions?.1.rawValue,
        Activity.Kind(of: event).rawValue, String(decoding: event.jsonBytes, as: UTF8.self),
      ])
    ring(.events(workspaceID))
  }
}

private func readStoredEvent(_ row: Row) throws -> StoredEvent {
  var columns = row.columns
  return StoredEvent(acsUserID: columns.optionalID(), body: columns.json())
}

extension Columns {
  fileprivate mutating func json() -> StoredJSON<Event> { StoredJSON(bytes: optionalBytes() ?? []) }
}

extension Connection {
  /// Adds the details of the event's account and device, so that receivers need no further request.
  fileprivate func described(_ bare: Event) throws -> Event {
    guard case .known(let type) = bare.eventType, let form = EventForm.all[type] else { return bare }
    var event = bare
    event.eventDescription = form.doc
    if form.has("connected_account_custom_metadata"), let id = event.subject.connectedAccountID,
      let account = try connectedAccount(id, in: event.workspaceID)
    {
      event.details.note(account, in: form)
    }
    if form.has("device_custom_metadata"), let id = event.subject.deviceID {
      let notes = try deviceSettings(of: ID(id.text), in: event.workspaceID).notes
      if event.details.deviceMetadata == nil, !notes.members.isEmpty { event.details.deviceMetadata = notes }
    }
    return event
  }
}

extension EventDetails {
  fileprivate mutating func note(_ account: ConnectedAccountRecord, in form: EventForm) {
    if !account.customMetadata.isEmpty { connectedAccountMetadata = Metadata(account.customMetadata) }
    if form.has("customer_key") { customerKey = account.customerKey }
    if form.has("connected_account_type") { connectedAccountType = account.provider }
  }
}
