import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import Wire

/// The source of an inline style or script in a Content-Security-Policy.
func contentSource(_ text: String) -> String {
  "'sha256-\(encodedBase64(Array(SHA256.hash(data: Array(text.utf8)))))'"
}

extension Request {
  /// Whether a form comes from another origin. Browsers send the origin of a form, or `null` if the page's policy hides
  /// it. Such forms are rejected unread.
  ///
  /// - Parameter address: the server's public URL.
  func isForeignForm(at address: String?) -> Bool {
    let known = address.flatMap { $0.split(separator: "/").dropFirst().first.map(String.init) }
    // Without a public URL, the host that the browser asked for decides. Other sites cannot choose it.
    guard let origin = headers[.origin], origin != "null", let home = known ?? head.authority else { return false }
    return origin.split(separator: "/").last.map(String.init) != home
  }
}

// The name is a valid header name, a constant of this file.
private let referrerPolicy = HTTPField.Name("referrer-policy")!

extension Response {
  /// A page.
  static func page(_ html: String, _ status: HTTPResponse.Status, _ headers: HTTPFields) -> Response {
    Response(
      status: status, headers: headers.with(.contentType, "text/html; charset=utf-8"),
      body: .init(byteBuffer: ByteBuffer(string: html)))
  }

  /// A redirection after a step, so that a reload does not repeat it.
  static func seeOther(_ address: String, _ headers: HTTPFields) -> Response {
    Response(status: .seeOther, headers: headers.with(.location, address))
  }
}

extension HTTPFields {
  /// The headers of every page. It is not stored, and its address is never sent to another site.
  ///
  /// - Parameters:
  ///   - policy: its Content-Security-Policy.
  ///   - referrer: where browsers send its address.
  static func ofPage(policy: String, referrer: String = "no-referrer") -> HTTPFields {
    [
      .contentSecurityPolicy: policy, .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
      referrerPolicy: referrer,
    ]
  }

  func with(_ name: HTTPField.Name, _ value: String) -> HTTPFields {
    var fields = self
    fields[name] = value
    return fields
  }
}
