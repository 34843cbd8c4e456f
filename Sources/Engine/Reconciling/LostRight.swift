import API
import Core
import Store
import Wire

/// Why a requested movement of a lock is not made.
enum LostRight: Sendable {
  case caller
  case person

  var failure: ActionAttempt.Failure {
    switch self {
    case .caller:
      .init(
        type: "not_allowed", message: "The token of the request is no longer valid. The lock did not move.")
    case .person:
      .init(
        type: "no_access",
        message: """
          The person no longer has access to this entrance. The lock did not move. /latchkey/v1/access/explain says why.
          """)
    }
  }
}

extension Connection {
  /// Checks again whether the requester may move the lock. Nil if so.
  func lostRight(
    to door: ActionAttemptRecord.Door, in workspace: ID<Workspace>, now: Instant
  ) throws -> LostRight? {
    guard let requester = door.requester, try isValid(requester.caller, in: workspace, now: now) else { return .caller }
    guard let entrance = try acsEntrance(door.acsEntranceID, in: workspace),
      try sees(requester.caller, entrance.id, in: workspace),
      try mayMove(entrance, by: requester.right, at: now, in: workspace)
    else { return .person }
    return nil
  }

  private func isValid(
    _ caller: MovementRequester.Caller, in workspace: ID<Workspace>, now: Instant
  ) throws -> Bool {
    if try isSuspended(workspace) { return false }
    switch caller {
    case .apiKey(let token):
      guard let key = try apiKey(shortToken: token) else { return false }
      return key.revokedAt == nil
    case .personalAccessToken(let token):
      guard let record = try accessToken(shortToken: token), record.revokedAt == nil else { return false }
      return try runs(record.operatorID, workspace)
    case .clientSession(let id): return try clientSession(id, in: workspace)?.isUsable(at: now) ?? false
    }
  }

  /// Whether the session can still see the entrance. Callers who run the workspace see all.
  private func sees(
    _ caller: MovementRequester.Caller, _ entrance: ID<AcsEntrance>, in workspace: ID<Workspace>
  ) throws -> Bool {
    guard case .clientSession(let id) = caller else { return true }
    guard let session = try clientSession(id, in: workspace) else { return false }
    var filter = AcsEntranceFilter()
    filter.ids = [entrance]
    filter.sight = try sight(of: session)
    return try !acsEntrances(filter, PageRange(from: nil, limit: 1), in: workspace).rows.isEmpty
  }
}
