/// The storage of a phone's secrets: a folder here, a Keychain elsewhere.
public protocol PhoneStorage: Sendable {
  /// The item of that name. Nil if there is none.
  func read(_ name: String) throws -> [UInt8]?
  /// Keeps an item: whole or not at all, and for good once this returns.
  func write(_ bytes: [UInt8], as name: String) throws
  /// Forgets an item; it may be absent.
  func remove(_ name: String) throws
}

/// An item could not be read or kept.
public struct PhoneStorageFailure: Error, Sendable, CustomStringConvertible {
  /// A human-readable reason without the contents of the item.
  public let description: String
  init(_ description: String) { self.description = description }
}
