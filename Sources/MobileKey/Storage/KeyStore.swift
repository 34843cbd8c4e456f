public import KeyExchange

/// The store of the phone's key pair. The private key signs and agrees on secrets without leaving the store, so a
/// Keychain or a Secure Enclave can implement it.
public protocol KeyStore: Sendable {
  /// The phone's key pair, which is created on first use.
  func deviceKey() throws -> any DeviceKey
  /// Destroys the key pair. The next use creates a new one.
  func removeDeviceKey() throws
}

/// A key store on top of a ``PhoneStorage``, for machines without a better one.
public struct StoredKeys: KeyStore {
  private static let item = "device.key"
  private let storage: any PhoneStorage
  private let randomness: Randomness

  public init(in storage: any PhoneStorage, randomness: Randomness = .system) {
    self.storage = storage
    self.randomness = randomness
  }

  public func deviceKey() throws -> any DeviceKey {
    if let bytes = try storage.read(Self.item) {
      guard let key = try? PrivateKey(rawRepresentation: bytes) else {
        throw PhoneStorageFailure("\(Self.item) is not a key; deactivate the phone and log in again")
      }
      return StoredKey(key: key)
    }
    var generator = randomness
    let key = PrivateKey(using: &generator)
    try storage.write(key.rawRepresentation, as: Self.item)
    return StoredKey(key: key)
  }

  public func removeDeviceKey() throws { try storage.remove(Self.item) }
}

/// A key pair that never exposes its private key, not even by a cast.
private struct StoredKey: DeviceKey, CustomReflectable {
  private let key: PrivateKey
  init(key: PrivateKey) { self.key = key }
  var publicKey: PublicKey { key.publicKey }
  func signature(for message: [UInt8]) throws -> [UInt8] { try key.signature(for: message) }
  func sharedSecret(with other: PublicKey) throws -> [UInt8] { try key.sharedSecret(with: other) }
  var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// A source of random numbers: the system, or a test's seed.
public struct Randomness: RandomNumberGenerator, Sendable {
  private let draw: @Sendable () -> UInt64
  public init(_ draw: @escaping @Sendable () -> UInt64) { self.draw = draw }
  public mutating func next() -> UInt64 { draw() }

  public static let system = Randomness {
    var generator = SystemRandomNumberGenerator()
    return generator.next()
  }
}
