import API
import Wire

/// An attempt at what takes a while, as it is remembered.
package struct ActionAttemptRecord: Hashable, Sendable {
  /// What is attempted.
  package enum Action: Hashable, Sendable {
    case move(Door)
    case resetSandbox
  }

  /// The lock that is moved, and how.
  package struct Door: Hashable, Sendable {
    package var movement: LockMovement
    package var acsEntranceID: ID<AcsEntrance>
    package var acsSystemID: ID<AcsSystem>
    package var connectedAccountID: ID<ConnectedAccount>
    /// Who asked for it; nil for attempts of old, which are over.
    package var requester: MovementRequester?

    package init(
      _ movement: LockMovement, acsEntranceID: ID<AcsEntrance>, acsSystemID: ID<AcsSystem>,
      connectedAccountID: ID<ConnectedAccount>, requester: MovementRequester?
    ) {
      self.requester = requester
      self.movement = movement
      self.acsEntranceID = acsEntranceID
      self.acsSystemID = acsSystemID
      self.connectedAccountID = connectedAccountID
    }
  }

  /// How it stands.
  package enum State: Hashable, Sendable {
    case pending
    case success
    case failure(ActionAttempt.Failure)
  }

  package var id: ID<ActionAttempt>
  package var workspaceID: ID<Workspace>
  package var sequence: Int
  package var action: Action
  package var createdAt: Instant
  package var state: State

  package init(
    id: ID<ActionAttempt>, workspaceID: ID<Workspace>, sequence: Int, action: Action, createdAt: Instant,
    state: State = .pending
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.sequence = sequence
    self.action = action
    self.createdAt = createdAt
    self.state = state
  }

  /// The lock that is moved; nil where it is about something else.
  package var door: Door? { if case .move(let door) = action { door } else { nil } }

  /// The answer of the API.
  package var resource: ActionAttempt {
    let kind: ActionAttempt.Kind =
      switch door?.movement {
      case .unlock: .unlockDoor
      case .lock: .lockDoor
      case nil: .resetSandboxWorkspace
      }
    var attempt = ActionAttempt(actionAttemptID: id, actionType: kind)
    switch state {
    case .pending: break
    case .success:
      attempt.status = .known(.success)
      attempt.result = .value(.object(door == nil ? [:] : ["was_confirmed_by_device": .bool(true)]))
    case .failure(let failure):
      attempt.status = .known(.error)
      attempt.error = .value(failure)
    }
    return attempt
  }

  /// The event that tells how it ended; nil while it has not, and where there is no such event.
  package var eventType: EventType? {
    switch (door?.movement, state) {
    case (_, .pending), (nil, _): nil
    case (.unlock, .success): .actionAttemptUnlockDoorSucceeded
    case (.unlock, .failure): .actionAttemptUnlockDoorFailed
    case (.lock, .success): .actionAttemptLockDoorSucceeded
    case (.lock, .failure): .actionAttemptLockDoorFailed
    }
  }
}
