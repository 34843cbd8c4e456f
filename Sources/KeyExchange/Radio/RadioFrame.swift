/// A frame on the radio, before and around an exchange. Frames are not secret and prove nothing.
public enum RadioFrame: Hashable, Sendable {
  /// Phone: seeks a door, by the lock's ID or the door's name.
  case seek(door: String)
  /// Lock: advertises itself.
  case advert(Advert)
  /// No lock answers. A real radio is silent; a simulated one says so, and nobody has to wait.
  case absent(Absence)
  /// Phone: touches the lock. This wakes a sleeping lock and counts as nearness for any other.
  case wake
  /// Phone: is near, which is enough for a wall reader.
  case near
  /// Either side: a message of the exchange.
  case message([UInt8])
  /// Card: is held to the lock, which reads the number printed on it and answers with a message. Only simulated doors
  /// have this frame.
  case card(number: String)

  /// A lock in range.
  public struct Advert: Hashable, Sendable {
    public let lockID: String
    public let name: String
    /// The lock runs on a battery and answers only a phone that touches it.
    public let needsWakeUp: Bool

    /// Throws ``ExchangeFault/malformed`` unless the ID is 1 to 64 bytes of visible ASCII and the name 1 to 1,000
    /// bytes.
    public init(lockID: String, name: String, needsWakeUp: Bool) throws(ExchangeFault) {
      guard Bounds.isIdentifier(lockID.utf8), (1...Bounds.name).contains(name.utf8.count) else { throw .malformed }
      self.lockID = lockID
      self.name = name
      self.needsWakeUp = needsWakeUp
    }
  }

  /// Why no lock answers.
  public enum Absence: UInt8, Hashable, Sendable, CaseIterable {
    /// No such door is in range.
    case noSuchDoor = 1
    /// The lock is asleep. The phone must touch it.
    case asleep = 2
    /// The lock has no power, or has aborted the exchange.
    case silent = 3
  }
}

extension RadioFrame {
  private enum Kind: UInt8 {
    case seek = 1
    case advert = 2
    case absent = 3
    case wake = 4
    case near = 5
    case message = 6
    case card = 7
  }

  /// The frame with its length prefix, for a stream of bytes. Throws ``ExchangeFault/malformed`` if a door's name or a
  /// message is empty or longer than 1,000 or 1,024 bytes.
  public func encoded() throws(ExchangeFault) -> [UInt8] {
    var body = ByteWriter()
    switch self {
    case .seek(let door):
      guard (1...Bounds.name).contains(door.utf8.count) else { throw .malformed }
      body.number(Kind.seek.rawValue)
      body.text(door)
    case .advert(let advert):
      body.number(Kind.advert.rawValue)
      body.text(advert.lockID)
      body.text(advert.name)
      body.number(UInt8(advert.needsWakeUp ? 1 : 0))
    case .absent(let absence):
      body.number(Kind.absent.rawValue)
      body.number(absence.rawValue)
    case .wake: body.number(Kind.wake.rawValue)
    case .near: body.number(Kind.near.rawValue)
    case .message(let message):
      guard (1...Bounds.message).contains(message.count) else { throw .malformed }
      body.number(Kind.message.rawValue)
      body.append(message)
    case .card(let number):
      guard Bounds.isIdentifier(number.utf8) else { throw .malformed }
      body.number(Kind.card.rawValue)
      body.text(number)
    }
    var frame = ByteWriter()
    frame.field(body.bytes)
    return frame.bytes
  }

  /// Reads a frame without its length prefix.
  init(body: [UInt8]) throws(ExchangeFault) {
    var reader = ByteReader(body)
    guard let kind = Kind(rawValue: try reader.number()) else { throw .malformed }
    switch kind {
    case .seek: self = .seek(door: try reader.name())
    case .advert:
      let (lockID, name, flag) = (try reader.identifier(), try reader.name(), try reader.number(UInt8.self))
      guard flag <= 1 else { throw .malformed }
      self = .advert(try Advert(lockID: lockID, name: name, needsWakeUp: flag == 1))
    case .absent:
      guard let absence = Absence(rawValue: try reader.number()) else { throw .malformed }
      self = .absent(absence)
    case .wake: self = .wake
    case .near: self = .near
    case .message:
      let message = reader.remainder()
      guard (1...Bounds.message).contains(message.count) else { throw .malformed }
      self = .message(message)
    case .card: self = .card(number: try reader.identifier())
    }
    try reader.end()
  }
}
