import API
import Core
import Store
import Wire

extension Platform.Change {
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
