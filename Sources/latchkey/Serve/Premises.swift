import AsyncHTTPClient
import Core
import Engine
import Logging
import Metrics
import Server
import Store
import Telemetry
import Tracing
import VirtualSaltoKS
import Wire

/// The first step of the composition: what everything else stands on.
struct Premises {
  let folder: DataFolder
  let database: Database
  let seal: Seal
  let secrets: Secrets
  /// The workspace of a scenario; nil where none is served.
  let workspace: ScenarioWorkspace?
  /// The virtual cloud of that workspace, where it is embedded.
  let cloud: Cloud?
  let clocks: WorkspaceClocks
  let metrics = PrometheusMetrics()
  /// Nil where no traces are exported.
  let exporter: TraceExporter?
  /// Made last: one that is dropped before it was shut down ends the program.
  let client: HTTPClientService

  /// Opens the data folder for this process alone, and starts measuring.
  init(_ settings: ServeSettings) async throws {
    folder = try DataFolder(settings.data)
    try folder.lock()
    try settings.readyFile.map(clearReadyFile)
    database = try folder.openDatabase()
    seal = try await folder.seal(of: database)
    secrets = Secrets(seal: seal) { UInt8.random(in: .min ... .max) }
    exporter = settings.traceEndpoint.map { TraceExporter(endpoint: $0, logger: settings.logger) }
    if let exporter {
      InstrumentationSystem.bootstrap(SpanTracer(exporter: exporter) { UInt8.random(in: .min ... .max) })
    }
    MetricsSystem.bootstrap(metrics)
    if let scenario = settings.scenario {
      workspace = try await ScenarioWorkspace.prepare(scenario, folder, database, seal)
    } else {
      workspace = nil
    }
    clocks = WorkspaceClocks(system: .machine)
    for record in try await database.read({ try $0.workspaces() }) { clocks.add(record) }
    cloud = try Self.embeddedCloud(of: settings.virtualSaltoKS == nil ? workspace : nil, folder, clocks)
    client = HTTPClientService()
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
