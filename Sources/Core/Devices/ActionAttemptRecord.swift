import API
import Wire

/// An attempt at what takes a while, as it is remembered.
public struct ActionAttemptRecord: Hashable, Sendable {
  /// What is attempted.
  public enum Action: Hashable, Sendable {
    case move(Door)
    case resetSandbox
  }

  /// The lock that is moved, and how.
  public struct Door: Hashable, Sendable {
    public var movement: LockMovement
    public var acsEntranceID: ID<AcsEntrance>
    public var acsSystemID: ID<AcsSystem>
    public var connectedAccountID: ID<ConnectedAccount>
    /// Who asked for it; nil for attempts of old, which are over.
    public var requester: MovementRequester?

    public init(
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
  public enum State: Hashable, Sendable {
    case pending
    case success
    case failure(ActionAttempt.Failure)
  }

  public var id: ID<ActionAttempt>
  public var workspaceID: ID<Workspace>
  public var sequence: Int
  public var action: Action
  public var createdAt: Instant
  public var state: State

  public init(
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
  public var door: Door? { if case .move(let door) = action { door } else { nil } }

  /// The answer of the API.
  public var resource: ActionAttempt {
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
  public var eventType: EventType? {
    switch (door?.movement, state) {
    case (_, .pending), (nil, _): nil
    case (.unlock, .success): .actionAttemptUnlockDoorSucceeded
    case (.unlock, .failure): .actionAttemptUnlockDoorFailed
    case (.lock, .success): .actionAttemptLockDoorSucceeded
    case (.lock, .failure): .actionAttemptLockDoorFailed
    }
  }
}
