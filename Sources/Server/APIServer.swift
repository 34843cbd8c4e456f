package import API
package import Core
import Engine
package import Hummingbird
package import HummingbirdCore
import HummingbirdTLS
package import Logging
import NIOCore
package import Operations
package import ServiceLifecycle
import Store
package import Telemetry

/// Handles a request for a page, given the sender's address, the ID of the request and the capacity to use.
package typealias PageAnswer = @Sendable (Request, IPAddress?, String, any PageRoom) async throws -> Response

/// Makes the page about an error of a request, given the ID of the request.
package typealias ErrorPage = @Sendable (APIError, Request, String) throws -> Response

/// The server of the API.
package struct APIServer: Sendable {
  let responder: APIResponder
  private let limits: RequestLimits
  private let gate: RequestGate

  /// - Parameters:
  ///   - authenticator: authenticates callers.
  ///   - limits: limits of size, rate and time.
  ///   - watch: monitors whether this process is healthy.
  ///   - metricsToken: gives access to the metrics and the health of all workspaces.
  ///   - makeRequestID: generates the value of `seam-request-id`.
  ///   - pages: handlers of pages, by path.
  ///   - errorPages: what shows the errors of a page, by its path. Others show them as JSON.
  /// - Precondition: every operation of the catalogue and every other route has a handler.
  package init(
    _ platform: Platform, authenticator: Authenticator, limits: RequestLimits, watch: ProcessWatch,
    metrics: PrometheusMetrics,
    metricsToken: String?, logger: Logger,
    makeRequestID: @escaping @Sendable () -> String,
    pages: [String: PageAnswer], errorPages: [String: ErrorPage]
  ) {
    let handlers = platform.handlers
    let missing = handlers.missing(from: catalogue) + APIResponder.routesWithoutHandler(beside: pages)
    precondition(missing.isEmpty, "operations or routes without handler: \(missing.joined(separator: ", "))")
    let gate = RequestGate(limits, clock: platform.clocks.system, node: platform.database.node)
    self.limits = limits
    self.gate = gate
    responder = APIResponder(
      handlers: handlers, authenticator: authenticator, idempotentCalls: IdempotentCalls(platform),
      gate: gate,
      signIn: SignInPage(signIn: GuestSignIn(platform)),
      events: EventStream(database: platform.database, places: gate.streams),
      health: Health(
        watch: watch, database: platform.database, reconciler: platform.reconciler, clock: platform.clocks.system,
        logger: logger),
      monitoring: Monitoring(
        database: platform.database, clocks: platform.clocks, metrics: metrics, gate: gate, token: metricsToken),
      makeRequestID: makeRequestID, pages: pages, errorPages: errorPages, proxies: limits.proxies,
      serverAddress: platform.address,
      logger: logger)
  }

  /// Waits at shutdown for the requests in progress.
  ///
  /// - Parameter limit: the maximum wait.
  package func drain(upTo limit: Duration) -> some Service { RequestDrain(gate: gate, limit: limit) }

  /// The server as a service.
  ///
  /// - Parameters:
  ///   - port: the port, or 0 for a free one.
  ///   - certificate: the TLS certificate. Nil for plain HTTP.
  ///   - onRunning: called with the port once requests are accepted.
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
