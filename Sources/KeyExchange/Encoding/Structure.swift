/// The type of an encoded structure: its second byte, after the version.
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

/// The size limits.
enum Bounds {
  /// The maximum length of an identifier in bytes.
  static let identifier = 64
  /// The maximum length of a door's name in bytes.
  static let name = 1000
  /// The last second of the year 9999.
  static let seconds: Int64 = 253_402_300_799
  /// The maximum size of a document or message in bytes.
  static let message = 1024
  static let nonce = 32
  static let signature = 64
  /// The size of AES-GCM's tag.
  static let tag = 16

  /// Identifiers are visible ASCII, so two of them are equal exactly if their bytes are.
  static func isIdentifier(_ bytes: some Collection<UInt8>) -> Bool {
    (1...identifier).contains(bytes.count) && bytes.allSatisfy { (0x21...0x7E).contains($0) }
  }

  /// Whether the start and the end of a document or certificate are valid.
  static func isValidity(from start: Int64, to end: Int64) -> Bool { 0 <= start && start < end && end <= seconds }
}
