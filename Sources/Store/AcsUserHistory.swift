import API
import Core
import Wire

/// The subject of a row of a user's history.
enum HistoryAspect: String {
  /// The wanted state of the user or of a membership, or what an access grant gives the user.
  case wanted
  /// The observed state.
  case observed
  /// A call that began, or that ended without an observation.
  case calling
  /// Whether the site had no seat for the user.
  case seat
  /// A mobile key credential or a cloud key of the user.
  case credential
  /// A phone of the user that has a key.
  case phone
}

extension Transaction {
  /// Records a state that is valid from now on, so that the past can be explained.
  func remember(_ user: AcsUserRecord, _ aspect: HistoryAspect) throws {
    let state = aspect == .wanted ? user.wantedJSON : user.observedJSON
    try remember(user, aspect, state)
  }

  /// Records that a user has a mobile key or a cloud key, or no longer has one.
  func remember(_ isHeld: Bool, _ credential: AcsCredentialRecord, of user: ID<AcsUser>?) throws {
    guard let user, [.mobileKey, .cloudKey].contains(credential.accessMethod) else { return }
    let state = JSON.object([
      "acs_credential_id": .string(credential.id.text), "is_held": .bool(isHeld),
      "access_method": .string(credential.accessMethod.rawValue),
    ])
    try remember(user, .credential, state)
  }

  func remember(_ user: AcsUserRecord, _ aspect: HistoryAspect, of group: ID<AcsAccessGroup>? = nil, _ state: JSON)
    throws
  {
    try remember(user.id, aspect, of: group, state)
  }

  func remember(
    _ user: ID<AcsUser>, _ aspect: HistoryAspect, of group: ID<AcsAccessGroup>? = nil, _ state: JSON
  ) throws {
    try run(
      """
      INSERT INTO acs_user_history (workspace_id, acs_user_id, sequence, at, aspect, acs_access_group_id, state)
      VALUES (?, ?, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM acs_user_history
        WHERE workspace_id = ? AND acs_user_id = ?), ?, ?, ?, ?)
      """, workspaceID, user, workspaceID, user, now, aspect.rawValue, group,
      String(decoding: state.bytes, as: UTF8.self))
  }

  /// Records the changes of a record.
  func rememberChange(of user: AcsUserRecord, was before: AcsUserRecord) throws {
    let isOther = user.wanted != before.wanted || user.origin.isOurs != before.origin.isOurs
    if isOther { try remember(user, .wanted) }
    let (open, wasOpen) = (user.progress.openCall, before.progress.openCall)
    if user.observed != before.observed {
      try remember(user, .observed)
    } else if open == nil, wasOpen != nil {
      try remember(user, .calling, .object(["call": .null]))
    }
    if let open, open != wasOpen { try rememberCall(open, of: user) }
    let (exceeded, wasExceeded) = (user.progress.seat == .exceeded, before.progress.seat == .exceeded)
    if exceeded != wasExceeded { try remember(user, .seat, .object(["is_exceeded": .bool(exceeded)])) }
  }

  /// Changes of a successor do not affect the user's access until it replaces its predecessor.
  private func rememberCall(_ open: OpenCall, of user: AcsUserRecord) throws {
    if case .ofSuccessor = open.kind { return }
    let group: ID<AcsAccessGroup>? =
      switch open.kind {
      case .add(let group), .remove(let group): try acsAccessGroupID(of: group, at: user)
      default: nil
      }
    try remember(user, .calling, of: group, .object(["call": .string(open.kind.text)]))
  }

  /// Records for all matching users that the site has no seat for them, or no longer lacks one.
  func rememberSeats(isExceeded: Bool, of condition: String, _ values: [any SQLValue]) throws {
    let state = JSON.object(["is_exceeded": .bool(isExceeded)])
    try run(
      """
      INSERT INTO acs_user_history (workspace_id, acs_user_id, sequence, at, aspect, state)
      SELECT workspace_id, acs_user_id, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM acs_user_history h
        WHERE h.workspace_id = u.workspace_id AND h.acs_user_id = u.acs_user_id), ?, ?, ?
      FROM acs_users u WHERE workspace_id = ? AND \(condition)
      """, [now, HistoryAspect.seat.rawValue, String(decoding: state.bytes, as: UTF8.self), workspaceID] + values)
  }
}

extension AcsUserRecord {
  fileprivate var wantedJSON: JSON { wanted.json(isTakenUp: !origin.isOurs).with(judgement) }
  fileprivate var observedJSON: JSON { observed.map { $0.json.with(judgement) } ?? .null }

  /// What follows from the wanted and the observed state together.
  private var judgement: [String: JSON] {
    ["is_of_other_person": .bool(!isHeldByGuest), "awaits_address": .bool(awaitsAddress)]
  }
}

extension JSON {
  fileprivate func with(_ more: [String: JSON]) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members.merging(more) { $1 })
  }
}

extension AcsUserRecord.Wanted {
  fileprivate func json(isTakenUp: Bool) -> JSON {
    .object([
      "starts_at": text(schedule?.startsAt.description), "ends_at": text(schedule?.endsAt?.description),
      "is_suspended": .bool(isSuspended), "is_deleted": .bool(isDeleted),
      "may_hold_mobile_key": .bool(mayHoldMobileKey), "has_pin": .bool(pin != nil),
      "has_card": .bool(tag != nil), "is_taken_up": .bool(isTakenUp),
      "own_access": text(followsGrants ? OwnKind(own).rawValue : nil),
      "own_starts_at": text(followsGrants ? own.schedule?.startsAt.description : nil),
      "own_ends_at": text(followsGrants ? own.schedule?.endsAt?.description : nil),
    ])
  }
}

extension AcsUserRecord.Observed {
  var json: JSON {
    .object([
      "site_user_id": .string(siteUser.text), "is_blocked": .bool(isBlocked),
      "is_subscribed": .bool(isSubscribed), "may_hold_mobile_key": .bool(mayHoldMobileKey),
      "has_pin": .bool(pin != nil && mayUsePin), "has_card": .bool(tagNumber != nil),
    ])
  }
}

extension Membership {
  var wantedJSON: JSON { Self.wantedJSON(isWanted, isOwn: isOwn) }

  /// - Parameter isOwn: whether the membership was requested here.
  static func wantedJSON(_ isWanted: Bool, isOwn: Bool) -> JSON {
    .object(["is_member": .bool(isWanted), "is_own": .bool(isOwn)])
  }

  var observedJSON: JSON {
    .object(["is_member": .bool(isObserved)])
  }
}

private func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
