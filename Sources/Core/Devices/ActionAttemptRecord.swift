import API
import Wire

/// An attempt to move a lock, as it is remembered.
public struct ActionAttemptRecord: Hashable, Sendable {
  /// How it stands.
  public enum State: Hashable, Sendable {
    case pending
    case success
    case failure(ActionAttempt.Failure)
  }

  public var id: ID<ActionAttempt>
  public var workspaceID: ID<Workspace>
  public var sequence: Int
  public var movement: LockMovement
  public var acsEntranceID: ID<AcsEntrance>
  public var acsSystemID: ID<AcsSystem>
  public var connectedAccountID: ID<ConnectedAccount>
  public var createdAt: Instant
  public var state = State.pending

  public init(
    id: ID<ActionAttempt>, workspaceID: ID<Workspace>, sequence: Int, movement: LockMovement,
    entrance: AcsEntranceRecord, createdAt: Instant
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.sequence = sequence
    self.movement = movement
    acsEntranceID = entrance.id
    acsSystemID = entrance.acsSystemID
    connectedAccountID = entrance.connectedAccountID
    self.createdAt = createdAt
  }

  public init(
    id: ID<ActionAttempt>, workspaceID: ID<Workspace>, sequence: Int, movement: LockMovement,
    acsEntranceID: ID<AcsEntrance>, acsSystemID: ID<AcsSystem>, connectedAccountID: ID<ConnectedAccount>,
    createdAt: Instant, state: State
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.sequence = sequence
    self.movement = movement
    self.acsEntranceID = acsEntranceID
    self.acsSystemID = acsSystemID
    self.connectedAccountID = connectedAccountID
    self.createdAt = createdAt
    self.state = state
  }

  /// The answer of the API.
  public var resource: ActionAttempt {
    var attempt = ActionAttempt(
      actionAttemptID: id, actionType: movement == .unlock ? .unlockDoor : .lockDoor)
    switch state {
    case .pending: break
    case .success:
      attempt.status = .known(.success)
      attempt.result = .value(.object(["was_confirmed_by_device": .bool(true)]))
    case .failure(let failure):
      attempt.status = .known(.error)
      attempt.error = .value(failure)
    }
    return attempt
  }

  /// The event that tells how it ended; nil while it has not.
  public var eventType: EventType? {
    switch (movement, state) {
    case (_, .pending): nil
    case (.unlock, .success): .actionAttemptUnlockDoorSucceeded
    case (.unlock, .failure): .actionAttemptUnlockDoorFailed
    case (.lock, .success): .actionAttemptLockDoorSucceeded
    case (.lock, .failure): .actionAttemptLockDoorFailed
    }
  }
}
