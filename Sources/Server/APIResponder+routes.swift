import API
import Core
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Wire

/// Handles the routes that are not operations.
extension APIResponder {
  /// Handles a request from an address, and reports the sender once it is authenticated.
  typealias PlainAnswer =
    @Sendable (APIResponder, Request, IPAddress?, inout Authenticator.Proof?) async throws -> Response

  /// The description of the API. It is created at the first request for it, since that takes longer than a start.
  private static let openAPI = ByteBuffer(bytes: openAPIDocument(catalogue, routes: plainRoutes).bytes)
  private static let plainAnswers: [String: PlainAnswer] = [
    PlainRoute.health.path: { try await $0.health(.full, $1, at: $2, &$3) },
    PlainRoute.healthByName.path: { try await $0.health(.full, $1, at: $2, &$3) },
    PlainRoute.readiness.path: { try await $0.health(.ready, $1, at: $2, &$3) },
    PlainRoute.liveness.path: { try await $0.health(.live, $1, at: $2, &$3) },
    PlainRoute.metrics.path: { try await $0.metrics($1, at: $2, &$3) },
    PlainRoute.openAPI.path: { responder, _, _, _ in responder.json(openAPI, status: 200) },
    PlainRoute.eventStream.path: { try await $0.eventStream($1, at: $2, &$3) },
    PlainRoute.guestSignIn.path: { responder, request, address, _ in try await responder.signIn(request, at: address) },
  ]
  /// The paths that are still answered during the shutdown, so that monitoring can see it.
  static let answersWhileStopping = Set(
    [PlainRoute.health, .healthByName, .readiness, .liveness, .metrics].map(\.path))
  private static let routes = Dictionary(uniqueKeysWithValues: plainRoutes.map { ($0.path, $0) })

  /// The routes without a handler. The server refuses to start if there are any.
  static func routesWithoutHandler(beside pages: [String: PageAnswer]) -> [String] {
    plainRoutes.map(\.path).filter { plainAnswers[$0] == nil && pages[$0] == nil }
  }

  private static let deepRoutes = plainRoutes.filter(\.answersBeneath)

  private static func route(_ path: String) -> PlainRoute? {
    routes[path] ?? deepRoutes.first { path.hasPrefix($0.path + "/") }
  }

  /// The handler of a path. Nil if the path is not one of these routes.
  func plainRoute(_ request: Request, _ requestID: String) -> PlainAnswer? {
    guard let route = Self.route(request.uri.path), route.answers(request.method.rawValue) else { return nil }
    if let answer = Self.plainAnswers[route.path] { return answer }
    guard let page = pages[route.path] else { return nil }
    return { responder, request, address, sender in
      let visit = PageVisit(gate: responder.gate)
      defer { sender = visit.sender }
      return try await page(request, address, requestID, visit)
    }
  }

  /// Whether a path belongs to one of the server's pages.
  func isPage(_ path: String) -> Bool { Self.route(path).map { pages[$0.path] != nil } ?? false }

  /// The page about an error. Nil for a path whose errors are JSON.
  func errorPage(_ error: APIError, of request: Request, _ requestID: String) -> Response? {
    guard let route = Self.route(request.uri.path), let page = errorPages[route.path] else { return nil }
    return try? page(error, request, requestID)
  }

  private func signIn(_ request: Request, at address: IPAddress?) async throws -> Response {
    let items = request.uri.queryParameters
    return try await gate.pass(.open) {
      await signIn.respond(state: items["state"].map(String.init), code: items["code"].map(String.init), from: address)
    }
  }

  private func health(
    _ kind: Health.Kind, _ request: Request, at address: IPAddress?, _ sender: inout Authenticator.Proof?
  ) async throws -> Response {
    await health.response(to: kind) { await healthViewer(request, at: address, &sender) }
  }

  /// The viewer, who decides which sites are reported. A missing or wrong token is not an error, since everybody may
  /// read the health.
  private func healthViewer(
    _ request: Request, at address: IPAddress?, _ sender: inout Authenticator.Proof?
  ) async -> Health.Viewer {
    if monitoring.isKnown(request.headers) { return .watchman }
    guard let proof = try? await prove(request, at: address, &sender), Callers.workspace.contains(proof.kind),
      (try? gate.count(proof)) != nil
    else { return .anybody }
    return .workspace(proof.workspaceID)
  }

  private func metrics(
    _ request: Request, at address: IPAddress?, _ sender: inout Authenticator.Proof?
  ) async throws -> Response {
    let text: String
    if monitoring.isKnown(request.headers) {
      text = try await monitoring.text()
    } else {
      let proof = try await prove(request, at: address, &sender)
      guard PlainRoute.metrics.callers.accept(proof.kind) else { throw APIError.noCredential }
      try gate.count(proof)
      text = try await monitoring.text(of: proof.workspaceID)
    }
    return Response(
      status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  /// Streams events for as long as the caller is allowed to see them.
  private func eventStream(
    _ request: Request, at address: IPAddress?, _ sender: inout Authenticator.Proof?
  ) async throws -> Response {
    let headers = request.headers
    let mayLook: @Sendable () async throws -> Authenticator.Proof = {
      let proof = try await authenticator.authenticate(headers, for: PlainRoute.eventStream.path)
      guard PlainRoute.eventStream.callers.accept(proof.kind) else { throw APIError.refusing(proof.kind) }
      if proof.isSuspended { throw APIError.workspaceSuspended }
      return proof
    }
    try gate.count(try await prove(request, at: address, &sender))
    let proof = try await mayLook()
    return try await events.respond(to: request, of: proof) { (try? await mayLook()) != nil }
  }
}

extension APIError {
  /// The error for a caller with a valid token who cannot call the operation. A 401 would tell an app that its session
  /// has ended.
  static func refusing(_ kind: Callers) -> APIError {
    kind.contains(.clientSession) ? .notForClientSessions : .noCredential
  }
}
