import Core
import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import Server
import Wire

/// The page on which people connect an account: forms only, usable without a script, closed against foreign forms.
public struct ConnectPage: Sendable {
  public static let path = "/connect_webviews/view"
  /// The largest form that is read, in bytes.
  private static let formMax = 64 << 10

  private let visits: WebviewVisits
  /// The address under which people reach the server; nil for the one that they asked for.
  private let publicURL: String?

  public init(_ visits: WebviewVisits, publicURL: String?) {
    self.visits = visits
    self.publicURL = publicURL
  }

  /// Answers what concerns the page; nil for any other request.
  public func respond(to visitor: PageRequest) async throws -> Response? {
    let request = visitor.request
    if request.uri.path == WebviewVisits.returnPath { return try await takeBack(visitor) }
    guard request.uri.path == Self.path else { return nil }
    let items = request.uri.queryParameters
    let id = items["connect_webview_id"].map(String.init) ?? ""
    let token = items["auth_token"].map(String.init) ?? ""
    switch request.method {
    case .get, .head:
      let fault = items["fault"].flatMap { SignInFault(rawValue: String($0)) }
      let visit = try await visitor.work { try await visits.visit(id, authToken: token, fault: fault) }
      guard let visit else {
        return try page(.unknown(), .notFound)
      }
      return try page(ConnectView(visit), .ok)
    case .post: return try await submit(visitor, id, token)
    default: return try page(.unknown(), .methodNotAllowed)
    }
  }

  private func submit(_ visitor: PageRequest, _ id: String, _ token: String) async throws -> Response {
    let request = visitor.request
    // A browser says where a form came from; one from elsewhere is not looked at.
    let endpoint = request.endpoint(publicURL: publicURL)
    let home = endpoint.split(separator: "/").dropFirst().first
    if let origin = request.headers[.origin], origin != "null", origin.split(separator: "/").last != home {
      return try page(.foreign(), .forbidden)
    }
    // Of a form for a webview that is not there, nothing is read.
    guard try await visitor.work({ try await visits.isThere(id, authToken: token) }) else {
      return try page(.unknown(), .notFound)
    }
    let body: ByteBuffer
    do { body = try await visitor.form(of: id, upTo: Self.formMax) } catch is NIOTooManyBytesError {
      return try page(.foreign(), .contentTooLarge)
    }
    let form = ConnectForm(String(buffer: body))
    guard let step = form.step else { return try page(.foreign(), .badRequest) }
    do {
      let visit = try await visitor.work {
        try await visits.submit(
          id, authToken: token, formToken: form.token, step: step, from: visitor.sender, endpoint: endpoint)
      }
      guard let visit else { return try page(.unknown(), .notFound) }
      if let address = visit.goesTo { return seeOther(address) }
      let view = try ConnectView(visit)
      // What was not taken is shown at once; else the page is asked for anew, so that loading it again repeats nothing.
      return view.fault == nil ? seeOther(again(request)) : try page(view, .unprocessableContent)
    } catch is WebviewVisits.ForeignForm {
      return try page(.foreign(), .forbidden)
    }
  }

  /// Where the provider sends visitors back to, who then go on with the page.
  private func takeBack(_ visitor: PageRequest) async throws -> Response {
    let request = visitor.request
    guard request.method == .get else { return try page(.unknown(), .methodNotAllowed) }
    let items = request.uri.queryParameters
    let back = try await visitor.work {
      try await visits.takeBack(state: items["state"].map(String.init) ?? "", code: items["code"].map(String.init))
    }
    guard let back else { return try page(.unknown(), .badRequest) }
    var query = [("connect_webview_id", back.webviewID), ("auth_token", back.authToken)]
    if let fault = back.fault { query.append(("fault", fault.rawValue)) }
    let text = query.map { "\($0)=\(percentEncoded($1))" }.joined(separator: "&")
    return seeOther("\(Self.path)?\(text)")
  }

  /// The page's own address, without what was told of a sign-in before.
  private func again(_ request: Request) -> String {
    let items = request.uri.query?.split(separator: "&").filter { !$0.hasPrefix("fault=") } ?? []
    return items.isEmpty ? Self.path : "\(Self.path)?\(items.joined(separator: "&"))"
  }

  private func seeOther(_ address: String) -> Response {
    Response(status: .seeOther, headers: Self.headers().with(.location, address))
  }

  private func page(_ view: ConnectView, _ status: HTTPResponse.Status) throws -> Response {
    Response(
      status: status,
      headers: Self.headers(leavesFor: view.leavesFor, colors: view.colors).with(.contentType, "text/html; charset=utf-8"),
      body: .init(byteBuffer: ByteBuffer(string: try view.html())))
  }

  /// The page may stand in a frame anywhere, as integrators embed it; it loads nothing and sends forms home only.
  ///
  /// - Parameters:
  ///   - origin: where a form of the page may lead beside home.
  ///   - colors: the style sheet that may stand there beside the page's own.
  private static func headers(leavesFor origin: String? = nil, colors: String? = nil) -> HTTPFields {
    let targets = ["'self'", origin].compactMap(\.self).joined(separator: " ")
    let styles = [ConnectTemplates.style, colors].compactMap(\.self).map(source).joined(separator: " ")
    return [
      .contentSecurityPolicy: "\(policy); style-src \(styles); form-action \(targets)", .cacheControl: "no-store",
      .xContentTypeOptions: "nosniff", referrerPolicy: "no-referrer",
    ]
  }

  private static let policy: String = {
    let scripts = [ConnectTemplates.toldOfSuccess, ConnectTemplates.toldOfFailure].map(source).joined(separator: " ")
    return "default-src 'none'; script-src \(scripts); base-uri 'none'; frame-ancestors *"
  }()

  private static func source(_ text: String) -> String {
    "'sha256-\(encodedBase64(Array(SHA256.hash(data: Array(text.utf8)))))'"
  }
}

// The name is a valid header name, a constant of this file.
private let referrerPolicy = HTTPField.Name("referrer-policy")!

extension HTTPFields {
  fileprivate func with(_ name: HTTPField.Name, _ value: String) -> HTTPFields {
    var fields = self
    fields[name] = value
    return fields
  }
}
