import API
import Core
import Engine
import Logging
import ServiceLifecycle
import Store
import Wire

/// Connects the accounts at Salto's own hosts, each as soon as its host responds.
struct TenantConnection: Service {
  /// The delay before an account whose host did not respond is retried.
  private static let pause = Duration.seconds(30)
  /// The longest time between two looks for accounts that other nodes have connected or deleted.
  private static let lookPause = Duration.seconds(60)
  /// Maximum number of accounts that are read concurrently. Hosts that do not respond must not use all of them.
  private static let width = 32

  let accounts: ProviderAccounts
  let database: Database
  let claims: Claims
  /// The scenario's workspace, whose accounts ``ScenarioConnection`` handles.
  let scenario: ID<Workspace>?
  let logger: Logger
  let turns = Turns(TenantConnection.width)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      if self.claims.areOfSingleProcess { await self.connectAll() } else { await self.followClaims() }
    }
    try? await gracefulShutdown()
  }

  private func connectAll() async {
    let accounts = await connectedAccounts { try $0.allConnectedAccounts() }
    await connect(accounts.filter { $0.workspaceID != scenario }, under: .ofSingleProcess)
  }

  /// Connects the accounts that this node works for, and stops the work for those that another node takes over.
  private func followClaims() async {
    let (gains, gained) = AsyncStream<(Hold, ClaimSubject)>.makeStream()
    claims.follow([.account, .sandbox]) { hold, subject in
      gained.yield((hold, subject))
    } lose: { [accounts] subject in
      accounts.rest(subject)
    }
    await withDiscardingTaskGroup { group in
      group.addTask { await followAccounts() }
      for await (hold, subject) in gains {
        group.addTask {
          await connect(connectedAccounts { try $0.connectedAccounts(under: subject) }, under: hold)
        }
      }
    }
  }

  /// Makes all accounts accessible, also those that other nodes work for, and follows what these connect and delete.
  private func followAccounts() async {
    await database.bell.follow(.accounts) { _ in
      // Taken before the database is read: an account that is connected in between is missing there.
      let known = accounts.known
      let stored = await connectedAccounts { try $0.allConnectedAccounts() }
      if Task.isCancelled { return nil }
      accounts.forget(known, except: Set(stored.map(\.id)))
      var pause = Self.lookPause
      for account in stored {
        do { try await accounts.follow(account) } catch {
          pause = Self.pause
          logger.debug(
            "An account is not accessible yet",
            metadata: ["connected_account_id": "\(account.id)", "error": "\(error)"])
        }
      }
      return pause
    }
  }

  private func connectedAccounts(
    _ read: @escaping @Sendable (Connection) throws -> [ConnectedAccountRecord]
  ) async -> [ConnectedAccountRecord] {
    while !Task.isCancelled {
      do { return try await database.read(read) } catch {
        logger.error(
          "The connected accounts could not be read; retrying soon", metadata: ["error": "\(error)"])
        try? await Task.sleep(for: Self.pause)
      }
    }
    return []
  }

  private func connect(_ accounts: [ConnectedAccountRecord], under hold: Hold) async {
    await withDiscardingTaskGroup { group in
      for account in accounts { group.addTask { await connect(account, under: hold) } }
    }
  }

  private func connect(_ account: ConnectedAccountRecord, under hold: Hold) async {
    while !Task.isCancelled, !hold.isLost {
      do {
        // The work for the known sites starts immediately, even if reading the account waits or fails.
        try await accounts.goOn(account)
        try await turns.withTurn {
          guard !hold.isLost else { return }
          try await accounts.join(account)
        }
        return
      } catch {
        if Task.isCancelled { return }
        logger.warning(
          "An account cannot be reached yet", metadata: ["connected_account_id": "\(account.id)", "error": "\(error)"])
        try? await Task.sleep(for: Self.pause)
      }
      guard await isThere(account) else { return }
    }
  }

  private func isThere(_ account: ConnectedAccountRecord) async -> Bool {
    do { return try await database.read { try $0.connectedAccount(account.id, in: account.workspaceID) } != nil } catch
    {
      return true
    }
  }
}
