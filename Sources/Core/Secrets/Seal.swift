import Crypto

/// Encrypts values that must be decrypted later, such as a provider's password: AES-256-GCM, bound to their context.
///
/// The context (workspace and row) is authenticated with the text, so that a sealed value copied to another row cannot
/// be decrypted there. During a key rotation there are several keys: the first encrypts, and all decrypt.
package struct Seal: Sendable {
  /// No key decrypts the text: the key or the context is wrong, or the text was changed.
  package struct Broken: Error, CustomStringConvertible {
    package var description: String { "a stored secret was encrypted with a seal key that this server does not have" }
  }

  package static let keyLength = 32
  private let keys: @Sendable () -> [[UInt8]]

  /// - Parameter key: 32 bytes.
  package init(key: [UInt8]) throws { try self.init { [key] } }

  /// - Parameter keys: the keys, read each time since they may change while a server runs. At least one, each of 32
  ///   bytes.
  package init(keys: @escaping @Sendable () -> [[UInt8]]) throws {
    let now = keys()
    guard !now.isEmpty, now.allSatisfy({ $0.count == Self.keyLength }) else { throw Broken() }
    self.keys = keys
  }

  /// Secret bytes for a purpose, the same wherever the current key is used.
  package func bytes(for purpose: String, count: Int) throws -> [UInt8] {
    guard let key = keys().first else { throw Broken() }
    let derived = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: key), salt: [UInt8](), info: Array(purpose.utf8), outputByteCount: count)
    return derived.withUnsafeBytes { Array($0) }
  }

  package func sealed(_ text: [UInt8], place: String) throws -> [UInt8] {
    guard let key = keys().first else { throw Broken() }
    let box = try AES.GCM.seal(text, using: SymmetricKey(data: key), authenticating: Array(place.utf8))
    guard let combined = box.combined else { throw Broken() }
    return Array(combined)
  }

  package func opened(_ sealed: [UInt8], place: String) throws -> [UInt8] {
    for key in keys() {
      if let text = Self.opened(sealed, place: place, by: key) { return text }
    }
    throw Broken()
  }

  /// Whether the text was encrypted with the current key.
  package func isCurrent(_ sealed: [UInt8], place: String) -> Bool {
    keys().first.map { Self.opened(sealed, place: place, by: $0) != nil } ?? false
  }

  private static func opened(_ sealed: [UInt8], place: String, by key: [UInt8]) -> [UInt8]? {
    guard let box = try? AES.GCM.SealedBox(combined: sealed),
      let text = try? AES.GCM.open(box, using: SymmetricKey(data: key), authenticating: Array(place.utf8))
    else { return nil }
    return Array(text)
  }
}
