/// What an issuer signs.
public protocol Issuable: Hashable, Sendable {
  /// What a signature on it is called.
  static var signatureContext: SignatureContext { get }
  /// The layout, as it is signed and sent.
  var encoded: [UInt8] { get }
  /// Reads the layout; nothing may follow it.
  init(encoded: [UInt8]) throws(ExchangeFault)
}

/// A document or certificate with a signature on it. What it says can be read only against the issuer's public key.
public struct Signed<Content: Issuable>: Hashable, Sendable {
  private let content: Content
  private let signature: [UInt8]

  init(_ content: Content, signature: [UInt8]) {
    self.content = content
    self.signature = signature
  }

  /// Reads the content's layout and the 64 bytes of the signature, which is not checked yet.
  public init(encoded: [UInt8]) throws(ExchangeFault) {
    guard encoded.count > Bounds.signature, encoded.count <= Bounds.message else { throw .malformed }
    content = try Content(encoded: Array(encoded.dropLast(Bounds.signature)))
    signature = Array(encoded.suffix(Bounds.signature))
  }

  public var encoded: [UInt8] { content.encoded + signature }

  /// The content, if the issuer signed it: else throws ``ExchangeFault/notIssued``.
  public func verified(by issuer: PublicKey) throws(ExchangeFault) -> Content {
    guard issuer.verifies(signature, of: content.encoded, as: Content.signatureContext) else { throw .notIssued }
    return content
  }
}
