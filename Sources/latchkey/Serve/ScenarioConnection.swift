import API
import Core
import Engine
import Logging
import SaltoKS
import ServiceLifecycle
import Store
import VirtualSaltoKS
import Wire

/// Connects a scenario's account once its cloud is there, imports it the first time, and hands its sites to the
/// reconciler.
struct ScenarioConnection: Service {
  let workspace: ScenarioWorkspace
  let connector: AccountConnector
  let reconciler: Reconciler
  let guests: GuestDirectory
  let intake: EntryIntake
  let player: ClockPlayer
  let cloud: Cloud?
  let readiness: Readiness
  let clocks: WorkspaceClocks
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do {
          try await connect()
          break
        } catch {
          logger.warning("The scenario's account cannot be connected yet", metadata: ["error": "\(error)"])
          try? await Task.sleep(for: .milliseconds(500))
        }
      }
    }
    try? await gracefulShutdown()
  }

  private func connect() async throws {
    let (workspaceID, accountID) = (workspace.file.workspaceID, workspace.file.connectedAccountID)
    let url = await readiness.cloud()
    let database = connector.database
    let account = try await database.read { try $0.connectedAccount(accountID, in: workspaceID) }
    guard let account else { throw Problem(.data, "the scenario's account is missing") }
    guests.add(connector.guests(of: account, at: url, clientID: Scenario.guestClientID), of: accountID)
    var provider: any Provider = try await connector.provider(of: account, at: url)
    let agenda: VirtualAgenda
    if let cloud {
      // An embedded cloud follows the workspace's clock, so there is nothing to set.
      agenda = VirtualAgenda(nextDue: { await cloud.nextDue().map { Instant(microseconds: $0) } }, play: { _ in })
    } else {
      let external = ExternalCloud(client: connector.client, url: url)
      agenda = external.agenda
      let clocks = clocks
      provider = AlignedProvider(base: provider, cloud: external) { clocks.now(in: workspaceID) }
    }
    await player.add(agenda, of: workspaceID)
    // A cloud that ran before this server did has a clock of its own; from here on both show the same.
    await agenda.play(clocks.now(in: workspaceID))
    if try await database.read({ try $0.acsSystems(of: accountID, in: workspaceID) }).isEmpty {
      try await AccountImport(provider: provider, identifiers: .machine, pins: ScenarioWorkspace.pins)
        .run(account, into: database, now: clocks.now(in: workspaceID))
    }
    let systems = try await database.read { try $0.acsSystems(of: accountID, in: workspaceID) }
    reconciler.add(systems, of: provider)
    intake.add(systems, of: provider)
    await readiness.accountIsImported()
  }
}
