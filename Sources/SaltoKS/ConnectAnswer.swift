import Core
import Wire

/// An answer of the cloud.
struct ConnectAnswer: Sendable {
  let status: Int
  let body: JSON
  /// How many bytes the body has.
  let byteCount: Int
  /// Whether the body can be read. One of a proxy in between mostly cannot.
  let isReadable: Bool
  /// How long the cloud asks to wait.
  let retryDelay: Duration?

  /// The longest wait that is granted.
  private static let retryDelayMax = 120

  /// - Parameter retryAfter: the text of a Retry-After header.
  init(status: Int, bytes: some Collection<UInt8>, retryAfter: String? = nil) {
    self.status = status
    byteCount = bytes.count
    let parsed = Self.parsed(Array(bytes))
    body = parsed ?? .null
    isReadable = parsed != nil
    retryDelay = retryAfter.flatMap { Int($0) }.map { .seconds(min(max($0, 0), Self.retryDelayMax)) }
  }

  var isSuccess: Bool { (200..<300).contains(status) && isReadable && errorCode == nil }

  /// Whether it comes from somewhere else, such as a proxy in between, and so says nothing of what was asked.
  var isForeign: Bool { (300..<400).contains(status) || !isReadable }

  /// Whether it is a success that has nothing to tell, or tells it in an object as Salto does.
  var isPlainSuccess: Bool {
    switch body {
    case .object, .null: isSuccess
    default: false
    }
  }

  /// Whether it is a success that has nothing to tell, as Salto confirms that something is gone. An object that tells of
  /// something else comes from somewhere else.
  var isBareSuccess: Bool {
    switch body {
    case .object(let members): isSuccess && members.isEmpty
    case .null: isSuccess
    default: false
    }
  }

  /// How long a token of this answer is good for; nil where the answer does not say so. A token is renewed each day at
  /// the latest.
  var tokenLife: Duration? {
    let dayLength = 86_400
    switch body["expires_in"] {
    case .int(let seconds)?: return .seconds(min(max(seconds, 0), dayLength))
    case .double(let seconds)? where seconds >= 0: return .seconds(Int(min(seconds, Double(dayLength))))
    default: return nil
    }
  }

  /// An access token, if it can stand in a header.
  var accessToken: String? {
    guard let text = body["access_token"]?.text, (1...16_384).contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    return text
  }

  /// The PIN that is the whole answer, as a JSON text or bare.
  var pin: Pin? {
    switch body {
    case .string(let text): Pin(text)
    case .int(let number): Pin(String(number))
    default: nil
    }
  }

  /// The code of an error body. Salto writes it as text or number, and sometimes in the body of a success.
  var errorCode: String? {
    switch body["ErrorCode"] {
    case .string(let code)? where code != "0" && !code.isEmpty: code
    case .int(let code)? where code != 0: String(code)
    default: nil
    }
  }

  /// The words of an error body in either form.
  var message: String {
    let text = body["Message"]?.text ?? body["title"]?.text ?? body["error"]?.text
    return "Salto KS responded with status \(status)" + (text.map { ": \($0.prefix(200))" } ?? "")
  }

  /// A PIN or an empty body is no object; both are taken as they are, digits without quotes too.
  private static func parsed(_ bytes: [UInt8]) -> JSON? {
    if let json = try? JSON.parse(bytes) { return json }
    if bytes.isEmpty { return .null }
    let isDigits = bytes.count <= 16 && bytes.allSatisfy { (0x30...0x39).contains($0) }
    return isDigits ? .string(String(decoding: bytes, as: UTF8.self)) : nil
  }
}
