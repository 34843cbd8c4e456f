import API
import Core
import Engine
import Foundation
import Logging
import OpenID
import ServiceLifecycle
import Store
import Synchronization
import TestKit
import Testing
import VirtualSaltoKS
import Wire

@testable import Engine
@testable import Server
@testable import latchkey

/// A whole workspace in this process: the real composition on a new data folder, with a manual clock, seeded
/// identifiers and secrets, and the virtual Salto KS of its scenario.
///
/// Nothing runs in the background: ``settle()`` and each move of the clock do the due work, so that tests can see
/// pending states. Only remote movements of locks, readings of cards and webhooks run on their own, since callers
/// wait for them.
final class World: Sendable {
  let clock: ManualClock
  let premises: Premises
  let machinery: Machinery
  let server: APIServer
  let receiver: Receiver
  /// The company whose accounts operators sign in with.
  let company: CompanyProvider
  let readiness: Readiness
  /// The key of the scenario's workspace.
  let key: String
  let workspace: ID<Workspace>
  /// The controls of the virtual site.
  let virtual: VirtualHands

  private init(_ premises: Premises, _ settings: ServeSettings, _ clock: ManualClock) throws {
    let file = try #require(premises.workspace).file
    let cloud = try #require(premises.cloud)
    self.premises = premises
    self.clock = clock
    (key, workspace) = (file.apiKey, file.workspaceID)
    virtual = VirtualHands(cloud: cloud)
    receiver = Receiver()
    readiness = Readiness(settings: settings, workspace: premises.workspace, radio: nil)
    company = CompanyProvider(clock: clock.system)
    let openID = OpenIDSettings(issuer: CompanyProvider.issuer, clientID: "latchkey")
    machinery = Machinery(
      on: premises, settings, courier: receiver,
      company: OpenIDProvider(openID, transport: company, clock: clock.system))
    let watch = ProcessWatch(database: premises.database, clock: clock.system, logger: settings.logger) { true }
    server = Composition(settings).server(of: machinery, on: premises, watch)
  }

  /// Opens a world, and shuts it down after the body.
  static func open(_ scenario: String, seed: UInt64 = 1, _ body: @Sendable (World) async throws -> Void) async throws {
    let folder = temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let clock = ManualClock()
    let random = Mutex(SeededRandom(seed: seed))
    let surroundings = Surroundings(clock: clock.system, identifiers: .seeded(seed, clock: clock.system)) {
      UInt8(truncatingIfNeeded: random.withLock { $0.next() })
    }
    var settings = ServeSettings.ofTests(folder)
    settings.scenario = Scenario(scenario)
    let address = try TestDatabase.freshAddress()
    defer { if let address { TestDatabase.drop(address) } }
    if let address { settings.database = try DatabasePlace(address) }
    let premises = try await Premises(in: try DataFolder(folder.path), settings, surroundings)
    defer { premises.database.close() }
    let world = try World(premises, settings, clock)
    try await world.run(settings, body)
  }

  private func run(_ settings: ServeSettings, _ body: @Sendable (World) async throws -> Void) async throws {
    let readiness = readiness
    let cloud = VirtualServer(cloud: virtual.cloud).application(
      host: "127.0.0.1", port: 0, logger: settings.logger
    ) { port in await readiness.cloudRuns(at: "http://127.0.0.1:\(port)") }
    let services: [any Service] = [
      ClientService(clients: premises.clients), cloud, machinery.doors, machinery.readers, machinery.deliverer,
    ]
    let group = ServiceGroup(configuration: .init(services: services, logger: settings.logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      let result = await Result.catching { [self] in
        try await connect(settings)
        try await body(self)
      }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
      try result.get()
    }
  }

  /// Connects the scenario's account, as the server does at its start.
  private func connect(_ settings: ServeSettings) async throws {
    guard let scenario = premises.workspace else { return }
    let connection = ScenarioConnection(
      workspace: scenario, accounts: machinery.accounts, database: premises.database, seal: premises.seal,
      clients: premises.clients, meter: machinery.meter, deadlines: settings.deadlines, player: machinery.player,
      cloud: premises.cloud, virtualClouds: machinery.virtualClouds, readiness: readiness, clocks: premises.clocks,
      logger: settings.logger)
    try await within(Deadline(in: .seconds(120))) { try await connection.connect() }
  }

  /// In memory if the system has such a folder, since nothing here outlives the test.
  private static func temporaryFolder() -> URL {
    let memory = URL(fileURLWithPath: "/dev/shm", isDirectory: true)
    let isThere = FileManager.default.isWritableFile(atPath: memory.path)
    return (isThere ? memory : FileManager.default.temporaryDirectory).appendingPathComponent(
      "latchkey-\(UUID().uuidString)", isDirectory: true)
  }

  /// Works until nothing is due.
  func settle() async {
    await revoke()
    do { try await machinery.reconciler.settle(workspace) } catch { Testing.Issue.record(error) }
  }

  /// Makes the requested revocations. Other work waits for them.
  func revoke() async {
    for site in machinery.reconciler.sites.all(in: workspace) {
      for revocation in await site.beginRevocations() { await revocation.value }
    }
  }

  /// Begins revocations that the body announces, as a running server does.
  func revoking<T: Sendable>(_ body: @Sendable () async throws -> T) async throws -> T {
    let work = Task { [self] in
      while !Task.isCancelled {
        await revoke()
        await Task.yield()
      }
    }
    let result = await Result.catching(body)
    work.cancel()
    await work.value
    return try result.get()
  }

  /// Advances the clock while the body waits for work that becomes due.
  func working<T: Sendable>(_ body: @Sendable () async throws -> T) async throws -> T {
    let work = Task { [self] in
      while !Task.isCancelled {
        await revoke()
        _ = try await machinery.player.move(workspace, to: { $0 + .seconds(1) }, timeout: .seconds(60))
      }
    }
    let result = await Result.catching(body)
    work.cancel()
    _ = await work.result
    return try result.get()
  }
}

extension ServeSettings {
  /// The settings of a server without a log.
  fileprivate static func ofTests(_ folder: URL) -> ServeSettings {
    ServeSettings(
      host: "127.0.0.1", port: 0, data: folder.path, publicURL: "https://latchkey.example", allowsPrivateWebhooks: true,
      tenants: [], logForm: .text, logger: Logger(label: "latchkey") { _ in SwiftLogNoOpLogHandler() })
  }
}

extension Result where Failure == any Error, Success: Sendable {
  /// The result of a body.
  static func catching(_ body: @Sendable () async throws -> Success) async -> Result {
    do { return .success(try await body()) } catch { return .failure(error) }
  }
}

extension World {
  /// Waits until the receiver's own task has done its work.
  func until(_ isTrue: () async throws -> Bool, at place: SourceLocation = #_sourceLocation) async throws {
    let end = Deadline(in: .seconds(30))
    while try await !isTrue() {
      try #require(!end.isOver, "waited in vain", sourceLocation: place)
      await Task.yield()
    }
  }
}
