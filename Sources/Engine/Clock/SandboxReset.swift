import API
package import Core
package import Logging
package import Store
package import Wire

/// Resets a sandbox to its initial state: its virtual cloud, its clock and its resources. Keys, operators and
/// webhooks stay, so that a test can continue with its key.
package struct SandboxReset: Sendable {
  private let database: Database
  private let clocks: WorkspaceClocks
  private let gateway: any AccountGateway
  private let logger: Logger

  package init(
    database: Database, clocks: WorkspaceClocks, gateway: any AccountGateway, logger: Logger
  ) {
    self.database = database
    self.clocks = clocks
    self.gateway = gateway
    self.logger = logger
  }

  /// Runs a stored attempt, and stores its result. If the node loses the sandbox or stops before the end, the attempt stays
  /// pending.
  ///
  /// - Parameters:
  ///   - begun: when the reset was requested, by the system clock.
  ///   - hold: the right to work for the sandbox.
  package func make(
    _ attempt: ActionAttemptRecord, askedFor begun: Instant, under hold: Hold = .ofSingleProcess
  ) async {
    var over = attempt
    do {
      try await reset(attempt.workspaceID, askedFor: begun, under: hold)
      over.state = .success
    } catch {
      // The node that works for the sandbox next resets it. In a single process, the next start finishes the attempt.
      if error is ClaimLost || hold.isLost || Task.isCancelled { return }
      logger.error(
        "A sandbox could not be reset", metadata: ["workspace_id": "\(attempt.workspaceID)", "error": "\(error)"])
      let problem =
        switch error {
        case is AccountNotConnected: "Everything was deleted, but the account of the sandbox cannot be connected."
        case is DatabaseError: "The database cannot be used."
        default: "The virtual cloud cannot be reached."
        }
      over.state = .failure(.init(type: "reset_failed", message: "\(problem) See the server's log and retry."))
    }
    await close(over, under: hold)
  }

  private func close(_ attempt: ActionAttemptRecord, under hold: Hold) async {
    let (database, clocks) = (database.claimed(by: hold.claim), clocks)
    do {
      _ = try await tryingAgain("An attempt could not be finished", logger, ["action_attempt_id": "\(attempt.id)"]) {
        () async throws -> Bool in
        let workspace = attempt.workspaceID
        do {
          return try await database.write(in: workspace, at: clocks.now(in: workspace), by: .rule(.reset)) {
            try $0.close(attempt)
          }
        } catch is ClaimLost {
          // The node that has taken over the sandbox resets it once more, so the attempt is not over yet.
          return false
        }
      }
    } catch {
      // The failure was logged. The next start finishes the attempt.
    }
  }

  private func reset(_ workspace: ID<Workspace>, askedFor begun: Instant, under hold: Hold) async throws {
    // The sites must not be synced with data that is about to be deleted.
    leave(try await database.read { try accounts(in: workspace, $0) })
    let beginning: SandboxBeginning
    do {
      // Directly before the call: the cloud would be reset although another node works for the sandbox.
      if hold.isOver { throw ClaimLost(.sandbox(workspace)) }
      beginning = try await gateway.startOver(in: workspace)
      try await begin(beginning, in: workspace, askedFor: begun, under: hold)
    } catch {
      // Remaining accounts are connected again.
      try await goOn(workspace)
      throw error
    }
    if let (account, _) = beginning.account { try await connect(account) }
  }

  private func goOn(_ workspace: ID<Workspace>) async throws {
    try await tryingAgain("A sandbox's accounts could not be connected again", logger, ["workspace_id": "\(workspace)"])
    {
      for (account, _) in try await database.read({ try accounts(in: workspace, $0) }) {
        try await gateway.goOn(account)
      }
    }
  }

  private func begin(
    _ beginning: SandboxBeginning, in workspace: ID<Workspace>, askedFor begun: Instant, under hold: Hold
  ) async throws {
    let start = beginning.startsAt ?? clocks.system.now()
    let (clocks, offset) = (clocks, start - clocks.system.now())
    let forgotten = try await database.claimed(by: hold.claim).write(
      in: workspace, at: clocks.now(in: workspace), by: .rule(.reset)
    ) { transaction in
      // Read here, so that recently connected accounts are included.
      let accounts = try accounts(in: workspace, transaction)
      for (account, _) in accounts {
        try transaction.append(.connectedAccountDeleted, about: .of(account))
      }
      try transaction.clear(askedFor: begun)
      try transaction.saveClockOffset(offset)
      if let (account, credentials) = beginning.account {
        try transaction.insert(account, isVirtual: true, sealedCredentials: credentials)
      }
      return accounts
    }
    leave(forgotten)
    _ = clocks.run(from: start, in: workspace)
  }

  /// Everything else has been reset by now, and cannot be taken back. Another reset connects the account too.
  private func connect(_ account: ConnectedAccountRecord) async throws {
    do {
      try await tryingAgain(
        "The account of a sandbox could not be connected after its reset", logger,
        ["workspace_id": "\(account.workspaceID)"]
      ) { try await gateway.join(account) }
    } catch {
      throw AccountNotConnected(reason: error)
    }
  }

  private typealias Account = (account: ConnectedAccountRecord, systems: [ID<AcsSystem>])

  private func accounts(in workspace: ID<Workspace>, _ connection: Connection) throws -> [Account] {
    try connection.allConnectedAccounts(in: workspace).map {
      ($0, try connection.acsSystems(of: $0.id, in: workspace).map(\.id))
    }
  }

  private func leave(_ accounts: [Account]) {
    for (account, systems) in accounts { gateway.leave(account.id, systems) }
  }
}

/// A sandbox was reset, except that its account is not connected.
private struct AccountNotConnected: Error {
  let reason: any Error
}
