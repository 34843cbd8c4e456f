import API
import Core
import Store
import Wire

extension Platform.Change {
  /// Writes an attempt down, which is made once that is on disk.
  func begin(_ action: ActionAttemptRecord.Action) throws -> ActionAttemptRecord {
    let attempt = ActionAttemptRecord(
      id: identifiers.next(), workspaceID: workspaceID,
      sequence: try connection.nextActionAttemptSequence(), action: action, createdAt: now)
    try connection.insert(attempt)
    return attempt
  }
}

extension Platform {
  /// How an attempt stands that was waited for.
  func standing(of attempt: ActionAttemptRecord) async throws -> ActionAttempt {
    let now = try await database.read { try $0.actionAttempt(attempt.id, in: attempt.workspaceID) }
    return (now ?? attempt).resource
  }
}
