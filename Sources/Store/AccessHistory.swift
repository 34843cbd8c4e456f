package import API
package import Core
package import Wire

extension Connection {
  /// The whole recorded history of a user, to explain its access. Nil if there is none.
  package func accessPerson(_ user: ID<AcsUser>, in workspace: ID<Workspace>) throws -> AccessFacts.Person? {
    try accessPersons([user], in: workspace)[user]
  }

  /// The histories of several users, in one statement. Users without a history are omitted.
  package func accessPersons(
    _ users: [ID<AcsUser>], in workspace: ID<Workspace>
  ) throws -> [ID<AcsUser>: AccessFacts.Person] {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.among(users, column: "acs_user_id")
    var readers: [ID<AcsUser>: PersonReader] = [:]
    let _: [Void] = try all(
      """
      SELECT acs_user_id, at, aspect, acs_access_group_id, state FROM acs_user_history
      WHERE \(conditions.sql) ORDER BY acs_user_id, sequence
      """, conditions.values
    ) { row in
      var columns = row.columns
      let user = columns.id(AcsUser.self)
      let at = columns.instant()
      let aspect = HistoryAspect(rawValue: columns.text())
      let group = columns.optionalID(AcsAccessGroup.self)
      let state = try? JSON.parse(columns.text().utf8)
      var reader = readers.removeValue(forKey: user) ?? PersonReader(user)
      if let aspect, let state { reader.read(aspect, of: group, state, at: at) }
      readers[user] = reader
    }
    return readers.mapValues(\.person)
  }

  /// The users who were ever in a group that contains an entrance, or whose grants include it, including deleted ones, with
  /// their identities. Also the identities to which its lock was ever granted, with their users at the site.
  ///
  /// Those whose stays are over come last, so that they hide nobody.
  ///
  /// - Parameters:
  ///   - moment: the moment at which a stay is over or not.
  ///   - page: begins after a number of users.
  package func candidates(
    for entrance: ID<AcsEntrance>, at moment: Instant, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<(user: ID<AcsUser>?, identity: ID<UserIdentity>?)> {
    let start = page.from ?? 0
    let rows: [(user: ID<AcsUser>?, identity: ID<UserIdentity>?)] = try all(
      """
      SELECT acs_user_id, user_identity_id FROM (
        SELECT h.acs_user_id, u.user_identity_id FROM acs_user_history h
        LEFT JOIN acs_users u ON u.workspace_id = h.workspace_id AND u.acs_user_id = h.acs_user_id
        WHERE h.workspace_id = ? AND h.acs_access_group_id IN (SELECT x.acs_access_group_id
          FROM acs_access_group_entrances x WHERE x.workspace_id = ? AND x.acs_entrance_id = ?
          UNION SELECT y.acs_access_group_id FROM acs_access_group_history y
          WHERE y.workspace_id = ? AND y.acs_entrance_id = ?)
          AND h.acs_access_group_id IS NOT NULL
        UNION SELECT n.acs_user_id, u.user_identity_id FROM grant_group_entrances x
        JOIN grant_groups n ON n.workspace_id = x.workspace_id AND n.grant_group_id = x.grant_group_id
        JOIN acs_users u ON u.workspace_id = n.workspace_id AND u.acs_user_id = n.acs_user_id
        WHERE x.workspace_id = ? AND x.acs_entrance_id = ? AND x.is_wanted = 1
        UNION SELECT u.acs_user_id, g.user_identity_id FROM (
          SELECT user_identity_id FROM device_grants WHERE workspace_id = ? AND acs_entrance_id = ?
          UNION SELECT user_identity_id FROM ended_device_grants WHERE workspace_id = ? AND acs_entrance_id = ?) g
        LEFT JOIN acs_users u ON u.workspace_id = ? AND u.user_identity_id = g.user_identity_id AND u.is_deleted = 0
          AND u.acs_system_id = (SELECT acs_system_id FROM acs_entrances WHERE workspace_id = ? AND acs_entrance_id = ?)
      ) openers ORDER BY CASE WHEN acs_user_id IS NULL OR EXISTS (SELECT 1 FROM person_stays q
          WHERE q.workspace_id = ? AND q.acs_user_id = openers.acs_user_id AND q.ends_at > ?) THEN 0 ELSE 1 END,
        acs_user_id IS NULL, acs_user_id, user_identity_id NULLS FIRST LIMIT ? OFFSET ?
      """, workspace, workspace, entrance, workspace, entrance, workspace, entrance, workspace, entrance, workspace,
      entrance, workspace, workspace, entrance, workspace, moment, page.limit + 1, start
    ) { row in
      var columns = row.columns
      return (columns.optionalID(), columns.optionalID())
    }
    let next = rows.count > page.limit ? start + page.limit : nil
    return PageOf(rows: Array(rows.prefix(page.limit)), next: next)
  }

  /// Whether the user ever existed.
  package func hasHistory(_ user: ID<AcsUser>, in workspace: ID<Workspace>) throws -> Bool {
    try first(
      "SELECT 1 FROM acs_user_history WHERE workspace_id = ? AND acs_user_id = ? LIMIT 1", workspace, user,
      read: { _ in true }) ?? false
  }
}

/// Reads the rows of a user's history into its current state.
private struct PersonReader {
  var person: AccessFacts.Person
  private var credentials: Set<String> = []
  private var cloudKeys: Set<String> = []
  private var phones: Set<String> = []
  private var keyExpiries: [String: Instant] = [:]
  /// The state before the open call, which it may have changed.
  private var before: AccessFacts.Person?

