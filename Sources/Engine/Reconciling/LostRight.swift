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
  ///
  /// - Parameter systemTime: the time by which sessions of operators end.
  func lostRight(
    to door: ActionAttemptRecord.Door, in workspace: ID<Workspace>, now: Instant, systemTime: Instant
  ) throws -> LostRight? {
    guard let requester = door.requester, try !isSuspended(workspace) else { return .caller }
    var session: ClientSessionRecord?
    switch requester.caller {
    case .apiKey(let token):
      guard let key = try apiKey(shortToken: token), key.revokedAt == nil else { return .caller }
    case .personalAccessToken(let token):
      guard let record = try accessToken(shortToken: token), record.revokedAt == nil,
        try mayMoveLocks(record.operatorID, in: workspace)
      else { return .caller }
    case .operatorSession(let id):
      guard let opened = try operatorSession(id, at: systemTime), try mayMoveLocks(opened.operatorID, in: workspace)
      else { return .caller }
    case .clientSession(let id):
      session = try clientSession(id, in: workspace)
      guard session?.isUsable(at: now) == true else { return .caller }
    }
    // A cloud key is the right itself: its session need not see the entrance.
    let viewer = requester.cloudKey == nil ? session : nil
    guard let entrance = try acsEntrance(door.acsEntranceID, seenBy: viewer, in: workspace),
      let right = requester.right(with: session), try mayMove(entrance, by: right, at: now, in: workspace)
    else { return .person }
    return nil
  }

  private func mayMoveLocks(_ person: ID<Operator>, in workspace: ID<Workspace>) throws -> Bool {
    try role(of: person, in: workspace).map { $0 >= Locks.UnlockDoor.operation.role } ?? false
  }
}
