/// A person's key on one device: the person, the device's public key and the expiry. It names no doors; the lock's own
/// rules decide which doors it opens.
public struct KeyDocument: Issuable {
  public static let signatureContext = SignatureContext.keyDocument

  public let keyID: String
  /// Increases with each renewal of the key.
  public let revision: UInt32
  public let deviceID: String
  /// The person's ID on the platform, the same at all sites.
  public let personID: String
  public let devicePublicKey: PublicKey
  /// Seconds since 1970. Identifies the document and is never compared with a clock. A schedule decides when a key
  /// starts to open, and a lock's clock may be slow.
  public let issuedAt: Int64
  /// Seconds since 1970, exclusive, by the lock's clock.
  public let expiresAt: Int64

  /// Throws ``ExchangeFault/malformed`` for an identifier that is not 1 to 64 bytes of visible ASCII, or an expiry
  /// that is not after the issue.
  public init(
    keyID: String, revision: UInt32, deviceID: String, personID: String, devicePublicKey: PublicKey, issuedAt: Int64,
    expiresAt: Int64
  ) throws(ExchangeFault) {
    guard [keyID, deviceID, personID].allSatisfy({ Bounds.isIdentifier($0.utf8) }),
      Bounds.isValidity(from: issuedAt, to: expiresAt)
    else { throw .malformed }
    self.keyID = keyID
    self.revision = revision
    self.deviceID = deviceID
    self.personID = personID
    self.devicePublicKey = devicePublicKey
    self.issuedAt = issuedAt
    self.expiresAt = expiresAt
  }

  public init(encoded: [UInt8]) throws(ExchangeFault) {
    var reader = ByteReader(encoded)
    try reader.header(.keyDocument)
    try self.init(
      keyID: reader.identifier(), revision: reader.number(), deviceID: reader.identifier(),
      personID: reader.identifier(), devicePublicKey: reader.publicKey(), issuedAt: reader.seconds(),
      expiresAt: reader.seconds())
    try reader.end()
  }

  public var encoded: [UInt8] {
    var writer = ByteWriter(.keyDocument)
    writer.text(keyID)
    writer.number(revision)
    writer.text(deviceID)
    writer.text(personID)
    writer.append(devicePublicKey.point)
    writer.seconds(issuedAt)
    writer.seconds(expiresAt)
    return writer.bytes
  }
}

/// A key document that the cloud has signed.
public typealias SignedKeyDocument = Signed<KeyDocument>
