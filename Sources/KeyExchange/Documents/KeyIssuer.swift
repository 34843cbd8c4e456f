/// The cloud's signing authority for keys and locks.
public struct KeyIssuer: Sendable {
  private let key: PrivateKey

  public init(key: PrivateKey) { self.key = key }

  /// The public key that phones and locks trust.
  public var publicKey: PublicKey { key.publicKey }

  public func signed(_ document: KeyDocument) throws(ExchangeFault) -> SignedKeyDocument {
    Signed(document, signature: try key.signature(for: document.encoded, as: .keyDocument))
  }

  public func signed(_ certificate: LockCertificate) throws(ExchangeFault) -> SignedLockCertificate {
    Signed(certificate, signature: try key.signature(for: certificate.encoded, as: .lockCertificate))
  }

  /// Signs the document and seals it to its device.
  /// - Parameter fresh: Only its key pair is used, not its nonce.
  public func mobileKeyData(
    for document: KeyDocument, fresh: consuming Freshness = Freshness()
  ) throws(ExchangeFault) -> MobileKeyData {
    let text = MobileKeyData.text(try signed(document), of: publicKey)
    return try MobileKeyData(sealing: text, to: document.devicePublicKey, fresh: fresh)
  }
}
