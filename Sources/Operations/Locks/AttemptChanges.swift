import API
import Core
import Store
import Wire

extension Platform.Change {
  /// The limit of the movements of a lock, for each kind, as the public API has it.
  private static var movementLimit: RateLimit { RateLimit(15, per: .seconds(60), burst: 15) }

  /// Stores an attempt to move a lock, unless the lock was moved too often lately.
  ///
  /// - Parameter moment: when it was requested, by the system clock.
  func begin(limited door: ActionAttemptRecord.Door, requestedAt moment: Instant) throws -> ActionAttemptRecord {
    let next = try transaction.nextMovement(door.movement, of: door.acsEntranceID)
    var limitedUntil = next.limitedUntil
    if let wait = Self.movementLimit.take(&limitedUntil, at: moment) { throw APIError.tooManyRequests(wait: wait) }
    let attempt = ActionAttemptRecord(
      id: identifiers.next(), workspaceID: workspaceID, sequence: next.sequence, action: .move(door), createdAt: now)
    try transaction.insert(attempt, limitedUntil: limitedUntil)
    return attempt
  }

  /// Stores an attempt. The lock is moved after the attempt is on disk.
  ///
  /// - Parameter state: the result of an attempt that is already over.
  func begin(
    _ action: ActionAttemptRecord.Action, _ state: ActionAttemptRecord.State = .pending, result: JSON? = nil
  ) throws -> ActionAttemptRecord {
    var attempt = ActionAttemptRecord(
      id: identifiers.next(), workspaceID: workspaceID,
      sequence: try transaction.nextActionAttemptSequence(), action: action, createdAt: now, state: state)
    attempt.result = result
    try transaction.insert(attempt)
    return attempt
  }
}

extension Platform {
  /// The current state of an attempt.
  func standing(of attempt: ActionAttemptRecord) async throws -> ActionAttempt {
    let now = try await database.read { try $0.actionAttempt(attempt.id, in: attempt.workspaceID) }
    return (now ?? attempt).resource
  }
}
