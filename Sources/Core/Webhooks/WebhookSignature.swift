import Crypto
package import Wire

/// The signature of Svix and of Standard Webhooks: HMAC-SHA256 over id, timestamp and body.
package enum WebhookSignature {
  private static let prefix = "whsec_"
  /// The number of random bytes of a new secret.
  private static let keyLength = 24

  /// A new secret: the prefix and 24 random bytes in base64.
  package static func secret(_ random: () -> UInt8) -> String {
    prefix + encodedBase64((0..<keyLength).map { _ in random() })
  }

  /// Whether a text is a secret that is long enough to sign with.
  package static func isSecret(_ text: String) -> Bool { (key(of: text)?.count ?? 0) >= keyLength }

  /// The headers under both of their names.
  ///
  /// - Parameter now: the system's clock.
  /// - Returns: nil if the secret is invalid.
  package static func headers(_ messageID: String, _ body: String, secret: String, now: Instant) -> [(String, String)]?
  {
    guard let key = key(of: secret) else { return nil }
    let timestamp = String(now.microseconds / 1_000_000)
    let text = "\(messageID).\(timestamp).\(body)"
    let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: key))
    let signature = "v1,\(encodedBase64(Array(code)))"
    return ["svix", "webhook"].flatMap {
      [("\($0)-id", messageID), ("\($0)-timestamp", timestamp), ("\($0)-signature", signature)]
    }
  }

  private static func key(of secret: String) -> [UInt8]? {
    secret.hasPrefix(prefix) ? decodedBase64(String(secret.dropFirst(prefix.count))) : nil
  }
}
