/// What a sequence of bytes is: its second byte, after the version.
enum Structure: UInt8, CaseIterable {
  case keyDocument = 0x01
  case lockCertificate = 0x02
  case mobileKeyData = 0x03
  case phoneHello = 0x11
  case lockHello = 0x12
  case phoneProof = 0x13
  case lockVerdict = 0x14

  static let version: UInt8 = 1
}

/// How large things may be.
enum Bounds {
  /// Bytes of an identifier.
  static let identifier = 64
  /// Bytes of a door's name.
  static let name = 1000
  /// The last second of the year 9999.
  static let seconds: Int64 = 253_402_300_799
  /// Bytes of any document or message.
  static let message = 1024
  static let nonce = 32
  static let signature = 64
  /// What AES-GCM adds to a text.
  static let tag = 16

  /// Visible ASCII, so that two identifiers are equal exactly when their bytes are.
  static func isIdentifier(_ bytes: some Collection<UInt8>) -> Bool {
    (1...identifier).contains(bytes.count) && bytes.allSatisfy { (0x21...0x7E).contains($0) }
  }

  /// The validity of a document or certificate.
  static func isValidity(from start: Int64, to end: Int64) -> Bool { 0 <= start && start < end && end <= seconds }
}
