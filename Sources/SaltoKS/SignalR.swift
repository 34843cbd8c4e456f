import Wire

/// What a hub says, in SignalR's JSON protocol.
enum SignalRMessage: Hashable, Sendable {
  /// The answer to the handshake; it has an error where the hub does not speak the protocol.
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

  /// Ends a record; it stands in no JSON text.
  private static let end: UInt8 = 0x1E

  /// The records in what a transport delivered. Several may come together, none comes in parts.
  static func records(in bytes: [UInt8]) -> [SignalRMessage] {
    bytes.split(separator: end).compactMap { SignalRMessage($0) }
  }
}
