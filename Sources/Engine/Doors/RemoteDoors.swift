package import API
package import Core
package import Logging
import ServiceLifecycle
package import Store
import Synchronization
import Tracing
package import Wire

/// Moves locks remotely: a service that runs each attempt within seconds or not at all, since the person at the door
/// may have left.
package final class RemoteDoors: Service {
  /// How long a response waits for its attempt. SDKs wait for five seconds.
  private static let patience = Duration.seconds(4)
  /// How long after its request a movement may be sent to the provider.
  private static let effort = Duration.seconds(3)
  private static let pause = Duration.milliseconds(250)

  private let database: Database
  private let clocks: WorkspaceClocks
  private let secrets: Secrets
  private let gateway: any AccountGateway
  private let claims: Claims
  private let logger: Logger
  private let waiting = Mutex<[ID<ActionAttempt>: Signal]>([:])
  private let coming: AsyncStream<Movement>
  private let came: AsyncStream<Movement>.Continuation

  /// An attempt and its deadline for being sent.
  private struct Movement: Sendable {
    var attempt: ActionAttemptRecord
    var deadline: Deadline
  }

  package init(
    database: Database, clocks: WorkspaceClocks, secrets: Secrets, gateway: any AccountGateway,
    claims: Claims = .ofSingleProcess(), logger: Logger
  ) {
    self.database = database
    self.clocks = clocks
    self.secrets = secrets
    self.gateway = gateway
    self.claims = claims
    self.logger = logger
    (coming, came) = AsyncStream<Movement>.makeStream()
  }

  /// The deadline for sending a movement that is requested now.
  package static var deadline: Deadline { Deadline(in: effort) }

  /// Starts a stored attempt.
  ///
  /// - Parameter deadline: the deadline for sending it, counted from its request.
  package func begin(_ attempt: ActionAttemptRecord, until deadline: Deadline) {
    waiting.withLock { $0[attempt.id] = Signal() }
    came.yield(Movement(attempt: attempt, deadline: deadline))
  }

  /// Waits for a started attempt, but not for long.
  package func wait(for attempt: ID<ActionAttempt>) async {
    guard let signal = waiting.withLock({ $0[attempt] }) else { return }
    await signal.wait(upTo: Self.patience)
  }

  package func run() async throws {
    if claims.areOfSingleProcess { await closeInterrupted() }
    await withDiscardingTaskGroup { group in
      if !claims.areOfSingleProcess {
        group.addTask {
          await cancelWhenGracefulShutdown { await self.claims.closeInterrupted { await self.closeInterrupted() } }
        }
        group.addTask {
          await cancelWhenGracefulShutdown { await self.claims.closeForgotten { await self.closeForgotten(&$0) } }
        }
      }
      for await movement in coming.cancelOnGracefulShutdown() {
        group.addTask { await self.make(movement) }
      }
    }
  }

  /// Fails the attempts that were pending at the last stop, since the people at the doors have left.
  private func closeInterrupted() async {
    let pending: [ActionAttemptRecord]
    do {
      pending = try await tryingAgain("Pending action attempts could not be read", logger) {
        try await claims.interruptedActionAttempts(in: database)
      }
    } catch {
      // The failure was logged. They stay pending until the next start.
      return
    }
    // Attempts that started since are not among them.
    for attempt in pending
    where attempt.reading == nil && !attempt.isOfAccessCode && waiting.withLock({ $0[attempt.id] == nil }) {
      let unknown = attempt.door == nil ? "reset the sandbox again" : "it is unknown whether the lock moved"
      await close(
        attempt, .failure(.init(type: "interrupted", message: "The server stopped in the meantime; \(unknown).")))
    }
  }

  /// Fails the attempts that this node has stored and does not work on.
  func closeForgotten(_ forgotten: inout ForgottenAttempts) async {
    do {
      let pending = try await claims.ownActionAttempts()
      let idle = pending.filter { attempt in attempt.door != nil && waiting.withLock { $0[attempt.id] == nil } }
      for attempt in forgotten.confirmed(among: idle) {
        let message = "The database failed in the meantime; it is unknown whether the lock moved."
        await close(attempt, .failure(.init(type: "interrupted", message: message)))
      }
    } catch {
      logger.error("Pending action attempts could not be read", metadata: ["error": "\(error)"])
    }
  }

  private func make(_ movement: Movement) async {
    await withSpan("Move a lock") { span in
      span.attributes["latchkey.action_attempt_id"] = movement.attempt.id.text
      await makeNow(movement)
    }
  }

  private func makeNow(_ movement: Movement) async {
    let attempt = movement.attempt
    let state: ActionAttemptRecord.State
    do { state = try await outcome(of: movement) } catch {
      logger.error("A lock could not be moved", metadata: ["action_attempt_id": "\(attempt.id)", "error": "\(error)"])
      state = .failure(
        .init(type: "internal_error", message: "Internal server error. See the server's log."))
    }
    await close(attempt, state)
  }

  private func outcome(of movement: Movement) async throws -> ActionAttemptRecord.State {
    let attempt = movement.attempt
    guard let door = attempt.door else { return attempt.state }
    let found = try await database.read { connection in
      try connection.device(door.acsEntranceID, in: attempt.workspaceID).map {
        ($0, try connection.iq(of: $0.entrance, in: attempt.workspaceID))
      }
    }
    guard let (device, iq) = found, let site = device.system.site,
      let provider = await gateway.provider(at: device.system)
    else { return .failure(.init(type: "device_not_found", message: "The lock no longer exists.")) }
    if device.settings.isAway {
      let what = device.settings.removedAt == nil ? "offline" : "removed"
      return .failure(.init(type: "device_disconnected", message: "The lock is simulated to be \(what)."))
    }
    let right = Right(to: door, of: attempt.workspaceID, database, clocks)
    let permit = MovementPermit(until: movement.deadline) { await right.holds() }
    while true {
      let code = code(for: iq, in: attempt.workspaceID)
      let outcome = await provider.move(device.entrance.lock.id, door.movement, code: code, at: site, under: permit)
      if let lost = right.lost { return .failure(lost.failure) }
      if case .later(_, let delay) = outcome {
        let pause = max(delay ?? .zero, Self.pause)
        if pause < movement.deadline.remaining {
          try await Task.sleep(for: pause)
          continue
        }
      }
      return outcome.state(database.brand)
    }
  }

  private func code(for iq: IQRecord?, in workspace: ID<Workspace>) -> String? {
    guard let iq, iq.activatedAt != nil, let sealed = iq.sealedMaterial,
      let bytes = secrets.opened(sealed, place: iq.place(in: workspace))
    else { return nil }
    return CodeMaterial(bytes: bytes)?.code(at: clocks.now(in: workspace), database.brand)
  }

  private func close(_ attempt: ActionAttemptRecord, _ state: ActionAttemptRecord.State) async {
    var over = attempt
    over.state = state
    let (ended, clocks, database) = (over, clocks, database)
    do {
      try await tryingAgain("An attempt could not be finished", logger, ["action_attempt_id": "\(attempt.id)"]) {
        let workspace = ended.workspaceID
        try await database.write(in: workspace, at: clocks.now(in: workspace), by: .rule(.doors)) { try $0.end(ended) }
      }
    } catch {
      // The failure was logged. A later look or the next start finishes the attempt.
    }
    waiting.withLock { $0.removeValue(forKey: attempt.id) }?.set()
  }
}

