import Core
import Engine
import Store
import Wire

/// Starts the attempt that a request makes to move a lock. The time of the attempt is counted from the request.
struct MovementStart: Sendable {
  private let doors: RemoteDoors
  private let movements: LockMovements
  private let requestedAt: Instant
  private let deadline: Deadline

  init(_ platform: Platform) {
    doors = platform.doors
    movements = platform.movements
    requestedAt = platform.clocks.system.now()
    deadline = RemoteDoors.deadline
  }

  /// Stores an attempt of a requester who has the right to move the lock. Others would use up the lock's limit.
  func begin(
    _ movement: LockMovement, of entrance: AcsEntranceRecord, by requester: MovementRequester,
    _ change: Platform.Change
  ) throws -> ActionAttemptRecord {
    try movements.count(ID(entrance.id.text), movement, in: change.workspaceID, at: requestedAt)
    return try begin(entrance.door(movement, requester), change)
  }

  /// Stores an attempt, which starts once it is on disk.
  func begin(_ door: ActionAttemptRecord.Door, _ change: Platform.Change) throws -> ActionAttemptRecord {
    let attempt = try change.begin(.move(door))
    change.transaction.afterCommit { doors.begin(attempt, until: deadline) }
    return attempt
  }
}
