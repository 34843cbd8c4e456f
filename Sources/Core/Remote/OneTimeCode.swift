import Crypto
import Wire

/// The secret and the PIN from which one-time codes for an IQ are computed (`docs/connect-api.md`). Redacted when printed.
package struct CodeMaterial: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
  package var secret: String
  /// The four digits that came by mail; nil until they are given.
  package var pin: String?

  package init(secret: String, pin: String? = nil) {
    self.secret = secret
    self.pin = pin
  }

  /// The code of a moment: the first five hexadecimal digits of an MD5, which is what the IQ computes too.
  package func code(at moment: Instant) -> String? {
    guard let pin else { return nil }
    let digits = moment.description.prefix(19).filter(\.isNumber)
    let hash = Insecure.MD5.hash(data: Array((digits + secret + pin).utf8))
    let text = hash.prefix(3).map { byte in
      let hex = String(byte, radix: 16)
      return hex.count == 1 ? "0" + hex : hex
    }
    return String(text.joined().prefix(5))
  }

  package var bytes: [UInt8] {
    JSON.object(["secret": .string(secret), "pin": pin.map(JSON.string) ?? .null]).bytes
  }

  package init?(bytes: [UInt8]) {
    guard let json = try? JSON.parse(bytes), let secret = json["secret"]?.text else { return nil }
    self.init(secret: secret, pin: json["pin"]?.text)
  }

  package var description: String { "CodeMaterial(…)" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
