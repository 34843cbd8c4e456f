import Core
import Wire

/// A response from the cloud.
struct ConnectAnswer: Sendable {
  let status: Int
  let body: JSON
  /// The size of the body in bytes.
  let byteCount: Int
  /// Whether the body can be read. The body of an intermediate proxy usually cannot.
  let isReadable: Bool
  /// The delay that the cloud requests.
  let retryDelay: Duration?

  /// The maximum delay that is honored, in seconds.
  private static let retryDelayMax = 120

  /// - Parameter retryAfter: The value of a Retry-After header.
  init(status: Int, bytes: some Collection<UInt8>, retryAfter: String? = nil) {
    self.status = status
    byteCount = bytes.count
    let parsed = Self.parsed(Array(bytes))
    body = parsed ?? .null
    isReadable = parsed != nil
    retryDelay = retryAfter.flatMap { Int($0) }.map { .seconds(min(max($0, 0), Self.retryDelayMax)) }
  }

  var isSuccess: Bool { (200..<300).contains(status) && isReadable && errorCode == nil }

  /// Whether the response comes from another server, such as a proxy. Then the effect of the request is unknown.
  var isForeign: Bool { (300..<400).contains(status) || !isReadable }

  /// Whether it is a success without content or with an object, the two forms that Salto uses.
  var isPlainSuccess: Bool {
    switch body {
    case .object, .null: isSuccess
    default: false
    }
  }

  /// Whether it is a success without content, with which Salto confirms a removal. An object with other content comes
  /// from another server.
  var isBareSuccess: Bool {
    switch body {
    case .object(let members): isSuccess && members.isEmpty
    case .null: isSuccess
    default: false
    }
  }

  /// The lifetime of the token in this response, or nil if it is missing. A token is renewed at least once a day.
  var tokenLife: Duration? {
    let dayLength = 86_400
    switch body["expires_in"] {
    case .int(let seconds)?: return .seconds(min(max(seconds, 0), dayLength))
    case .double(let seconds)? where seconds >= 0: return .seconds(Int(min(seconds, Double(dayLength))))
    default: return nil
    }
  }

  /// The access token, if it is valid in a header.
  var accessToken: String? {
    guard let text = body["access_token"]?.text, (1...16_384).contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    return text
  }

  /// The PIN, if it is the whole response, as a JSON string or bare.
  var pin: Pin? {
    switch body {
    case .string(let text): Pin(text)
    case .int(let number): Pin(String(number))
    default: nil
    }
  }

  /// The code of an error body. Salto sends it as a string or number, and sometimes with a successful status.
  var errorCode: String? {
    switch body["ErrorCode"] {
    case .string(let code)? where code != "0" && !code.isEmpty: code
    case .int(let code)? where code != 0: String(code)
    default: nil
    }
  }

  /// The message of an error body in either form.
  var message: String {
    let text = body["Message"]?.text ?? body["title"]?.text ?? body["error"]?.text
    return "Salto KS responded with status \(status)" + (text.map { ": \($0.prefix(200))" } ?? "")
  }

  /// A PIN or an empty body is not an object. Both are accepted, also digits without quotes.
  private static func parsed(_ bytes: [UInt8]) -> JSON? {
    if let json = try? JSON.parse(bytes) { return json.storable }
    if bytes.isEmpty { return .null }
    let isDigits = bytes.count <= 16 && bytes.allSatisfy { (0x30...0x39).contains($0) }
    return isDigits ? .string(String(decoding: bytes, as: UTF8.self)) : nil
  }
}
