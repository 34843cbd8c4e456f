import API
import Core
import Engine
import HTTPTypes
import Hummingbird
import Logging
import Metrics
import NIOCore
import Operations
import Telemetry
import Wire

/// Handles every request: one path for all operations, with the checks in the documented order.
struct APIResponder: HTTPResponder {
  typealias Context = ServerContext

  /// The maximum size of a body, in bytes.
  static let bodyMax = 4 << 20
  /// The maximum size for a guest's app, whose sender is not authenticated.
  static let guestBodyMax = 64 << 10
  private static let guests: Callers = [
    .clientSession, .customerSession, .customerSessionReadOnly, .publishableKey, .everybody,
  ]

  let handlers: Handlers
  let authenticator: Authenticator
  let idempotentCalls: IdempotentCalls
  let gate: RequestGate
  let signIn: SignInPage
  let events: EventStream
  let health: Health
  let monitoring: Monitoring
  let makeRequestID: @Sendable () -> String
  let pages: [String: PageAnswer]
  let errorPages: [String: ErrorPage]
  let proxies: TrustedProxies
  let serverAddress: ServerAddress
  let logger: Logger

  func respond(to request: Request, context: ServerContext) async throws -> Response {
    let requestID = makeRequestID()
    let address = proxies.sender(request.headers, from: context.peer)
    return try await MovementDeadline.counting {
      try await RequestSpan.open(request, requestID, operation: operation(request)) {
        try await respond(to: request, at: address, requestID)
      }
    }
  }

  /// The requested operation, for metrics and the log.
  private func operation(_ request: Request) -> String {
    let path = request.uri.path
    return handlers.routes[path] == nil ? "other" : path
  }

  private func respond(to request: Request, at address: IPAddress?, _ requestID: String) async throws -> Response {
    let start = monitoring.clocks.system.now()
    var response: Response
    var sender: Authenticator.Proof?
    do {
      response = try await answer(request, requestID, at: address, &sender)
    } catch {
      response = refusal(error, of: request, requestID)
    }
    response.headers[requestIDHeader] = requestID
    note(request, response, requestID, from: sender, since: start)
    allowOrigin(of: request, in: &response)
    return response
  }

  private func refusal(_ error: any Error, of request: Request, _ requestID: String) -> Response {
    let answer = APIError(refusing: error, path: request.uri.path, requestID: requestID, logger)
    var response =
      errorPage(answer, of: request, requestID) ?? json(ByteBuffer(bytes: answer.body.bytes), status: answer.status)
    if let seconds = answer.retryAfter { response.headers[.retryAfter] = String(seconds) }
    if let methods = answer.allowedMethods { response.headers[.allow] = methods.joined(separator: ", ") }
    if answer.status == 413 { response.headers[.connection] = "close" }
    return response
  }

  /// Counts and logs a request, without its query, which may contain a secret, and with only the ID of its sender.
  private func note(
    _ request: Request, _ response: Response, _ requestID: String, from sender: Authenticator.Proof?,
    since start: Instant
  ) {
    let time = monitoring.clocks.system.now() - start
    let (path, operation) = (request.uri.path, operation(request))
    let status = String(response.status.code)
    let metrics = monitoring.metrics
    Counter(
      label: DescribedMetric.requests.rawValue, dimensions: [("operation", operation), ("status", status)],
      factory: metrics
    ).increment()
    Timer(label: DescribedMetric.requestSeconds.rawValue, dimensions: [("operation", operation)], factory: metrics)
      .record(duration: time)
    var metadata: Logger.Metadata = [
      "request_id": "\(requestID)", "method": "\(request.method.rawValue)", "path": "\(path)", "status": "\(status)",
      "milliseconds": "\(Int(saturating: time / .milliseconds(1)))",
    ]
    if let sender {
      metadata["caller"] = "\(sender.name)"
      if sender.workspaceID != .blank { metadata["workspace_id"] = "\(sender.workspaceID)" }
    }
    logger.info("Request handled", metadata: metadata)
  }

