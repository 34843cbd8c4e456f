/// A document that an issuer signs.
public protocol Issuable: Hashable, Sendable {
  /// The context of its signature.
  static var signatureContext: SignatureContext { get }
  /// The encoded form, which is signed and sent.
  var encoded: [UInt8] { get }
  /// Decodes the whole of the bytes; trailing bytes are an error.
  init(encoded: [UInt8]) throws(ExchangeFault)
}

/// A document or certificate with its signature. The content is readable only after verification with the issuer's
/// public key.
public struct Signed<Content: Issuable>: Hashable, Sendable {
  private let content: Content
  private let signature: [UInt8]

  init(_ content: Content, signature: [UInt8]) {
    self.content = content
    self.signature = signature
  }

  /// Splits the encoded content from the 64 bytes of the signature, which is not verified yet.
  public init(encoded: [UInt8]) throws(ExchangeFault) {
    guard encoded.count > Bounds.signature, encoded.count <= Bounds.message else { throw .malformed }
    content = try Content(encoded: Array(encoded.dropLast(Bounds.signature)))
    signature = Array(encoded.suffix(Bounds.signature))
  }

  public var encoded: [UInt8] { content.encoded + signature }

  /// The content, if the issuer signed it. Otherwise throws ``ExchangeFault/notIssued``.
  public func verified(by issuer: PublicKey) throws(ExchangeFault) -> Content {
    guard issuer.verifies(signature, of: content.encoded, as: Content.signatureContext) else { throw .notIssued }
    return content
  }
}
