import JWTKit
import Wire

/// The public keys with which a provider signs (RFC 7517). Keys of other kinds are ignored.
struct ProviderKeys: Sendable {
  private struct Key: Sendable {
    let id: String?
    let algorithm: any JWTAlgorithm
  }

  /// More keys than any provider has at one time.
  private static let countMax = 50

  private var keys: [Key] = []

  /// - Throws: ``OpenIDFault/unavailable(_:)`` if there is no list of keys.
  init(_ json: JSON) async throws(OpenIDFault) {
    guard case .array(let items)? = json["keys"] else { throw .unavailable("the provider's keys cannot be read") }
    for item in items.prefix(Self.countMax) {
      guard item["use"]?.text ?? "sig" == "sig", let algorithm = await Self.algorithm(item) else { continue }
      keys.append(Key(id: item["kid"]?.text, algorithm: algorithm))
    }
  }

  /// The key that a token names. A token without a name must leave no choice.
  func key(_ id: String?, for algorithm: String) -> (any JWTAlgorithm)? {
    let suitable = keys.filter { $0.algorithm.name == algorithm }
    if let id { return suitable.first { $0.id == id }?.algorithm }
    return suitable.count == 1 ? suitable[0].algorithm : nil
  }

  /// Nil for a key that is of another kind, broken or too short.
  private static func algorithm(_ item: JSON) async -> (any JWTAlgorithm)? {
    let name = item["alg"]?.text
    let ring = JWTKeyCollection()
    switch item["kty"]?.text {
    case "RSA":
      guard name ?? "RS256" == "RS256", let modulus = item["n"]?.text, let exponent = item["e"]?.text,
        let key = try? JWTKit.Insecure.RSA.PublicKey(modulus: modulus, exponent: exponent)
      else { return nil }
      await ring.add(rsa: key, digestAlgorithm: .sha256)
    case "EC":
      guard name ?? "ES256" == "ES256", item["crv"]?.text == "P-256", let x = item["x"]?.text, let y = item["y"]?.text,
        let key = try? ES256PublicKey(parameters: (x: x, y: y))
      else { return nil }
      await ring.add(ecdsa: key)
    default: return nil
    }
    return try? await ring.getKey()
  }
}
