package import API
import Core
import HTTPTypes
package import Hummingbird
package import Operations
import Wire

/// The page on which a customer sees its spaces, stays and staff. It works without scripts and changes nothing.
package struct CustomerPage: Sendable {
  package static let routes = [PlainRoute.customerPortal]

  private let visits: PortalVisits

  package init(_ visits: PortalVisits) { self.visits = visits }

  /// Handles a request for one of ``routes``.
  package func respond(to visitor: PageRequest) async throws -> Response {
    let request = visitor.request
    guard request.method == .get || request.method == .head else {
      return try page(CustomerTemplates.unknown, [:], .methodNotAllowed, mayBeFramed: false)
    }
    let secret = request.uri.queryParameters["auth_token"].map(String.init) ?? ""
    do {
      guard let visit = try await visitor.work({ try await visits.visit(secret, from: visitor.sender) }) else {
        return try page(CustomerTemplates.unknown, [:], .notFound, mayBeFramed: false)
      }
      return try page(CustomerTemplates.overview, context(of: visit), .ok, mayBeFramed: visit.mayBeFramed)
    } catch is FailedProofs.Guessed {
      return try page(CustomerTemplates.guessed, [:], .tooManyRequests, mayBeFramed: false)
    }
  }

  private func context(of visit: PortalVisit) -> [String: Any] {
    let parts: [(String, [PortalVisit.Item]?)] = [
      ("Stays", visit.stays), ("Spaces", visit.spaces), ("Staff", visit.staff),
    ]
    let shown = parts.compactMap { title, items -> [String: Any]? in
      guard let items else { return nil }
      let rows: [[String: Any]] = items.map { ["title": $0.title, "detail": $0.detail] }
      return ["title": title, "items": rows, "isEmpty": items.isEmpty]
    }
    return ["sender": visit.sender, "parts": shown, "expires": String(visit.expiresAt.description.prefix(10))]
  }

  private func page(
    _ template: String, _ context: [String: Any], _ status: HTTPResponse.Status, mayBeFramed: Bool
  ) throws -> Response {
    let content = try render(template, context)
    let html = try render(CustomerTemplates.frame, ["content": content, "style": CustomerTemplates.style])
    return .page(html, status, .ofPage(policy: Self.policy(mayBeFramed: mayBeFramed)))
  }

  /// The page loads nothing.
  private static func policy(mayBeFramed: Bool) -> String {
    "default-src 'none'; style-src \(contentSource(CustomerTemplates.style)); base-uri 'none'; form-action 'none'; "
      + "frame-ancestors " + (mayBeFramed ? "*" : "'none'")
  }
}
