import Wire

/// A message of a hub, in SignalR's JSON protocol.
enum SignalRMessage: Hashable, Sendable {
  /// The response to the handshake, with an error if the hub rejects the protocol.
  case handshake(error: String?)
  case invocation(target: String, arguments: [JSON])
  case ping
  case close(error: String?)
  case other

  init?(_ record: some Collection<UInt8>) {
    guard let json = try? JSON.parse(Array(record)), case .object = json else { return nil }
    switch json["type"] {
    case nil: self = .handshake(error: json["error"]?.text)
    case .int(1)?:
      guard let target = json["target"]?.text, case .array(let arguments)? = json["arguments"] else { return nil }
      self = .invocation(target: target, arguments: arguments)
    case .int(6)?: self = .ping
    case .int(7)?: self = .close(error: json["error"]?.text)
    default: self = .other
    }
  }

  static let handshakeRequest = record(["protocol": .string("json"), "version": .int(1)])
  static let pingRecord = record(["type": .int(6)])

  private static func record(_ members: [String: JSON]) -> [UInt8] { JSON.object(members).bytes + [end] }

  /// Terminates a record. Never occurs in JSON text.
  private static let end: UInt8 = 0x1E

  /// The records in a delivery of the transport. It may contain several, but never a part of one.
  static func records(in bytes: [UInt8]) -> [SignalRMessage] {
    bytes.split(separator: end).compactMap { SignalRMessage($0) }
  }
}
