import API
import Core
import Engine
import Foundation
import Logging
import Metrics
import NIOCore
import Operations
import Pages
import SaltoKS
import Server
import ServiceLifecycle
import Store
import Telemetry
import Tracing
import VirtualSaltoKS
import Wire

/// Puts the server together and runs it until it is told to stop.
struct Composition {
  let settings: ServeSettings

  init(_ settings: ServeSettings) { self.settings = settings }

  func run() async throws {
    let folder = try DataFolder(settings.data)
    try folder.lock()
    try settings.readyFile.map(clearReadyFile)
    let database = try folder.openDatabase()
    let seal = try await folder.seal(of: database)
    let logger = settings.logger

    let exporter = settings.traceEndpoint.map { TraceExporter(endpoint: $0, logger: logger) }
    if let exporter {
      InstrumentationSystem.bootstrap(SpanTracer(exporter: exporter) { UInt8.random(in: .min ... .max) })
    }

    var workspace: ScenarioWorkspace?
    if let scenario = settings.scenario {
      workspace = try await ScenarioWorkspace.prepare(scenario, folder, database, seal)
    }
    let clocks = WorkspaceClocks(system: .machine)
    for record in try await database.read({ try $0.workspaces() }) { clocks.add(record) }

    let client = HTTPClientService()
    let metrics = PrometheusMetrics()
    MetricsSystem.bootstrap(metrics)
    let secrets = Secrets(seal: seal) { UInt8.random(in: .min ... .max) }
    let reconciler = Reconciler(
      database: database, clocks: clocks, identifiers: .machine, secrets: secrets,
      deadlines: settings.deadlines, logger: logger)
    let intake = EntryIntake(
      database: database, clocks: clocks, identifiers: .machine, deadlines: settings.deadlines, logger: logger)
    let player = ClockPlayer(
      database: database, clocks: clocks, reconciler: reconciler, intake: intake, deadlines: settings.deadlines,
      logger: logger)
    let guests = GuestDirectory()
    let connector = AccountConnector(
      database: database, seal: seal, client: client.client, clocks: clocks, deadlines: settings.deadlines,
      meter: CallMeter(clock: clocks.system))
    let accounts = ProviderAccounts(
      tenants: settings.tenants, connector: connector, reconciler: reconciler, intake: intake, guests: guests)
    let courier = WebhookCourier(allowsPrivateAddresses: settings.allowsPrivateWebhooks)
    let deliverer = WebhookDeliverer(
      database: database, clock: clocks.system, secrets: secrets, transport: courier,
      logger: logger)
    let doors = RemoteDoors(
      database: database, clocks: clocks, identifiers: .machine, secrets: secrets, reconciler: reconciler,
      logger: logger)
    let address = ServerAddress(settings.publicURL)
    let platform = Platform(
      database: database, clocks: clocks, reconciler: reconciler, player: player, identifiers: .machine,
      windows: .saltoKS, deadlines: settings.deadlines, secrets: secrets, guests: guests, gateway: accounts,
      deliverer: deliverer, doors: doors,
      sandboxReset: SandboxReset(
        database: database, clocks: clocks, gateway: accounts, identifiers: .machine, logger: logger),
      address: address, logger: logger)
    let radio = workspace != nil && settings.virtualSaltoKS == nil ? radioPath(nil, in: folder) : nil
    let readiness = Readiness(settings: settings, workspace: workspace, radio: radio)

    var services: [any Service] = exporter.map { [$0] } ?? []
    services.append(client)
    var cloud: Cloud?
    if let workspace, settings.virtualSaltoKS == nil {
      let id = workspace.file.workspaceID
      let embedded = try Cloud(
        folder: folder.file("virtual-salto-ks"), seed: 1, scenario: workspace.scenario,
        clock: .following { clocks.now(in: id).microseconds })
      cloud = embedded
      services.append(
        VirtualServer(cloud: embedded).application(host: "127.0.0.1", port: 0, logger: logger) { port in
          await readiness.cloudRuns(at: "http://127.0.0.1:\(port)")
        })
      if let radio { services.append(RadioServer(cloud: embedded, path: radio, logger: logger)) }
    } else if let url = settings.virtualSaltoKS {
      await readiness.cloudRuns(at: url)
    }
    let watch = ProcessWatch(database: database, clock: clocks.system, logger: logger) {
      [least = settings.freeSpaceMin] in
      folder.freeSpace >= least
    }
    let connectPage = ConnectPage(platform.webviewVisits, address: address)
    let answerPage: PageAnswer = { try await connectPage.respond(to: PageRequest($0, from: $1, in: $2)) }
    let server = APIServer(
      platform, authenticator: Authenticator(platform), limits: settings.limits, watch: watch, metrics: metrics,
      metricsToken: settings.metricsToken, logger: logger,
      makeRequestID: { "request-" + Identifiers.machine.text() },
      pages: Dictionary(uniqueKeysWithValues: ConnectPage.routes.map { ($0.path, answerPage) }))
    services.append(
      try server.application(
        host: settings.host, port: settings.port, certificate: settings.certificate, logger: logger
      ) { port in
        settings.announceAddress(to: address, port: port)
        await readiness.serverRuns(at: port)
      })
    let retention = Retention(
      database: database, clocks: clocks, life: settings.eventRetention, logger: logger)
    services += [courier, retention, deliverer, doors, reconciler, intake, player]
    if let workspace {
      services.append(
        ScenarioConnection(
          workspace: workspace, accounts: accounts, database: database, seal: seal, client: client.client,
          player: player,
          cloud: cloud, readiness: readiness, clocks: clocks, logger: logger))
    }
    if !settings.tenants.isEmpty {
      services.append(
        TenantConnection(
          accounts: accounts, database: database, scenario: workspace?.file.workspaceID, logger: logger))
    }
    if let certificate = settings.certificate {
      services.append(CertificateRenewal(files: certificate, logger: logger))
    }
    // Services are stopped from the last to the first: requests are refused, those that are open are answered, the work
    // beside them ends, and only then does nobody listen any more.
    services += [server.drain(upTo: settings.deadlines.stop / 4), watch]

    defer { database.close() }
    try await Running(services: services, stop: settings.deadlines.stop, logger: logger).run()
    logger.notice("The server has stopped")
  }
}
