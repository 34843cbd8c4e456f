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

  public init(_ visits: WebviewVisits) { self.visits = visits }

  /// Answers what concerns the page; nil for any other request.
  public func respond(to request: Request) async throws -> Response? {
    guard request.uri.path == Self.path else { return nil }
    let items = request.uri.queryParameters
    let id = items["connect_webview_id"].map(String.init) ?? ""
    let token = items["auth_token"].map(String.init) ?? ""
    switch request.method {
    case .get, .head:
      guard let visit = try await visits.visit(id, authToken: token) else { return try page(.unknown(), .notFound) }
      return try page(ConnectView(visit), .ok)
    case .post: return try await submit(request, id, token)
    default: return try page(.unknown(), .methodNotAllowed)
    }
  }

  private func submit(_ request: Request, _ id: String, _ token: String) async throws -> Response {
    // A browser says where a form came from; one from elsewhere is not looked at.
    let origin = request.headers[.origin]
    if let origin, origin != "null", origin.split(separator: "/").last.map(String.init) != request.head.authority {
      return try page(.foreign(), .forbidden)
    }
    let body: ByteBuffer
    do { body = try await request.body.collect(upTo: Self.formMax) } catch is NIOTooManyBytesError {
      return try page(.foreign(), .contentTooLarge)
    }
    let form = ConnectForm(String(buffer: body))
    guard let step = form.step else { return try page(.foreign(), .badRequest) }
    do {
      let visit = try await visits.submit(id, authToken: token, formToken: form.token, step: step)
      guard let visit else { return try page(.unknown(), .notFound) }
      let view = try ConnectView(visit)
      // What was not taken is shown at once; else the page is asked for anew, so that loading it again repeats nothing.
      return view.fault == nil ? seeOther(request) : try page(view, .unprocessableContent)
    } catch is WebviewVisits.ForeignForm {
      return try page(.foreign(), .forbidden)
    }
  }

  private func seeOther(_ request: Request) -> Response {
    let query = request.uri.query.map { "?\($0)" } ?? ""
    return Response(status: .seeOther, headers: Self.headers.with(.location, Self.path + query))
  }

  private func page(_ view: ConnectView, _ status: HTTPResponse.Status) throws -> Response {
    Response(
      status: status, headers: Self.headers.with(.contentType, "text/html; charset=utf-8"),
      body: .init(byteBuffer: ByteBuffer(string: try view.html())))
  }

  /// The page may stand in a frame anywhere, as integrators embed it; it loads nothing and sends forms home only.
  private static let headers: HTTPFields = {
    let scripts = [ConnectTemplates.toldOfSuccess, ConnectTemplates.toldOfFailure].map(source).joined(separator: " ")
    return [
      .contentSecurityPolicy: "default-src 'none'; style-src \(source(ConnectTemplates.style)); script-src \(scripts); "
        + "form-action 'self'; base-uri 'none'; frame-ancestors *",
      .cacheControl: "no-store", .xContentTypeOptions: "nosniff", referrerPolicy: "no-referrer",
    ]
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
