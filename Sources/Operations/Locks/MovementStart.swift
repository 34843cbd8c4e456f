import Core
import Engine
import Store
import Wire

/// Starts the attempt that a request makes to move a lock. The time of the attempt is counted from the request.
struct MovementStart: Sendable {
  private let doors: RemoteDoors
  private let requestedAt: Instant
  private let deadline: Deadline

  init(_ platform: Platform) {
    doors = platform.doors
    requestedAt = platform.clocks.system.now()
    deadline = MovementDeadline.ofRequest
  }

  /// Stores an attempt of a requester who has the right to move the lock. Others would use up the lock's limit.
  func begin(
    _ movement: LockMovement, of entrance: AcsEntranceRecord, by requester: MovementRequester,
    _ change: Platform.Change
  ) throws -> ActionAttemptRecord {
    starting(try change.begin(limited: entrance.door(movement, requester), requestedAt: requestedAt), change)
  }

  /// Stores an attempt, which starts once it is on disk.
  func begin(_ door: ActionAttemptRecord.Door, _ change: Platform.Change) throws -> ActionAttemptRecord {
    starting(try change.begin(.move(door)), change)
  }

  private func starting(_ attempt: ActionAttemptRecord, _ change: Platform.Change) -> ActionAttemptRecord {
    change.transaction.afterCommit { [doors, deadline] in doors.begin(attempt, until: deadline) }
    return attempt
  }
}
