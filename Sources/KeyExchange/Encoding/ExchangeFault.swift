/// Why a document, a message or a frame was not taken. Whatever it says, nothing opens and the exchange is over.
public enum ExchangeFault: Error, Hashable, Sendable, CaseIterable {
  /// The bytes do not have the layout: cut off, too long, out of bounds, not a point of the curve.
  case malformed
  /// Another version of the layout.
  case wrongVersion
  /// A well-known structure, but not the one that is due here.
  case unexpectedMessage
  /// The message is the receiver's own, sent back to it.
  case reflected
  /// A document or a certificate that the issuer did not sign.
  case notIssued
  /// The lock did not prove that it holds the key in its certificate.
  case badLockSignature
  /// The certificate is of another lock than the phone is held to.
  case wrongLock
  /// The document is bound to another device, or the device did not prove that it holds the key in the document.
  case wrongDevice
  /// The document or the certificate is past its expiry.
  case expired
  /// A sealed message that does not belong to this exchange: replayed, altered, or sealed for somebody else.
  case wrongTranscript
  /// A private key could not be used: the key store refused, or its answer has not the expected form.
  case keyUnavailable
}
