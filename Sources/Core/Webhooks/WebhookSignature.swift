import Crypto
package import Wire

/// The signature of Svix and of Standard Webhooks: HMAC-SHA256 over id, timestamp and body.
package enum WebhookSignature {
  private static let prefix = "whsec_"

  /// A new secret: the prefix and 24 random bytes in base64.
  package static func secret(_ random: () -> UInt8) -> String { prefix + encodedBase64((0..<24).map { _ in random() }) }

  /// The headers under both of their names.
  ///
  /// - Parameter now: the system's clock.
  /// - Returns: nil if the secret is invalid.
  package static func headers(_ messageID: String, _ body: String, secret: String, now: Instant) -> [(String, String)]?
  {
    guard secret.hasPrefix(prefix), let key = decodedBase64(String(secret.dropFirst(prefix.count))) else { return nil }
    let timestamp = String(now.microseconds / 1_000_000)
    let text = "\(messageID).\(timestamp).\(body)"
    let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: key))
    let signature = "v1,\(encodedBase64(Array(code)))"
    return ["svix", "webhook"].flatMap {
      [("\($0)-id", messageID), ("\($0)-timestamp", timestamp), ("\($0)-signature", signature)]
    }
  }
}
