import Crypto

/// Encrypts what must be read back, such as a provider's password: AES-256-GCM, bound to its place.
///
/// The place (workspace and row) is authenticated with the text, so that a sealed value copied to another row does
/// not open there.
public struct Seal: Sendable {
  /// The key does not open the text: it is another key, another place, or the text was changed.
  public struct Broken: Error {}

  public static let keyLength = 32
  private let key: SymmetricKey

  /// - Parameter key: 32 bytes.
  public init(key: [UInt8]) throws {
    guard key.count == Self.keyLength else { throw Broken() }
    self.key = SymmetricKey(data: key)
  }

  public func sealed(_ text: [UInt8], place: String) throws -> [UInt8] {
    let box = try AES.GCM.seal(text, using: key, authenticating: Array(place.utf8))
    guard let combined = box.combined else { throw Broken() }
    return Array(combined)
  }

  public func opened(_ sealed: [UInt8], place: String) throws -> [UInt8] {
    guard let box = try? AES.GCM.SealedBox(combined: sealed),
      let text = try? AES.GCM.open(box, using: key, authenticating: Array(place.utf8))
    else { throw Broken() }
    return Array(text)
  }
}
