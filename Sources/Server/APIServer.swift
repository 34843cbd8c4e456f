import API
import Core
import Engine
import Hummingbird
import Logging
import NIOCore
import Wire

/// The server of the API.
public struct APIServer: Sendable {
  private let responder: APIResponder
  private let limits: RequestLimits

  /// - Parameters:
  ///   - authenticator: finds out who calls.
  ///   - limits: what is too much, and too slow.
  ///   - makeRequestID: makes the value of `seam-request-id`.
  ///   - page: answers requests for pages; nil for what is none.
  /// - Precondition: every operation of the catalogue has a handler.
  public init(
    _ platform: Platform, authenticator: Authenticator, limits: RequestLimits = RequestLimits(), logger: Logger,
    makeRequestID: @escaping @Sendable () -> String,
    page: @escaping @Sendable (Request) async throws -> Response? = { _ in nil }
  ) {
    let handlers = platform.handlers
    let missing = handlers.missing(from: catalogue)
    precondition(missing.isEmpty, "operations without handler: \(missing.joined(separator: ", "))")
    let clock = platform.clocks.system
    self.limits = limits
    responder = APIResponder(
      handlers: handlers, authenticator: authenticator, idempotentCalls: IdempotentCalls(platform),
      gate: RequestGate(limits, clock: clock),
      signIn: GuestSignIn(platform: platform),
      openAPI: ByteBuffer(bytes: openAPIDocument(catalogue).bytes), health: { Self.health(at: clock.now()) },
      makeRequestID: makeRequestID, page: page, publicURL: platform.publicURL, logger: logger)
  }

  private static func health(at now: Instant) -> JSON {
    .object([
      "ok": .bool(true), "msg": .string("Latchkey is here."),
      "last_service_evaluation_at": .string(now.description), "service_health_statuses": .array([]),
    ])
  }

  /// The server as a service.
  ///
  /// - Parameters:
  ///   - port: 0 takes a free one.
  ///   - onRunning: gets the port once requests are accepted.
  public func application(
    host: String, port: Int, logger: Logger, onRunning: @escaping @Sendable (Int) async -> Void
  ) -> some ApplicationProtocol {
    let limits = limits
    return Application(
      responder: responder,
      server: .http1(
        configuration: .init(additionalChannelHandlers: [ConnectionDeadlines(limits)])),
      configuration: .init(address: .hostname(host, port: port), serverName: nil, backlog: 1024),
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? port) }, logger: logger)
  }
}

extension Platform {
  /// A handler for every operation.
  var handlers: Handlers {
    var handlers = Handlers()
    handleAcsSystems(&handlers)
    handleAcsUsers(&handlers)
    handleAccess(&handlers)
    handleSeats(&handlers)
    handleSiteSyncs(&handlers)
    handleAcsAccessGroups(&handlers)
    handleAcsEntrances(&handlers)
    handleAcsCredentials(&handlers)
    handleUserIdentities(&handlers)
    handleEnrollmentAutomations(&handlers)
    handleConnectWebviews(&handlers)
    handleConnectedAccounts(&handlers)
    handleEvents(&handlers)
    handleWebhooks(&handlers)
    handleWorkspaces(&handlers)
    handleSandboxClock(&handlers)
    handleClientSessions(&handlers)
    handlePhones(&handlers)
    handlePhoneSessions(&handlers)
    return handlers
  }
}
