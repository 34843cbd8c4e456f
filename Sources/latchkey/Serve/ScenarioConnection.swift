import API
import AsyncHTTPClient
import Core
import Engine
import Logging
import SaltoKS
import ServiceLifecycle
import Store
import VirtualSaltoKS
import Wire

/// Connects a scenario's accounts once their cloud runs: the account that it starts with, and those added later.
struct ScenarioConnection: Service {
  let workspace: ScenarioWorkspace
  let accounts: ProviderAccounts
  let database: Database
  let seal: Seal
  let clients: SaltoKSClients
  let meter: CallMeter
  let deadlines: Deadlines
  let player: ClockPlayer
  let cloud: Cloud?
  let virtualClouds: VirtualClouds
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

  /// Connects the accounts once the cloud is running.
  func connect() async throws {
    let workspaceID = workspace.file.workspaceID
    let url = try await readiness.cloud()
    let agenda: VirtualAgenda
    let tenant = workspace.tenant(at: url, deadlines)
    let (workspace, seal) = (workspace, seal)
    if let cloud {
      // An embedded cloud reads the workspace's clock, so it need not be set.
      agenda = VirtualAgenda(nextDue: { await cloud.nextDue().map { Instant(microseconds: $0) } }, play: { _ in })
      accounts.open(tenant.place(clients, meter), in: workspaceID) {
        await cloud.startOver()
        return try workspace.beginning(seal)
      }
    } else {
      let external = ExternalCloud(client: clients.calls, url: url)
      agenda = external.agenda
      let clocks = clocks
      let player = player
      let hook = external.hook {
        player.hold(on: workspaceID) != nil
      } now: {
        clocks.now(in: workspaceID)
      }
      accounts.open(tenant.place(clients, meter, hook: hook), in: workspaceID) {
        try await external.startOver()
        return try workspace.beginning(seal)
      }
    }
    await player.add(agenda, of: workspaceID)
    virtualClouds.add(VirtualControls(client: clients.calls, url: url).send, of: workspaceID)
    // A cloud that was running before this server has its own time. From now on both show the same time.
    await player.align(workspaceID)
    let own = try await database.read { try $0.allConnectedAccounts(in: workspaceID) }
    // The work for the known sites starts immediately, even if reading the account fails.
    for account in own { try await accounts.goOn(account) }
    // Requests to set the clock had to wait for the cloud.
    database.bell.notify(of: .clocks)
    for account in own { try await accounts.join(account) }
    await readiness.accountIsImported()
  }
}
