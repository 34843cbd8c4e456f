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
    let language = GuestLanguage(accepted: request.headers[.acceptLanguage])
    guard request.method == .get || request.method == .head else {
      return try unknown(.methodNotAllowed, language)
    }
    let secret = request.uri.queryParameters["auth_token"].map(String.init) ?? ""
    do {
      guard let visit = try await visitor.work({ try await visits.visit(secret, from: visitor.sender) }) else {
        return try unknown(.notFound, language)
      }
      let chosen = visit.locale.flatMap { GuestLanguage($0) } ?? language
      let context = CustomerView(visit, chosen.customerWords).context
      let looks = visit.looks.flatMap { PageLooks(ofPortal: $0).sheet(on: CustomerTemplates.grounds) }
      return try page(CustomerTemplates.overview, context, .ok, chosen, mayBeFramed: visit.mayBeFramed, looks: looks)
    } catch is FailedProofs.Guessed {
      let words = language.customerWords
      return try notice(words.guessedTitle, words.guessedText, .tooManyRequests, language)
    }
  }

  /// A link does not work.
  private func unknown(_ status: HTTPResponse.Status, _ language: GuestLanguage) throws -> Response {
    try notice(language.customerWords.unknownTitle, language.customerWords.unknownText, status, language)
  }

  private func notice(
    _ title: String, _ text: String, _ status: HTTPResponse.Status, _ language: GuestLanguage
  ) throws -> Response {
    try page(CustomerTemplates.notice, ["title": title, "text": text], status, language, mayBeFramed: false)
  }

  private func page(
    _ template: String, _ context: [String: Any], _ status: HTTPResponse.Status, _ language: GuestLanguage,
    mayBeFramed: Bool, looks: String? = nil
  ) throws -> Response {
    let content = try render(template, context)
    var frame: [String: Any] = [
      "content": content, "style": CustomerTemplates.style, "language": language.rawValue,
      "title": language.customerWords.title,
    ]
    if let looks { frame["looks"] = looks }
    let html = try render(CustomerTemplates.frame, frame)
    return .page(html, status, .ofPage(policy: Self.policy(mayBeFramed: mayBeFramed, looks)))
  }

  /// The page loads nothing.
  private static func policy(mayBeFramed: Bool, _ looks: String?) -> String {
    let styles = [CustomerTemplates.style, looks].compactMap(\.self).map(contentSource).joined(separator: " ")
    return "default-src 'none'; style-src \(styles); base-uri 'none'; form-action 'none'; "
      + "frame-ancestors " + (mayBeFramed ? "*" : "'none'")
  }
}
