/// The storage of a phone's secrets: a folder here, a Keychain elsewhere.
public protocol PhoneStorage: Sendable {
  /// The item with a name, or nil if there is none.
  func read(_ name: String) throws -> [UInt8]?
  /// Stores an item atomically. It is durable once this returns.
  func write(_ bytes: [UInt8], as name: String) throws
  /// Removes an item, if it exists.
  func remove(_ name: String) throws
}

/// An item could not be read or stored.
public struct PhoneStorageFailure: Error, Sendable, CustomStringConvertible {
  /// A human-readable reason without the contents of the item.
  public let description: String
  init(_ description: String) { self.description = description }
}