  init(_ user: ID<AcsUser>) { person = AccessFacts.Person(id: user) }

  mutating func read(_ aspect: HistoryAspect, of group: ID<AcsAccessGroup>?, _ state: JSON, at moment: Instant) {
    switch aspect {
    case .wanted:
      if let group {
        if state.truth("is_own") == .yes { person.ownGroups.insert(group) } else { person.ownGroups.remove(group) }
        person.wantedMemberships[group, default: FactHistory()].record(state.truth("is_member"), at: moment)
      } else if let group = state["grant_group_id"]?.text, let given = GrantedDoors(state) {
        person.grants[ID(group), default: ValueHistory()].record(given, at: moment)
      } else {
        person.wanted.record(AccessFacts.Wanted(state), at: moment)
        person.isOfOtherPerson.record(state.truth("is_of_other_person"), at: moment)
        person.awaitsAddress.record(state.truth("awaits_address"), at: moment)
      }
    case .observed: observe(group, state, at: moment)
    case .calling: call(state["call"]?.text.flatMap(OpenCall.Kind.init(text:)), of: group, at: moment)
    case .seat: person.lacksSeat.record(state.truth("is_exceeded"), at: moment)
    case .credential where state["access_method"]?.text == AcsCredential.AccessMethod.cloudKey.rawValue:
      cloudKeys.hold(state)
      person.hasCloudKey.record(Truth(!cloudKeys.isEmpty), at: moment)
    case .credential:
      credentials.hold(state)
      person.hasCredential.record(Truth(!credentials.isEmpty), at: moment)
    case .phone:
      phones.hold(state)
      person.hasPhone.record(Truth(!phones.isEmpty), at: moment)
      if let device = state["device_id"]?.text {
        keyExpiries[device] = phones.contains(device) ? state["expires_at"]?.text.flatMap { Instant($0) } : nil
      }
      if let last = keyExpiries.values.max() { person.keysExpireAt.record(last, at: moment) }
    }
  }

  private mutating func observe(_ group: ID<AcsAccessGroup>?, _ state: JSON, at moment: Instant) {
    before = nil
    if let group {
      return person.memberships[group, default: FactHistory()].record(state.truth("is_member"), at: moment)
    }
    person.exists.record(Truth(state != .null), at: moment)
    person.isOfOtherPerson.record(state.truth("is_of_other_person"), at: moment)
    person.awaitsAddress.record(state.truth("awaits_address"), at: moment)
    person.isBlocked.record(state.truth("is_blocked"), at: moment)
    person.isSubscribed.record(state.truth("is_subscribed"), at: moment)
    person.mayHoldMobileKey.record(state.truth("may_hold_mobile_key"), at: moment)
    person.hasPin.record(state.truth("has_pin"), at: moment)
    person.hasCard.record(state.truth("has_card"), at: moment)
  }

