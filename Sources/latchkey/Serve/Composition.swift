import API
import Core
import Engine
import Logging
import OpenID
import Operations
import Pages
import SaltoKS
import Server
import ServiceLifecycle
import Store
import VirtualSaltoKS
import Wire

/// Composes the server and runs it until it is stopped, in three steps: the foundations, the background work, and the
/// services.
struct Composition {
  let settings: ServeSettings

  init(_ settings: ServeSettings) { self.settings = settings }

  func run() async throws {
    let premises = try await Premises.open(settings)
    defer { premises.database.close() }
    let courier = WebhookCourier(allowsPrivateAddresses: settings.allowsPrivateWebhooks)
    let company = settings.openID.map {
      OpenIDProvider($0, transport: OpenIDCourier(premises.clients.calls), clock: premises.clocks.system)
    }
    let node = NodeParts(on: premises, settings)
    let machinery = Machinery(
      on: premises, settings, courier: courier, company: company, claims: node?.claims ?? .ofSingleProcess())
    let services = try await services(of: machinery, on: premises, courier, node)
    await node?.membership.join()
    try await Running(services: services, stop: settings.deadlines.stop, logger: settings.logger).run()
    settings.logger.notice("The server has stopped")
  }

  /// The third step: the services, in the order in which they start. They stop in reverse order. First new requests are
  /// rejected, then the open ones are answered, then the background work ends, and last the listener closes.
  private func services(
    of machinery: Machinery, on premises: Premises, _ courier: WebhookCourier, _ node: NodeParts?
  ) async throws -> [any Service] {
    let logger = settings.logger
    let radio = premises.cloud.map { _ in radioPath(nil, in: premises.folder) }
    let readiness = Readiness(settings: settings, workspace: premises.workspace, radio: radio)
    if let url = settings.virtualSaltoKS { await readiness.cloudRuns(at: url) }
    // With PostgreSQL the data is elsewhere, unless the virtual cloud keeps its journal here.
    let isDiskUsed = settings.database.isFolder || premises.cloud != nil
    let watch = ProcessWatch(
      database: premises.database, clock: premises.clocks.system, departure: settings.deadlines.departure,
      logger: logger
    ) { [folder = premises.folder, least = isDiskUsed ? settings.freeSpaceMin : 0] in
      folder.freeSpace >= least
    }
    let server = server(of: machinery, on: premises, watch)
    var services: [any Service] = premises.exporter.map { [$0] } ?? []
    services.append(ClientService(clients: premises.clients))
    if let cloud = premises.cloud { services += virtualServices(of: cloud, radio, readiness) }
    services.append(
      try server.application(
        host: settings.host, port: settings.port, certificate: settings.certificate, logger: logger
      ) { port in
        settings.announceAddress(to: machinery.address, port: port)
        await readiness.serverRuns(at: port)
      })
    // It gives back its claims once everything below has ended, and the bell tells the other servers.
    if let node { services += [node.bell, node.membership] }
    services += [
      courier, machinery.retention, machinery.auditHeads, machinery.deliverer, machinery.doors, machinery.readers,
      machinery.reconciler, machinery.intake, machinery.player,
    ]
    services += node?.services(of: machinery, on: premises, settings) ?? []
    services += connections(of: machinery, on: premises, readiness)
    if let certificate = settings.certificate {
      services.append(CertificateRenewal(files: certificate, logger: logger))
    }
    return services + [server.drain(upTo: settings.deadlines.stop / 4), watch]
  }

  /// The server of the virtual cloud, and the radio of its doors.
  private func virtualServices(of cloud: Cloud, _ radio: String?, _ readiness: Readiness) -> [any Service] {
    let server = VirtualServer(cloud: cloud).application(host: "127.0.0.1", port: 0, logger: settings.logger) { port in
      await readiness.cloudRuns(at: "http://127.0.0.1:\(port)")
    }
    return [server] + (radio.map { [RadioServer(cloud: cloud, path: $0, logger: settings.logger)] } ?? [])
  }

  /// The server of the API and its pages.
  func server(of machinery: Machinery, on premises: Premises, _ watch: ProcessWatch) -> APIServer {
    let connectPage = ConnectPage(machinery.platform.webviewVisits, address: machinery.address)
    let guestPage = GuestPage(machinery.platform.guestVisits, address: machinery.address)
    let customerPage = CustomerPage(machinery.platform.portalVisits)
    let console = ConsolePages(machinery.platform)
    let answers: [([PlainRoute], PageAnswer)] = [
      (ConnectPage.routes, { try await connectPage.respond(to: PageRequest($0, from: $1, id: $2, in: $3)) }),
      (GuestPage.routes, { try await guestPage.respond(to: PageRequest($0, from: $1, id: $2, in: $3)) }),
      (CustomerPage.routes, { try await customerPage.respond(to: PageRequest($0, from: $1, id: $2, in: $3)) }),
      (ConsolePages.routes, { try await console.respond(to: PageRequest($0, from: $1, id: $2, in: $3)) }),
    ]
    let pages = answers.flatMap { routes, answer in routes.map { ($0.path, answer) } }
    return APIServer(
      machinery.platform, authenticator: Authenticator(machinery.platform), limits: settings.limits, watch: watch,
      metrics: premises.metrics, metricsToken: settings.metricsToken, logger: settings.logger,
      makeRequestID: { [identifiers = premises.surroundings.identifiers] in "request-" + identifiers.text() },
      pages: Dictionary(uniqueKeysWithValues: pages),
      errorPages: [PlainRoute.console.path: { try console.page(about: $0, for: $1, id: $2) }])
  }

  /// The services that connect the stored accounts.
  private func connections(
    of machinery: Machinery, on premises: Premises, _ readiness: Readiness
  ) -> [any Service] {
    var services: [any Service] = []
    if let workspace = premises.workspace {
      services.append(
        ScenarioConnection(
          workspace: workspace, accounts: machinery.accounts, database: premises.database, seal: premises.seal,
          clients: premises.clients, meter: machinery.meter, deadlines: settings.deadlines,
          player: machinery.player, cloud: premises.cloud,
          virtualClouds: machinery.virtualClouds, readiness: readiness, clocks: premises.clocks, logger: settings.logger
        ))
    }
    if !settings.tenants.isEmpty || !machinery.claims.areOfSingleProcess {
      services.append(
        TenantConnection(
          accounts: machinery.accounts, database: premises.database, claims: machinery.claims,
          scenario: premises.workspace?.file.workspaceID, logger: settings.logger))
    }
    return services
  }
}
