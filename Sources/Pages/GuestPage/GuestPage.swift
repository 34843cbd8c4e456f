package import API
import Core
import HTTPTypes
package import Hummingbird
import NIOCore
package import Operations
import Wire

/// The page of a guest, by the link of an instant key: doors, times and PIN. All of it works by forms, without scripts.
package struct GuestPage: Sendable {
  package static let routes = [PlainRoute.guestPage, .guestWorker]
  /// The maximum size of a form, in bytes.
  private static let formMax = 16 << 10
  /// How long a browser stays known after its last visit. Browsers allow no more.
  private static let cookieLifetime = Duration.seconds(400 * 86_400)

  private let visits: GuestVisits
  private let address: ServerAddress

  /// - Parameter address: the server's public URL.
  package init(_ visits: GuestVisits, address: ServerAddress) {
    self.visits = visits
    self.address = address
  }

  /// Handles a request for one of ``routes``.
  package func respond(to visitor: PageRequest) async throws -> Response {
    let request = visitor.request
    if request.uri.path == PlainRoute.guestWorker.path { return worker }
    let link = GuestAddress(request)
    do {
      switch request.method {
      case .get, .head: return try await view(visitor, link)
      case .post: return try await submit(visitor, link)
      default: return try page(.unknown(link), .methodNotAllowed)
      }
    } catch is FailedProofs.Guessed {
      return try page(.guessed(link), .tooManyRequests)
    }
  }

  private var cookie: BrowserCookie {
    BrowserCookie(of: "guest", for: address.known, lifetime: Self.cookieLifetime)
  }

  private func browser(of visitor: PageRequest, cookie value: String?) -> BrowserVisitor {
    BrowserVisitor(browser: value, isFramed: visitor.request.isFramed, sender: visitor.sender)
  }

  /// Shows the page. A new browser gets a cookie, which does not count as a use.
  private func view(_ visitor: PageRequest, _ link: GuestAddress) async throws -> Response {
    let request = visitor.request
    var value = cookie.value(in: request.headers)
    if browser(of: visitor, cookie: value).isNew { value = request.isFramed ? nil : self.visits.newBrowser() }
    let visits = self.visits.of(browser(of: visitor, cookie: value))
    let attempt = request.uri.queryParameters["attempt"].map(String.init)
    guard let visit = try await visitor.work({ try await visits.visit(link.code, attempt: attempt) }) else {
      return try page(.unknown(link), .notFound)
    }
    var response = try page(GuestView(visit, at: link), .ok)
    if let value { response.headers[.setCookie] = cookie.header(value) }
    return response
  }

  private func submit(_ visitor: PageRequest, _ link: GuestAddress) async throws -> Response {
    let request = visitor.request
    if request.isForeignForm(at: address.known) { return try page(.foreign(link), .forbidden) }
    let visits = self.visits.of(browser(of: visitor, cookie: cookie.value(in: request.headers)))
    // A form for an unknown link is not read.
    guard try await visitor.work({ try await visits.isThere(link.code) }) else {
      return try page(.unknown(link), .notFound)
    }
    let body: ByteBuffer
    do { body = try await visitor.form(of: link.code, upTo: Self.formMax) } catch is NIOTooManyBytesError {
      return try page(.foreign(link), .contentTooLarge)
    }
    let form = FormFields(String(buffer: body))
    guard let step = GuestStep(form) else { return try page(.foreign(link), .badRequest) }
    do {
      let visit = try await visitor.work {
        try await visits.submit(link.code, formToken: form.token, step: step)
      }
      return try answer(visit, link)
    } catch is GuestVisits.ForeignForm {
      return try page(.foreign(link), .forbidden)
    } catch is GuestVisits.UnknownBrowser {
      return try page(.cookieMissing(link), .forbidden)
    }
  }

  /// Redirects to the page, so that a reload does not repeat the step. A door that was not tried is reported at once.
  private func answer(_ visit: GuestVisit?, _ link: GuestAddress) throws -> Response {
    guard let visit else { return try page(.unknown(link), .notFound) }
    if let attempt = visit.attempt { return seeOther(link.link(reporting: attempt)) }
    if visit.moment != nil { return try page(GuestView(visit, at: link), .unprocessableContent) }
    return seeOther(link.plain)
  }

  private func seeOther(_ address: String) -> Response {
    .seeOther(address, Self.headers(nil))
  }

  private func page(_ view: GuestView, _ status: HTTPResponse.Status) throws -> Response {
    var headers = Self.headers(view.looks)
    headers[.contentLanguage] = view.language.rawValue
    if let until = view.keepUntil {
      headers[keepUntilHeader] = milliseconds(until)
      headers[statedAtHeader] = milliseconds(view.statedAt)
    }
    return .page(try view.html(), status, headers)
  }

  private var worker: Response {
    Response(
      status: .ok,
      headers: [
        .contentType: "text/javascript; charset=utf-8", .cacheControl: "no-cache", .xContentTypeOptions: "nosniff",
        .contentSecurityPolicy: "default-src 'none'; connect-src 'self'",
      ], body: .init(byteBuffer: ByteBuffer(string: GuestScripts.worker)))
  }

  /// The page loads only its own script, and is never shown in a frame, to prevent clickjacking. Its address contains the
  /// code, so it is not sent to other sites.
  private static func headers(_ looks: String?) -> HTTPFields {
    let styles = [GuestStyle.sheet, looks].compactMap(\.self).map(contentSource).joined(separator: " ")
    return .ofPage(policy: "\(policy); style-src \(styles)")
  }

  private static let policy = [
    "default-src 'none'", "script-src \(contentSource(GuestScripts.page))", "connect-src 'self'", "worker-src 'self'",
    "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
  ].joined(separator: "; ")
}

// The names are valid header names, constants of this file. The service worker reads them.
private let keepUntilHeader = HTTPField.Name("latchkey-keep-until")!
private let statedAtHeader = HTTPField.Name("latchkey-stated-at")!
