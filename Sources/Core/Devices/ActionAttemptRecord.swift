package import API
package import Wire

/// A stored action attempt.
package struct ActionAttemptRecord: Hashable, Sendable {
  /// The action.
  package enum Action: Hashable, Sendable {
    case move(Door)
    case card(CardAction, ID<AccessMethod>)
    case resetSandbox
  }

  /// What is done with the card of an access method.
  package enum CardAction: String, Hashable, Sendable {
    case assign, encode
  }

  /// The lock and its movement.
  package struct Door: Hashable, Sendable {
    package var movement: LockMovement
    package var acsEntranceID: ID<AcsEntrance>
    package var acsSystemID: ID<AcsSystem>
    package var connectedAccountID: ID<ConnectedAccount>
    /// The requester. Nil for old, finished attempts.
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

  /// The state of the attempt.
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
  /// The result of a successful attempt. Nil for the standard one of its action.
  package var result: JSON?

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

  /// The lock. Nil for other actions.
  package var door: Door? { if case .move(let door) = action { door } else { nil } }

  /// The API resource.
  package var resource: ActionAttempt {
    let kind: ActionAttempt.Kind =
      switch action {
      case .move(let door): door.movement == .unlock ? .unlockDoor : .lockDoor
      case .card(.assign, _): .assignCredential
      case .card(.encode, _): .encodeCredential
      case .resetSandbox: .resetSandboxWorkspace
      }
    var attempt = ActionAttempt(actionAttemptID: id, actionType: kind)
    switch state {
    case .pending: break
    case .success:
      attempt.status = .known(.success)
      attempt.result = .value(result ?? .object(door == nil ? [:] : ["was_confirmed_by_device": .bool(true)]))
    case .failure(let failure):
      attempt.status = .known(.error)
      attempt.error = .value(failure)
    }
    return attempt
  }

  /// The event of its result. Nil if it is pending, or if there is no such event.
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
