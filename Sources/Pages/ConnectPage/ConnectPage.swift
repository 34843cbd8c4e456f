package import API
import Core
import HTTPTypes
package import Hummingbird
import NIOCore
package import Operations
import Wire

/// The page on which visitors connect an account: only forms, usable without scripts, protected against forged forms.
package struct ConnectPage: Sendable {
  package static let routes = [PlainRoute.connectPage, .connectReturn]
  private static let path = PlainRoute.connectPage.path
  /// The maximum size of a form, in bytes.
  private static let formMax = 64 << 10

  private let visits: WebviewVisits
  private let address: ServerAddress

  /// - Parameter address: the server's public URL.
  package init(_ visits: WebviewVisits, address: ServerAddress) {
    self.visits = visits
    self.address = address
  }

  /// Handles a request for one of ``routes``.
  package func respond(to visitor: PageRequest) async throws -> Response {
    do {
      return visitor.request.uri.path == Self.path ? try await view(visitor) : try await takeBack(visitor)
    } catch is FailedProofs.Guessed {
      return try page(.guessed(), .tooManyRequests)
    }
  }

  private var cookie: BrowserCookie { BrowserCookie(of: "connect", for: address.known) }

  private func visits(of visitor: PageRequest) -> WebviewVisits {
    let request = visitor.request
    return visits.of(
      BrowserVisitor(browser: cookie.value(in: request.headers), isFramed: request.isFramed, sender: visitor.sender))
  }

  private func view(_ visitor: PageRequest) async throws -> Response {
    let request = visitor.request
    let items = request.uri.queryParameters
    let id = items["connect_webview_id"].map(String.init) ?? ""
    let token = items["auth_token"].map(String.init) ?? ""
    let visits = visits(of: visitor)
    switch request.method {
    case .get, .head:
      if let ticket = items["ticket"] {
        try await visitor.work { try await visits.redeem(String(ticket), for: id, authToken: token) }
        return greeting(seeOther(again(request)), request)
      }
      let fault = items["fault"].flatMap { SignInFault(rawValue: String($0)) }
      let visit = try await visitor.work { try await visits.visit(id, authToken: token, fault: fault) }
      guard let visit else { return try page(.unknown(), .notFound) }
      return greeting(try page(ConnectView(visit), .ok), request)
    case .post: return try await submit(visitor, visits, id, token)
    default: return try page(.unknown(), .methodNotAllowed)
    }
  }

  /// Sets the cookie of a browser that has none. A frame gets none: browsers partition or block such cookies.
  private func greeting(_ response: Response, _ request: Request) -> Response {
    guard !request.isFramed, BrowserVisitor(browser: cookie.value(in: request.headers)).isNew else { return response }
    var response = response
    response.headers[.setCookie] = cookie.header(visits.newBrowser())
    return response
  }

  private func submit(
    _ visitor: PageRequest, _ visits: WebviewVisits, _ id: String, _ token: String
  ) async throws -> Response {
    let request = visitor.request
    if request.isForeignForm(at: address.known) { return try page(.foreign(), .forbidden) }
    // A form for an unknown webview is not read.
    guard try await visitor.work({ try await visits.isThere(id, authToken: token) }) else {
      return try page(.unknown(), .notFound)
    }
    let body: ByteBuffer
    do { body = try await visitor.form(of: id, upTo: Self.formMax) } catch is NIOTooManyBytesError {
      return try page(.foreign(), .contentTooLarge)
    }
    let form = FormFields(String(buffer: body))
    guard let step = ConnectStep(form) else { return try page(.foreign(), .badRequest) }
    do {
      let visit = try await visitor.work {
        try await visits.submit(id, authToken: token, formToken: form.token, step: step)
      }
      return try answer(visit, request)
    } catch is WebviewVisits.ForeignForm {
      return try page(.foreign(), .forbidden)
    } catch let refusal as WebviewVisits.UnknownBrowser {
      return try page(.cookieMissing(formToken: refusal.formToken), .forbidden)
    }
  }

  private func answer(_ visit: WebviewVisit?, _ request: Request) throws -> Response {
    guard let visit else { return try page(.unknown(), .notFound) }
    if let address = visit.goesTo { return seeOther(address) }
    if let ticket = visit.ticket { return seeOther("\(again(request))&ticket=\(percentEncoded(ticket))") }
    let view = try ConnectView(visit)
    // A rejected form is shown at once. Otherwise the page redirects, so that a reload does not repeat the step.
    return view.fault == nil ? seeOther(again(request)) : try page(view, .unprocessableContent)
  }

  /// Handles visitors who return from the provider, and redirects them to the page.
  private func takeBack(_ visitor: PageRequest) async throws -> Response {
    let request = visitor.request
    guard request.method == .get else { return try page(.unknown(), .methodNotAllowed) }
    let items = request.uri.queryParameters
    let visits = visits(of: visitor)
    let back: WebviewVisits.Return?
    do {
      back = try await visitor.work {
        try await visits.takeBack(state: items["state"].map(String.init) ?? "", code: items["code"].map(String.init))
      }
    } catch is WebviewVisits.AnotherBrowser {
      return try page(.anotherBrowser(), .forbidden)
    }
    guard let back else { return try page(.unknown(), .badRequest) }
    var query = [("connect_webview_id", back.webviewID), ("auth_token", back.authToken)]
    if let fault = back.fault { query.append(("fault", fault.rawValue)) }
    let text = query.map { "\($0)=\(percentEncoded($1))" }.joined(separator: "&")
    return seeOther("\(Self.path)?\(text)")
  }

  /// The page's own URL, without the results of an earlier sign-in and without the ticket.
  private func again(_ request: Request) -> String {
    let items =
      request.uri.query?.split(separator: "&").filter { item in
        !["fault=", "ticket="].contains { item.hasPrefix($0) }
      } ?? []
    return items.isEmpty ? Self.path : "\(Self.path)?\(items.joined(separator: "&"))"
  }

  private func seeOther(_ address: String) -> Response {
    .seeOther(address, Self.headers(nil))
  }

  private func page(_ view: ConnectView, _ status: HTTPResponse.Status) throws -> Response {
    .page(try view.html(), status, Self.headers(view))
  }

  /// The page loads nothing and submits forms only to itself. Panes that grant something are never shown in
  /// a frame, to prevent clickjacking.
  private static func headers(_ view: ConnectView?) -> HTTPFields {
    let targets = ["'self'", view?.leavesFor].compactMap(\.self).joined(separator: " ")
    let styles = [ConnectTemplates.style, view?.looks].compactMap(\.self).map(contentSource).joined(separator: " ")
    let ancestors = view?.mayBeFramed ?? true ? "*" : "'none'"
    return .ofPage(policy: "\(policy); style-src \(styles); form-action \(targets); frame-ancestors \(ancestors)")
  }

  private static let policy: String = {
    let scripts = [ConnectTemplates.reportsSuccess, ConnectTemplates.reportsFailure, ConnectTemplates.follows]
      .map(contentSource).joined(separator: " ")
    return "default-src 'none'; script-src \(scripts); base-uri 'none'"
  }()
}
