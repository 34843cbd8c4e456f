/// What is said on the radio before and around an exchange. The frames are not secret and prove nothing.
public enum RadioFrame: Hashable, Sendable {
  /// Phone: the door that it is held to, by the lock's id or the door's name.
  case seek(door: String)
  /// Lock: here I am.
  case advert(Advert)
  /// Nobody answers. On the air this is silence; a radio that knows says so, and nobody has to wait.
  case absent(Absence)
  /// Phone: it touches the lock, which wakes one that sleeps and is taken for nearness by one that does not.
  case wake
  /// Phone: it is near, which is enough for a reader.
  case near
  /// Either: a message of the exchange.
  case message([UInt8])

  /// A lock within reach.
  public struct Advert: Hashable, Sendable {
    public let lockID: String
    public let name: String
    /// It runs on a battery and hears a phone that touches it only.
    public let needsWakeUp: Bool

    /// Throws ``ExchangeFault/malformed`` where the id is not 1 to 64 bytes of visible ASCII, or the name not 1 to
    /// 1,000 bytes.
    public init(lockID: String, name: String, needsWakeUp: Bool) throws(ExchangeFault) {
      guard Bounds.isIdentifier(lockID.utf8), (1...Bounds.name).contains(name.utf8.count) else { throw .malformed }
      self.lockID = lockID
      self.name = name
      self.needsWakeUp = needsWakeUp
    }
  }

  /// Why nobody answers.
  public enum Absence: UInt8, Hashable, Sendable, CaseIterable {
    /// There is no such door within reach.
    case noSuchDoor = 1
    /// The lock sleeps: the phone must touch it.
    case asleep = 2
    /// The lock is without power, or has broken the exchange off.
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
  }

  /// The frame with its length before it, as it goes over a stream of bytes. Throws ``ExchangeFault/malformed`` for a
  /// door's name or a message that is empty or longer than 1,000 or 1,024 bytes.
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
    }
    var frame = ByteWriter()
    frame.field(body.bytes)
    return frame.bytes
  }

  /// Reads a frame without its length.
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
    }
    try reader.end()
  }
}