  /// - Parameters:
  ///   - address: the address of the sender.
  ///   - sender: the sender, once authenticated.
  private func answer(
    _ request: Request, _ requestID: String, at address: IPAddress?, _ sender: inout Authenticator.Proof?
  ) async throws -> Response {
    let path = request.uri.path
    if request.method == .options { return Response(status: .ok) }
    if health.watch.isStopping, !Self.answersWhileStopping.contains(path) { throw APIError.stopping }
    if health.watch.isJoining, !Self.answersWhileStopping.contains(path) { throw APIError.joining }
    guard let route = handlers.routes[path] else {
      if PlainRoute.hasZero(path, request.uri.query) { throw APIError.unknownRoute(path) }
      if let answer = plainRoute(request, requestID) { return try await answer(self, request, address, &sender) }
      try gate.count(try await prove(request, at: address, &sender))
      throw APIError.unknownRoute(path)
    }
    if route.operation.callers.contains(.everybody) {
      return try await answerEverybody(request, requestID, route, at: address)
    }
    var proof = try await letIn(request, route, at: address, &sender)
    try gate.count(proof)
    guard route.operation.methods.contains(request.method.rawValue) else {
      throw APIError.methodNotAllowed(route.operation.methods)
    }
    let asked = monitoring.clocks.system.now()
    let parameters = try await parameters(of: request, route, proof.kind)
    // The sender may lose its rights while the body is being received.
    if monitoring.clocks.system.now() - asked >= KnownKeys.lifetime {
      proof = try await letIn(request, route, at: address, &sender)
    }
    let caller = Caller(
      workspaceID: proof.workspaceID, kind: proof.kind, token: proof.token, session: proof.session,
      operatorID: proof.operatorID, role: proof.role, sender: address, mayReuse: request.method == .put,
      address: serverAddress, requestID: requestID)
    let key = try request.idempotencyKey()
    return try await gate.pass(proof.kind == .publishableKey ? .open : .work) {
      guard let key else { return json(ByteBuffer(bytes: try await route.run(parameters, caller)), status: 200) }
      let (body, isReplayed) = try await idempotentCalls.run(key, route, parameters, caller)
      var response = json(ByteBuffer(bytes: body), status: 200)
      if isReplayed { response.headers[replayedHeader] = "true" }
      return response
    }
  }

  /// Handles a request whose parameters are its only permission.
  private func answerEverybody(
    _ request: Request, _ requestID: String, _ route: Handlers.Route, at address: IPAddress?
  ) async throws -> Response {
    guard route.operation.methods.contains(request.method.rawValue) else {
      throw APIError.methodNotAllowed(route.operation.methods)
    }
    let parameters = try await parameters(of: request, route, .everybody)
    let caller = Caller(
      workspaceID: .blank, kind: .everybody, token: "", session: nil, operatorID: nil, role: nil,
      sender: address, mayReuse: false, address: serverAddress, requestID: requestID)
    return try await gate.pass(.open) {
      json(ByteBuffer(bytes: try await route.run(parameters, caller)), status: 200)
    }
  }

  /// The caller of a request.
  func prove(
    _ request: Request, at address: IPAddress?, _ sender: inout Authenticator.Proof?
  ) async throws -> Authenticator.Proof {
    let proof = try await gate.pass(.proof) {
      try await authenticator.authenticate(request.headers, from: address, for: request.uri.path)
    }
    sender = proof
    return proof
  }

  /// The caller of a request, if the operation accepts such callers.
  private func letIn(
    _ request: Request, _ route: Handlers.Route, at address: IPAddress?, _ sender: inout Authenticator.Proof?
  ) async throws -> Authenticator.Proof {
    let proof = try await prove(request, at: address, &sender)
    guard route.operation.callers.accept(proof.kind) else { throw APIError.refusing(proof.kind) }
    if proof.isSuspended, !route.operation.worksInSuspendedWorkspaces { throw APIError.workspaceSuspended }
    return proof
  }

