package import API
package import Wire

/// A stored action attempt.
package struct ActionAttemptRecord: Hashable, Sendable {
  /// The action.
  package enum Action: Hashable, Sendable {
    case move(Door)
    case card(CardAction, ID<AccessMethod>)
    case reading(CardReading)
    case code(CodeAction, ID<AccessCode>)
    case resetSandbox
  }

  /// What is done with the card of an access method.
  package enum CardAction: String, Hashable, Sendable {
    case assign, encode
  }

  /// What is done at a lock that is not moved remotely for its own sake.
  package enum Occasion: String, Hashable, Sendable {
    /// A PIN at the keypad of a sandbox's lock. It is judged at once.
    case keypadCodeEntry = "keypad_code_entry"
    /// A sandbox's lock that is locked by hand.
    case manualLock = "manual_lock"
    /// A setting that the locks lack. It fails at once.
    case autoLockSetting = "auto_lock_setting"
  }

  /// A card that is awaited at an encoder.
  package struct CardReading: Hashable, Sendable {
    package enum Purpose: String, Hashable, Sendable {
      case scan, encode, assign
    }

    package var purpose: Purpose
    package var acsEncoderID: ID<AcsEncoder>

    package init(_ purpose: Purpose, acsEncoderID: ID<AcsEncoder>) {
      self.purpose = purpose
      self.acsEncoderID = acsEncoderID
    }
  }

  /// What is done with an access code.
  package enum CodeAction: String, Hashable, Sendable {
    case create, update, delete
  }

  /// The lock and its movement.
  package struct Door: Hashable, Sendable {
    package var movement: LockMovement
    package var acsEntranceID: ID<AcsEntrance>
    package var acsSystemID: ID<AcsSystem>
    package var connectedAccountID: ID<ConnectedAccount>
    /// The requester. Nil for old, finished attempts.
    package var requester: MovementRequester?
    /// Nil for a remote movement.
    package var occasion: Occasion?

    package init(
      _ movement: LockMovement, acsEntranceID: ID<AcsEntrance>, acsSystemID: ID<AcsSystem>,
      connectedAccountID: ID<ConnectedAccount>, requester: MovementRequester?, occasion: Occasion? = nil
    ) {
      self.occasion = occasion
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

  /// The awaited card. Nil for other actions.
  package var reading: CardReading? { if case .reading(let reading) = action { reading } else { nil } }

  /// Whether the site of an access code finishes it.
  package var isOfAccessCode: Bool { if case .code = action { true } else { false } }

  /// The API resource.
  package var resource: ActionAttempt {
    let kind: ActionAttempt.Kind =
      switch action {
      case .move(let door): door.kind
      case .card(.assign, _): .assignCredential
      case .card(.encode, _): .encodeCredential
      case .reading(let reading): reading.kind
      case .code(.create, _): .createAccessCode
      case .code(.update, _): .updateAccessCode
      case .code(.delete, _): .deleteAccessCode
      case .resetSandbox: .resetSandboxWorkspace
      }
    var attempt = ActionAttempt(actionAttemptID: id, actionType: kind)
    switch state {
    case .pending: break
    case .success:
      attempt.status = .known(.success)
      attempt.result = .value(result ?? .object(isRemoteMovement ? ["was_confirmed_by_device": .bool(true)] : [:]))
    case .failure(let failure):
      attempt.status = .known(.error)
      attempt.error = .value(failure)
    }
    return attempt
  }

  /// The event of its result. Nil if it is pending, or if there is no such event.
  package var eventType: EventType? {
    switch (door?.kind, state) {
    case (.unlockDoor, .success): .actionAttemptUnlockDoorSucceeded
    case (.unlockDoor, .failure): .actionAttemptUnlockDoorFailed
    case (.lockDoor, .success): .actionAttemptLockDoorSucceeded
    case (.lockDoor, .failure): .actionAttemptLockDoorFailed
    case (.simulateKeypadCodeEntry, .success): .actionAttemptSimulateKeypadCodeEntrySucceeded
    case (.simulateKeypadCodeEntry, .failure): .actionAttemptSimulateKeypadCodeEntryFailed
    case (.simulateManualLockViaKeypad, .success): .actionAttemptSimulateManualLockViaKeypadSucceeded
    case (.simulateManualLockViaKeypad, .failure): .actionAttemptSimulateManualLockViaKeypadFailed
    default: nil
    }
  }

  private var isRemoteMovement: Bool { door.map { $0.occasion == nil } ?? false }
}

extension ActionAttemptRecord.Door {
  fileprivate var kind: ActionAttempt.Kind {
    switch occasion {
    case nil: movement == .unlock ? .unlockDoor : .lockDoor
    case .keypadCodeEntry: .simulateKeypadCodeEntry
    case .manualLock: .simulateManualLockViaKeypad
    case .autoLockSetting: .configureAutoLock
    }
  }
}

extension ActionAttemptRecord.CardReading {
  fileprivate var kind: ActionAttempt.Kind {
    switch purpose {
    case .scan: .scanCredential
    case .encode: .encodeCredential
    case .assign: .scanToAssignCredential
    }
  }
}