extension Transaction {
  /// Stores the result of an attempt and appends its event.
  package func end(_ attempt: ActionAttemptRecord) throws {
    // The attempt may have been deleted with its account.
    guard try close(attempt), let type = attempt.eventType, let door = attempt.door else { return }
    try append(type, about: .of(door)) { event in
      event.access.actionAttemptID = attempt.id
      event.attempt = EventAttempt(attempt.resource)
    }
    guard door.occasion == .manualLock, attempt.state == .success else { return }
    try append(.lockLocked, about: .of(door)) { event in
      event.access.method = .known(.manual)
      event.access.actionAttemptID = attempt.id
    }
  }
}

/// Checks the right to a movement again, and records why it was lost.
private final class Right: Sendable {
  private let door: ActionAttemptRecord.Door
  private let workspace: ID<Workspace>
  private let database: Database
  private let clocks: WorkspaceClocks
  private let found = Mutex<LostRight?>(nil)

  init(
    to door: ActionAttemptRecord.Door, of workspace: ID<Workspace>, _ database: Database, _ clocks: WorkspaceClocks
  ) {
    self.door = door
    self.workspace = workspace
    self.database = database
    self.clocks = clocks
  }

  var lost: LostRight? { found.withLock { $0 } }

  func holds() async -> Bool {
    let (door, workspace, now) = (door, workspace, clocks.now(in: workspace))
    let systemTime = clocks.system.now()
    do {
      let lost = try await database.read {
        try $0.lostRight(to: door, in: workspace, now: now, systemTime: systemTime)
      }
      found.withLock { $0 = lost }
      return lost == nil
    } catch {
      // If the right cannot be checked, it counts as lost.
      return false
    }
  }
}

extension Outcome {
  fileprivate func state(_ brand: Brand) -> ActionAttemptRecord.State {
    switch self {
    case .done: .success
    case .refused(let refusal): .failure(.init(type: refusal.reason.attemptError, message: refusal.advice))
    case .later:
      .failure(
        .init(
          type: "provider_unavailable", message: "\(brand.name) could not be reached in time. The lock did not move."))
    case .unknown:
      .failure(
        .init(
          type: "outcome_unknown",
          message: "\(brand.company)'s response was lost. It is unknown whether the lock moved."))
    }
  }
}

extension Refusal {
  /// The solution if known. Otherwise the provider's message.
  fileprivate var advice: String {
    switch reason {
    case .codeMissing, .codeNotActivated:
      "The IQ requires one-time codes. Activate it by /latchkey/v1/iqs/begin_activation and /latchkey/v1/iqs/activate."
    case .codeWrong: "The IQ rejects the one-time codes. Activate it again by /latchkey/v1/iqs/begin_activation."
    case .codesBlocked: "The IQ accepts no codes for about twenty minutes after too many wrong ones."
    case .unreachable: "The lock or its IQ is offline. Check its power and network."
    default: message
    }
  }
}

extension Refusal.Reason {
  fileprivate var attemptError: String {
    switch self {
    case .codeMissing, .codeNotActivated: "iq_not_activated"
    case .codeWrong: "otp_invalid"
    case .codesBlocked: "otp_blocked"
    case .unreachable: "device_disconnected"
    case .notFound: "device_not_found"
    case .notAllowed: "not_allowed"
    default: "provider_refused"
    }
  }
}
