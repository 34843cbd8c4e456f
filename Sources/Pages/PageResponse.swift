import Crypto
import HTTPTypes
import Hummingbird
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
    let home = address?.split(separator: "/").dropFirst().first
    guard let origin = headers[.origin], origin != "null" else { return false }
    return origin.split(separator: "/").last != home
  }
}

// The name is a valid header name, a constant of this file.
let referrerPolicy = HTTPField.Name("referrer-policy")!

extension HTTPFields {
  func with(_ name: HTTPField.Name, _ value: String) -> HTTPFields {
    var fields = self
    fields[name] = value
    return fields
  }
}
