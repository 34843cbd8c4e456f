import AsyncHTTPClient
import Core
import Engine
import Logging
import Metrics
import SaltoKS
import Server
import Store
import Telemetry
import Tracing
import VirtualSaltoKS
import Wire

/// The inputs that differ between runs: the time, and random values.
struct Surroundings: Sendable {
  let clock: SystemClock
  let identifiers: Identifiers
  /// A random byte that cannot be predicted.
  let random: @Sendable () -> UInt8

  /// The clock and the randomness of this machine.
  static let machine = Surroundings(clock: .machine, identifiers: .machine) { UInt8.random(in: .min ... .max) }
}

/// The first step of the composition: the foundations.
struct Premises {
  let surroundings: Surroundings
  let folder: DataFolder
  let database: Database
  let seal: Seal
  let secrets: Secrets
  /// The scenario's workspace, or nil without a scenario.
  let workspace: ScenarioWorkspace?
  /// The workspace's virtual cloud, if it is embedded.
  let cloud: Cloud?
  let clocks: WorkspaceClocks
  let metrics = PrometheusMetrics()
  /// Nil if traces are not exported.
  let exporter: TraceExporter?
  /// Created last, since clients that are released without a shutdown end the program.
  let clients: SaltoKSClients

  /// Opens the data folder for this process only, and starts the measurements.
  static func open(_ settings: ServeSettings) async throws -> Premises {
    let folder = try DataFolder(settings.data)
    try folder.lock()
    try settings.readyFile.map(clearReadyFile)
    let premises = try await Premises(in: folder, settings, .machine)
    if let exporter = premises.exporter {
      InstrumentationSystem.bootstrap(SpanTracer(exporter: exporter, random: premises.surroundings.random))
    }
    MetricsSystem.bootstrap(premises.metrics)
    return premises
  }

  init(in folder: DataFolder, _ settings: ServeSettings, _ surroundings: Surroundings) async throws {
    self.surroundings = surroundings
    self.folder = folder
    let logger = settings.logger
    database = try settings.database.open(in: folder, identifiers: surroundings.identifiers) { reason in
      logger.warning("A connection to PostgreSQL could not be opened", metadata: ["reason": "\(reason)"])
    }
    seal = try await folder.seal(ofServerOn: database, at: surroundings.clock.now())
    secrets = Secrets(seal: seal, random: surroundings.random)
    exporter = settings.traceEndpoint.map { TraceExporter(endpoint: $0, logger: settings.logger) }
    if let scenario = settings.scenario {
      let preparing = ScenarioPreparing(
        scenario: scenario, folder: folder, database: database, seal: seal, surroundings: surroundings,
        isShared: !settings.database.isFolder, isCloudEmbedded: settings.virtualSaltoKS == nil)
      workspace = try await preparing.workspace()
      if preparing.isShared, preparing.isCloudEmbedded {
        settings.logger.warning(
          "The virtual cloud is a part of this server, so no other server may use the database. For several servers, run latchkey virtual-salto-ks and give its address to each by --virtual-salto-ks"
        )
      }
    } else {
      workspace = nil
    }
    clocks = WorkspaceClocks(system: surroundings.clock)
    for record in try await database.read({ try $0.workspaces() }) { clocks.add(record) }
    if database.isShared {
      let clocks = clocks
      for (workspace, clock) in try await database.read({ try $0.storedClocks() }) {
        clocks.follow(clock, of: workspace)
      }
      database.clocks.follow { clocks.follow($1, of: $0) }
    }
    cloud = try Self.embeddedCloud(of: settings.virtualSaltoKS == nil ? workspace : nil, folder, clocks)
    clients = SaltoKSClients()
  }

  private static func embeddedCloud(
    of workspace: ScenarioWorkspace?, _ folder: DataFolder, _ clocks: WorkspaceClocks
  ) throws -> Cloud? {
    guard let workspace else { return nil }
    let id = workspace.file.workspaceID
    return try tellingOfBrokenJournal {
      try Cloud(
        folder: folder.file("virtual-salto-ks"), seed: 1, scenario: workspace.scenario,
        clock: .following { clocks.now(in: id).microseconds })
    }
  }
}
