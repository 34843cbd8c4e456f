/// Why a document, a message or a frame was rejected. Any fault ends the exchange, and nothing opens.
public enum ExchangeFault: Error, Hashable, Sendable, CaseIterable {
  /// The bytes do not have the expected layout: truncated, too long, out of bounds, or not a point on the curve.
  case malformed
  /// Another version of the layout.
  case wrongVersion
  /// A known structure, but not the one expected here.
  case unexpectedMessage
  /// The receiver's own message, sent back to it.
  case reflected
  /// A document or a certificate without a valid signature of the issuer.
  case notIssued
  /// The lock did not prove possession of the key in its certificate.
  case badLockSignature
  /// The certificate belongs to another lock than the one that the phone seeks.
  case wrongLock
  /// The document belongs to another device, or the device did not prove possession of the key in the document.
  case wrongDevice
  /// The document or the certificate has expired.
  case expired
  /// A sealed message that does not belong to this exchange: replayed, altered, or sealed for another receiver.
  case wrongTranscript
  /// A private key could not be used: the key store refused, or its result is invalid.
  case keyUnavailable
}
