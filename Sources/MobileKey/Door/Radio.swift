public import KeyExchange

/// The phone's connection to locks: Bluetooth in an app, a socket at a virtual site.
public protocol Radio: Sendable {
  /// Finds the lock near the phone, and lets `conversation` exchange messages with it.
  ///
  /// - Throws: ``RadioFault`` if there is no response, or the error of the conversation.
  func converse<Answer: Sendable>(
    _ proximity: SeamUnlockProximity,
    _ conversation: @Sendable (RadioFrame.Advert, inout any DoorLink) async throws -> Answer
  ) async throws -> Answer
}

/// A connection to a lock in range.
public protocol DoorLink {
  mutating func send(_ message: [UInt8]) async throws
  /// The lock's next message.
  mutating func receive() async throws -> [UInt8]
}

/// Why no lock answered.
public enum RadioFault: Error, Sendable, Hashable {
  /// The radio itself is unavailable.
  case unavailable
  case absent(RadioFrame.Absence)
  /// The lock stopped responding, or violated the protocol.
  case broken
}

extension RadioFault: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unavailable: "the radio is unavailable"
    case .absent(.noSuchDoor): "the door is not in range"
    case .absent(.asleep): "the lock is asleep; touch it with the phone"
    case .absent(.silent): "the lock does not respond"
    case .broken: "the lock closed the connection"
    }
  }
}