  private mutating func call(_ call: OpenCall.Kind?, of group: ID<AcsAccessGroup>?, at moment: Instant) {
    guard let call else { return undoubt(at: moment) }
    before = before ?? person
    switch call {
    case .create, .createFor:
      person.exists.doubt(true, at: moment)
      person.mayHoldMobileKey.doubt(wantsMobileKey, at: moment)
    case .update:
      person.mayHoldMobileKey.doubt(wantsMobileKey, at: moment)
      if !wantsPin { person.hasPin.doubt(false, at: moment) }
    case .setEmailAddress, .ofSuccessor: break
    case .setTag: person.hasCard.doubt(person.wanted.current?.hasCard ?? false, at: moment)
    case .makePin: person.hasPin.doubt(true, at: moment)
    case .subscribe: person.isSubscribed.doubt(true, at: moment)
    case .unsubscribe: person.isSubscribed.doubt(false, at: moment)
    case .block: person.isBlocked.doubt(true, at: moment)
    case .unblock: person.isBlocked.doubt(false, at: moment)
    case .delete: person.exists.doubt(false, at: moment)
    case .add: if let group { person.memberships[group, default: FactHistory()].doubt(true, at: moment) }
    case .remove: if let group { person.memberships[group, default: FactHistory()].doubt(false, at: moment) }
    }
  }

  private var wantsMobileKey: Bool { person.wanted.current?.mayHoldMobileKey ?? false }
  private var wantsPin: Bool { person.wanted.current?.hasPin ?? false }

  /// The call ended without effect.
  private mutating func undoubt(at moment: Instant) {
    guard let before else { return }
    person.exists.record(before.exists.current, at: moment)
    person.isBlocked.record(before.isBlocked.current, at: moment)
    person.isSubscribed.record(before.isSubscribed.current, at: moment)
    person.mayHoldMobileKey.record(before.mayHoldMobileKey.current, at: moment)
    person.hasPin.record(before.hasPin.current, at: moment)
    person.hasCard.record(before.hasCard.current, at: moment)
    for group in person.memberships.keys {
      person.memberships[group]?.record(before.memberships[group]?.current ?? .no, at: moment)
    }
    self.before = nil
  }
}

extension AccessFacts.Wanted {
  fileprivate init(_ state: JSON) {
    let startsAt = state["starts_at"]?.text.flatMap { Instant($0) }
    let endsAt = state["ends_at"]?.text.flatMap { Instant($0) }
    self.init(
      schedule: startsAt.map { Schedule(startsAt: $0, endsAt: endsAt) },
      isSuspended: state.truth("is_suspended") == .yes, isDeleted: state.truth("is_deleted") == .yes,
      mayHoldMobileKey: state.truth("may_hold_mobile_key") == .yes, hasPin: state.truth("has_pin") == .yes,
      hasCard: state.truth("has_card") == .yes, isTakenUp: state.truth("is_taken_up") == .yes,
      own: OwnAccess(state))
  }
}

extension OwnAccess {
  /// Nil for a user without access grants.
  fileprivate init?(_ state: JSON) {
    switch state["own_access"]?.text.flatMap(OwnKind.init(rawValue:)) {
    case nil: return nil
    case .none?: self = .none
    case .always?: self = .always
    case .schedule?:
      guard let startsAt = state["own_starts_at"]?.text.flatMap({ Instant($0) }) else { return nil }
      self = .schedule(
        Schedule(startsAt: startsAt, endsAt: state["own_ends_at"]?.text.flatMap { Instant($0) }))
    }
  }
}

extension JSON {
  fileprivate func truth(_ name: String) -> Truth { Truth(self[name] == .bool(true)) }
}

extension Set<String> {
  /// Adds or removes the subject of a row.
  fileprivate mutating func hold(_ state: JSON) {
    guard let name = (state["acs_credential_id"] ?? state["device_id"])?.text else { return }
    if state.truth("is_held") == .yes { insert(name) } else { remove(name) }
  }
}
