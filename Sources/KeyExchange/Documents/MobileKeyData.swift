/// The content of `mkey_data` (in base64 there): a signed key document and the issuer's public key, sealed to the
/// device's public key so that only the device can read them.
public struct MobileKeyData: Hashable, Sendable {
  public let encoded: [UInt8]

  /// Accepts any bytes. ``PhoneKey`` validates them.
  public init(encoded: [UInt8]) { self.encoded = encoded }

  init(sealing text: [UInt8], to device: PublicKey, fresh: consuming Freshness) throws(ExchangeFault) {
    var header = ByteWriter(.mobileKeyData)
    header.append(fresh.point)
    let key = SealingKey(mobileKey: try fresh.secret(with: device.point), header: header.bytes, device: device)
    encoded = header.bytes + (try key.sealed(text, with: header.bytes))
  }

  /// The plaintext of the seal.
  static func text(_ document: SignedKeyDocument, of issuer: PublicKey) -> [UInt8] {
    var text = ByteWriter()
    text.append(issuer.point)
    text.field(document.encoded)
    return text.bytes
  }

  /// Opens the seal with the device's private key.
  func opened(by device: some DeviceKey) throws(ExchangeFault) -> (issuer: PublicKey, document: SignedKeyDocument) {
    guard encoded.count <= Bounds.message else { throw .malformed }
    var reader = ByteReader(encoded)
    try reader.header(.mobileKeyData)
    let ephemeral = try reader.publicKey()
    var header = ByteWriter(.mobileKeyData)
    header.append(ephemeral.point)
    guard let secret = try? device.sharedSecret(with: ephemeral) else { throw .keyUnavailable }
    let key = SealingKey(mobileKey: secret, header: header.bytes, device: device.publicKey)
    var text = ByteReader(try key.opened(reader.remainder(), with: header.bytes))
    let issuer = try text.publicKey()
    let document = try SignedKeyDocument(encoded: text.field(upTo: Bounds.message))
    try text.end()
    return (issuer, document)
  }
}

extension SealingKey {
  fileprivate init(mobileKey secret: [UInt8], header: [UInt8], device: PublicKey) {
    self.init(secret: secret, salt: header + device.point, info: "latchkey mobile key v1")
  }
}

/// A phone's key, opened and verified, which the phone presents to a lock.
public struct PhoneKey: Sendable {
  public let document: KeyDocument
  /// The issuer of both key documents and lock certificates.
  public let issuer: PublicKey
  let device: any DeviceKey
  let signed: SignedKeyDocument

  /// Opens the data that the cloud issued to this device. An expired document is opened too; the lock refuses it.
  /// - Parameters:
  ///   - data: `mkey_data`, decoded from base64.
  ///   - device: The key pair whose public key the device registered.
  ///   - pinned: The issuer that the app expects, if any. Any other is ``ExchangeFault/notIssued``.
  public init(
    opening data: MobileKeyData, with device: some DeviceKey, issuer pinned: PublicKey? = nil
  ) throws(ExchangeFault) {
    let (issuer, signed) = try data.opened(by: device)
    guard pinned == nil || pinned == issuer else { throw .notIssued }
    let document = try signed.verified(by: issuer)
    guard document.devicePublicKey == device.publicKey else { throw .wrongDevice }
    self.init(document: document, issuer: issuer, device: device, signed: signed)
  }

  init(document: KeyDocument, issuer: PublicKey, device: any DeviceKey, signed: SignedKeyDocument) {
    self.document = document
    self.issuer = issuer
    self.device = device
    self.signed = signed
  }
}
