import API
import Core
import Engine
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import Operations
import ServiceLifecycle
import Telemetry
import Wire

/// Answers a request for a page, by where it comes from and in what room.
package typealias PageAnswer = @Sendable (Request, IPAddress?, any PublicRoom) async throws -> Response

/// The server of the API.
package struct APIServer: Sendable {
  private let responder: APIResponder
  private let limits: RequestLimits
  private let gate: RequestGate

  /// - Parameters:
  ///   - authenticator: finds out who calls.
  ///   - limits: what is too much, and too slow.
  ///   - watch: says whether this process can do its work.
  ///   - metricsToken: opens the numbers, and the health of the sites, of all workspaces.
  ///   - makeRequestID: makes the value of `seam-request-id`.
  ///   - pages: what answers requests for pages, by their paths.
  /// - Precondition: every operation of the catalogue has a handler, and so has every route beside them.
  package init(
    _ platform: Platform, authenticator: Authenticator, limits: RequestLimits, watch: ProcessWatch,
    metrics: PrometheusMetrics,
    metricsToken: String?, logger: Logger,
    makeRequestID: @escaping @Sendable () -> String,
    pages: [String: PageAnswer]
  ) {
    let handlers = platform.handlers
    let missing = handlers.missing(from: catalogue) + APIResponder.routesWithoutHandler(beside: pages)
    precondition(missing.isEmpty, "operations or routes without handler: \(missing.joined(separator: ", "))")
    let gate = RequestGate(limits, clock: platform.clocks.system)
    self.limits = limits
    self.gate = gate
    responder = APIResponder(
      handlers: handlers, authenticator: authenticator, idempotentCalls: IdempotentCalls(platform),
      gate: gate,
      signIn: SignInPage(signIn: GuestSignIn(platform)),
      events: EventStream(database: platform.database, places: StreamPlaces(max: limits.inFlight)),
      openAPI: ByteBuffer(bytes: openAPIDocument(catalogue, routes: plainRoutes).bytes),
      health: Health(
        watch: watch, database: platform.database, reconciler: platform.reconciler, clock: platform.clocks.system),
      monitoring: Monitoring(
        database: platform.database, clocks: platform.clocks, metrics: metrics, gate: gate, token: metricsToken),
      makeRequestID: makeRequestID, pages: pages, proxies: limits.proxies, serverAddress: platform.address,
      logger: logger)
  }

  /// Waits, when the program is told to stop, for the requests that are being worked on.
  ///
  /// - Parameter limit: the longest wait.
  package func drain(upTo limit: Duration) -> some Service { RequestDrain(gate: gate, limit: limit) }

  /// The server as a service.
  ///
  /// - Parameters:
  ///   - port: 0 takes a free one.
  ///   - certificate: with which connections are encrypted; nil for plain ones.
  ///   - onRunning: gets the port once requests are accepted.
  package func application(
    host: String, port: Int, certificate: CertificateFiles?, logger: Logger,
    onRunning: @escaping @Sendable (Int) async -> Void
  ) throws -> some ApplicationProtocol {
    let limits = limits
    let plain = HTTPServerBuilder.http1(
      configuration: .init(additionalChannelHandlers: [ConnectionDeadlines(limits)]))
    return Application(
      responder: responder,
      server: try certificate.map { try .tls(plain, tlsConfiguration: $0.configuration()) } ?? plain,
      configuration: .init(address: .hostname(host, port: port), serverName: nil, backlog: 1024),
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? port) }, logger: logger)
  }
}
