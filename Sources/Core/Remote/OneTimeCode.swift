package import Wire

/// The secret and the PIN from which one-time codes for an IQ are computed. Redacted when printed.
package struct CodeMaterial: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
  package var secret: String
  /// The four digits from the e-mail. Nil until they are entered.
  package var pin: String?

  package init(secret: String, pin: String? = nil) {
    self.secret = secret
    self.pin = pin
  }

  /// The code of a moment. Nil until the PIN is known.
  package func code(at moment: Instant, _ brand: Brand) -> String? {
    pin.map { brand.oneTimeCode(secret, $0, moment) }
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
