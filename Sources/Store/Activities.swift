package import API
import Core
package import Wire

/// A filter for lists of activities.
package struct ActivityFilter: Sendable {
  package var kinds: [Activity.Kind]?
  /// Exclusive.
  package var from: Instant?
  /// Exclusive.
  package var until: Instant?
  package var acsUserID: ID<AcsUser>?
  package var userIdentityID: ID<UserIdentity>?
  package var acsEntranceID: ID<AcsEntrance>?
  package var acsSystemID: ID<AcsSystem>?
  package var search: String?
  package init() {}
}

extension Connection {
  /// Events with the names of people and doors, the newest first, in a fixed number of statements.
  ///
  /// - Parameter page: begins at the sequence of its newest event.
  package func activities(
    _ filter: ActivityFilter, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<Activity> {
    var conditions = filter.conditions(in: workspace)
    conditions.add("events.sequence <= ?", ifPresent: page.from)
    try addSpan(
      of: "created_at", in: "events", after: filter.from, before: filter.until, in: workspace, to: &conditions)
    // An identity's few events are found by an index. The plus keeps planners from scanning all events in order.
    let order = filter.userIdentityID == nil ? "sequence" : "+sequence"
    // One kind after the other, since an index has the events of one kind in their order.
    let kinds: [Activity.Kind?] = if let asked = filter.kinds { Set(asked).map { Optional($0) } } else { [nil] }
    let common = conditions
    let rows = try kinds.flatMap { kind -> [EventRow] in
      var own = common
      own.add("\(filter.kindColumn) = ?", ifPresent: kind?.rawValue)
      return try eventRows("\(own.sql) ORDER BY \(order) DESC LIMIT ?", own.values + [page.limit + 1])
    }.sorted { $0.sequence > $1.sequence }
    let found = PageOf(rows, limit: page.limit, sequence: \.sequence)
    return PageOf(rows: try named(found.rows, in: workspace), next: found.next)
  }

  /// Events after a sequence number with the names of people and doors, the oldest first.
  ///
  /// - Parameter kinds: only these kinds. Nil for all.
  package func activities(
    after sequence: Int, kinds: [Activity.Kind]?, limit: Int, in workspace: ID<Workspace>
  ) throws -> [Activity] {
    var conditions = Conditions("events.workspace_id = ? AND events.sequence > ?", workspace, sequence)
    // New events are few. The text keeps planners from sorting all events of the kinds.
    conditions.among(kinds?.map(\.rawValue), column: "events.kind || ''")
    let rows = try eventRows("\(conditions.sql) ORDER BY sequence LIMIT ?", conditions.values + [limit])
    return try named(rows, in: workspace)
  }

  /// - Parameter rest: the statement after `WHERE`.
  private func eventRows(_ rest: String, _ values: [any SQLValue]) throws -> [EventRow] {
    try all(
      """
      SELECT sequence, acs_user_id, COALESCE(acs_entrance_id, device_id, acs_encoder_id), body FROM events
      WHERE \(rest)
      """, values
    ) { row in
      var columns = row.columns
      return EventRow(
        sequence: columns.integer(), acsUserID: columns.optionalID(), acsEntranceID: columns.optionalID(),
        body: columns.optionalBytes() ?? [])
    }
  }

  private func named(_ rows: [EventRow], in workspace: ID<Workspace>) throws -> [Activity] {
    let people = try personNames(Set(rows.compactMap(\.acsUserID)), in: workspace)
    let doors = try doorNames(Set(rows.compactMap(\.acsEntranceID)), in: workspace)
    return try rows.map { row in
      let event = try row.event
      return Activity(
        sequence: row.sequence, kind: Activity.Kind(of: event),
        personName: row.acsUserID.flatMap { people[$0] }, doorName: row.acsEntranceID.flatMap { doors[$0] },
        event: event)
    }
  }
}

/// A stored event with its subjects that have names.
private struct EventRow: Sendable {
  var sequence: Int
  var acsUserID: ID<AcsUser>?
  /// The door, which may be an encoder. A phone is a device too, but no door has its ID.
  var acsEntranceID: ID<AcsEntrance>?
  var body: [UInt8]

  /// The event. What an earlier version wrote in another form stays as far as it can be read.
  var event: Event {
    get throws {
      var issues = Issues()
      return Event(try JSON.parse(body), noting: &issues)
    }
  }
}

extension ActivityFilter {
  /// The kind of an event. The events of a person or a door are found by indexes of their own, which are narrower than
  /// that of the kinds.
  fileprivate var kindColumn: String {
    acsUserID == nil && userIdentityID == nil && acsEntranceID == nil ? "events.kind" : "events.kind || ''"
  }

  /// All but the kind and the time.
  fileprivate func conditions(in workspace: ID<Workspace>) -> Conditions {
    var conditions = Conditions("events.workspace_id = ?", workspace)
    conditions.add("events.acs_user_id = ?", ifPresent: acsUserID)
    // A door is the device with its ID, and events have an index by their device.
    conditions.add("events.device_id = ?", ifPresent: acsEntranceID)
    conditions.add("events.acs_system_id = ?", ifPresent: acsSystemID)
    if let userIdentityID {
      conditions.add(
        """
        events.acs_user_id IN (
          SELECT u.acs_user_id FROM acs_users u WHERE u.workspace_id = ? AND u.user_identity_id = ?)
        """, workspace, userIdentityID)
    }
    if let search { conditions.addNames(containing: search, in: workspace) }
    return conditions
  }
}

extension Conditions {
  /// The event is about a person or a door whose name contains the text. The queries for their IDs run once, and not for
  /// each event.
  fileprivate mutating func addNames(containing text: String, in workspace: ID<Workspace>) {
    var users = Conditions("u.workspace_id = ?", workspace)
    users.search(text, in: "u.search_text", "i.search_text")
    var grants = Conditions("m.workspace_id = ?", workspace)
    grants.search(text, in: "i.search_text")
    var doors = Conditions("e.workspace_id = ?", workspace)
    doors.search(text, in: "e.search_text")
    add(
      """
      (events.acs_user_id IN (SELECT u.acs_user_id FROM acs_users u LEFT JOIN user_identities i
          ON i.workspace_id = u.workspace_id AND i.user_identity_id = u.user_identity_id WHERE \(users.sql))
        OR events.acs_user_id IN (SELECT m.acs_user_id FROM access_methods m
          JOIN access_grants g ON g.workspace_id = m.workspace_id AND g.access_grant_id = m.access_grant_id
          JOIN user_identities i ON i.workspace_id = g.workspace_id AND i.user_identity_id = g.user_identity_id
          WHERE \(grants.sql))
        OR events.device_id IN (SELECT e.acs_entrance_id FROM acs_entrances e WHERE \(doors.sql)))
      """, all: users.values + grants.values + doors.values)
  }
}
