import API
import Core
package import Engine
import Logging
package import Store
import Wire

extension Platform {
  func handleSandboxClock(_ handlers: inout Handlers) {
    handlers.on(SandboxClock.Get.self) { _, caller in
      try await refuseProduction(caller)
      return try await player.state(of: caller.workspaceID)
    }
    handlers.on(SandboxClock.Set.self) { request, caller, answer in
      try await refuseProduction(caller)
      try refuse(request.now, "now")
      let (workspace, timeout) = (caller.workspaceID, Duration.seconds(request.timeoutSeconds))
      if player.isBesideOthers { return try await setClock(caller, answer, timeout) { $0.target = request.now } }
      try await noteCall(caller)
      return try await player.move(workspace, to: { _ in request.now }, timeout: timeout) {
        try await resumeGrants(in: workspace)
      }
    }
    handlers.on(SandboxClock.Advance.self) { request, caller, answer in
      try await refuseProduction(caller)
      try refuse(clocks.now(in: caller.workspaceID) + .seconds(request.seconds), "seconds")
      let (workspace, timeout) = (caller.workspaceID, Duration.seconds(request.timeoutSeconds))
      let step = Duration.seconds(request.seconds)
      if player.isBesideOthers { return try await setClock(caller, answer, timeout) { $0.step = step } }
      try await noteCall(caller)
      return try await player.move(workspace, to: { $0 + step }, timeout: timeout)
    }
  }

  /// Has the node that works for a sandbox set its clock, and waits for that. Meanwhile the time of the request is kept as
  /// the response, so that a call that is sent twice sets the clock once.
  private func setClock(
    _ caller: Caller, _ answer: KeptAnswer<ClockState>, _ timeout: Duration,
    _ wish: @escaping @Sendable (inout ClockRequest) -> Void
  ) async throws -> ClockState {
    typealias Begun = (request: ClockRequest, now: Instant)
    let moment = clocks.system.now()
    let begun = try await write(
      caller, keeping: answer, as: { (begun: Begun) in ClockState(now: begun.now, isSettled: false, pending: []) }
    ) { change -> Begun in
      change.transaction.noteCall()
      return (request: try change.transaction.request(at: moment, wish), now: change.now)
    }
    await player.wait(for: begun.request, upTo: timeout)
    return try await player.state(of: caller.workspaceID)
  }

  private func resumeGrants(in workspace: ID<Workspace>) async throws {
    try await write(in: workspace, by: .rule(.clock), asking: nil) { try $0.resumeGrants() }
  }

  /// Carries out a request as the node that works for its sandbox.
  ///
  /// - Returns: whether it was carried out, by this node or by one before it.
  package func perform(_ request: ClockRequest, under hold: Hold) async throws -> Bool {
    let workspace = request.workspaceID
    if let id = request.actionAttemptID { return try await perform(request, of: id, under: hold) }
    do {
      _ = try await player.move(
        workspace, to: { try await target(of: request, from: $0, under: hold) }, timeout: ClockPlayer.playMax
      ) { try await resumeGrants(in: workspace) }
    } catch let error as DatabaseError where error.isOutage && isOld(request) {
      // No failover takes that long, and later requests wait for this one.
      logger.error(
        "A sandbox's clock could not be set", metadata: ["workspace_id": "\(workspace)", "error": "\(error)"])
    }
    return true
  }

  /// Whether a request is no longer repeated after an outage of the database.
  private func isOld(_ request: ClockRequest) -> Bool {
    clocks.system.now() - request.requestedAt > .seconds(600)
  }

  /// Resets a sandbox as was requested.
  private func perform(
    _ request: ClockRequest, of id: ID<ActionAttempt>, under hold: Hold
  ) async throws -> Bool {
    let (workspace, database, sandboxReset, logger) = (request.workspaceID, database, sandboxReset, logger)
    await player.pause(workspace, timeout: ClockPlayer.playMax) {
      do {
        // A node before this one may have stopped right after the reset.
        let attempt = try await database.read { try $0.actionAttempt(id, in: workspace) }
        guard let attempt, attempt.state == .pending else { return }
        await sandboxReset.make(attempt, askedFor: request.requestedAt, under: hold)
      } catch {
        // The request stays, and is carried out later.
        logger.error("The reset of a sandbox could not be read", metadata: ["error": "\(error)"])
      }
    }
    return try await database.read { try $0.actionAttempt(id, in: workspace)?.state != .pending }
  }

  private func target(of request: ClockRequest, from now: Instant, under hold: Hold) async throws -> Instant {
    // An advance that is repeated may have reached its target already, and never sets the clock back.
    if let target = request.target { return request.step == nil ? target : max(target, now) }
    let target = now + (request.step ?? .zero)
    try await database.claimed(by: hold.claim).write(in: request.workspaceID, at: now, by: .rule(.clock)) {
      try $0.save(target, of: request)
    }
    return target
  }

  /// The clock continues from the set time, and moments after the year 9999 cannot be represented.
  private func refuse(_ target: Instant, _ parameter: String) throws {
    guard let latest, target > latest else { return }
    throw APIError.invalidInput(parameter, "The clock cannot be set later than \(latest)")
  }

  /// Only sandboxes have a virtual world.
  func refuseProduction(_ caller: Caller) async throws {
    guard try await workspace(of: caller).isSandbox else { throw APIError.workspaceNotSandbox }
  }
}

extension Platform.Change {
  /// Gives the grants that are no longer over the users that were deleted after their end.
  fileprivate mutating func resumeGrants() throws {
    for grant in try transaction.grantsWithoutUsers(in: workspaceID, now: now) { try follow(grant) }
  }
}

private let latest = Instant("9999-01-01T00:00:00Z")
