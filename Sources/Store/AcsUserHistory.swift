import API
import Core
import Wire

/// Which half of a record a row of its history holds.
enum HistoryAspect: String {
  case wanted, observed
}

extension Connection {
  /// Keeps what holds from now on, so that the past can be explained.
  func remember(_ user: AcsUserRecord, _ aspect: HistoryAspect, at now: Instant) throws {
    let state = aspect == .wanted ? user.wanted.json : user.observed?.json ?? .null
    try remember(user, aspect, state, at: now)
  }

  func remember(_ user: AcsUserRecord, _ aspect: HistoryAspect, _ state: JSON, at now: Instant) throws {
    try run(
      """
      INSERT INTO acs_user_history (workspace_id, acs_user_id, sequence, at, aspect, state)
      VALUES (?, ?, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM acs_user_history
        WHERE workspace_id = ? AND acs_user_id = ?), ?, ?, ?)
      """, user.workspaceID, user.id, user.workspaceID, user.id, now, aspect.rawValue,
      String(decoding: state.bytes, as: UTF8.self))
  }
}

extension AcsUserRecord.Wanted {
  var json: JSON {
    .object([
      "full_name": text(fullName), "email_address": text(emailAddress), "phone_number": text(phoneNumber),
      "starts_at": text(schedule?.startsAt.description), "ends_at": text(schedule?.endsAt?.description),
      "is_suspended": .bool(isSuspended), "is_deleted": .bool(isDeleted),
      "may_hold_mobile_key": .bool(mayHoldMobileKey),
    ])
  }
}

extension AcsUserRecord.Observed {
  var json: JSON {
    .object([
      "site_user_id": .string(siteUser.text), "full_name": .string(fullName), "is_blocked": .bool(isBlocked),
      "is_subscribed": .bool(isSubscribed), "may_hold_mobile_key": .bool(mayHoldMobileKey),
    ])
  }
}

extension Membership {
  var observedJSON: JSON {
    .object(["acs_access_group_id": .string(acsAccessGroupID.text), "is_member": .bool(isObserved)])
  }
}

private func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