  /// The query and the body, whatever the method. The body takes precedence.
  private func parameters(of request: Request, _ route: Handlers.Route, _ caller: Callers) async throws -> JSON {
    let body =
      try await Self.guests.contains(caller)
      ? gate.guestBodies.wait { try await readBody(of: request, upTo: Self.guestBodyMax) }
      : gate.pass(.body) { try await readBody(of: request, upTo: Self.bodyMax) }
    let isTyped = request.headers[.contentType]?.lowercased().contains("application/json") ?? false
    let method = request.method.rawValue
    if body.readableBytes > 0, !isTyped, method == "POST" || method == "PATCH" {
      throw APIError.invalidContentType(method: method)
    }
    var members: [String: JSON] = [:]
    if let query = request.uri.query, !query.isEmpty {
      do { members = try route.query.members(of: query) } catch { throw APIError.invalidQuery(error) }
    }
    guard body.readableBytes > 0 else { return .object(members) }
    let json: JSON
    do { json = try JSON.parse(body.readableBytesView) } catch { throw APIError.malformedBody(error) }
    guard case .object(let given) = json else { throw APIError.bodyIsNoObject }
    return .object(members.isEmpty ? given : members.merging(given) { $1 })
  }

  private func readBody(of request: Request, upTo bodyMax: Int) async throws -> ByteBuffer {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }) {
      if length > bodyMax {
        try await discard(request.body)
        throw APIError.bodyTooLarge(limit: bodyMax)
      }
      if length == 0 { return ByteBuffer() }
    }
    do {
      return try await request.body.collect(upTo: bodyMax)
    } catch is NIOTooManyBytesError {
      throw APIError.bodyTooLarge(limit: bodyMax)
    } catch  where !(error is CancellationError) {
      // The connection is closed. The response is only for the log and the metrics.
      throw APIError.bodyIsCutOff
    }
  }

  /// Reads and discards the rest for a while, since a client that is still sending does not read the response.
  private func discard(_ body: RequestBody) async throws {
    var count = 0
    for try await part in body {
      count += part.readableBytes
      if count > Self.bodyMax * 4 { return }
    }
  }

  func json(_ buffer: ByteBuffer, status: Int) -> Response {
    Response(
      status: .init(code: status), headers: [.contentType: "application/json; charset=utf-8"],
      body: .init(byteBuffer: buffer))
  }

  /// Web pages of any origin can call the API. They cannot read the server's own pages, which are only for the browser
  /// with the page's cookie.
  private func allowOrigin(of request: Request, in response: inout Response) {
    let isPage = response.headers[.location] != nil || response.headers[.contentType]?.hasPrefix("text/html") ?? false
    guard let origin = request.headers[.origin], !isPage, !self.isPage(request.uri.path) else { return }
    response.headers[.accessControlAllowOrigin] = origin
    response.headers[.accessControlAllowCredentials] = "true"
    response.headers[.vary] = "Origin"
    guard request.method == .options else { return }
    response.headers[.accessControlAllowMethods] = "GET, POST, PUT, PATCH, DELETE, OPTIONS"
    response.headers[.accessControlAllowHeaders] = allowedHeaders
  }
}

// Both are valid header names, constants of this file.
private let requestIDHeader = HTTPField.Name("seam-request-id")!
private let replayedHeader = HTTPField.Name("idempotent-replayed")!
private let allowedHeaders = """
  x-csrf-token, x-requested-with, accept, accept-version, content-length, content-md5, content-type, date, \
  x-api-version, seam-workspace, authorization, user-agent, seam-lts-version, seam-sdk-version, seam-sdk-name, \
  seam-publishable-key, seam-client-session-token, client-session-token, seam-api-key, seam-user-identifier-key, \
  idempotency-key
  """
