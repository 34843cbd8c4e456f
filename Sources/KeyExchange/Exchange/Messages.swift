/// The first message, from the phone.
struct PhoneHello {
  let nonce: [UInt8]
  let point: [UInt8]

  static func encoded(nonce: [UInt8], point: [UInt8]) -> [UInt8] {
    var writer = ByteWriter(.phoneHello)
    writer.append(nonce)
    writer.append(point)
    return writer.bytes
  }

  init(encoded: [UInt8]) throws(ExchangeFault) {
    var reader = ByteReader(encoded)
    try reader.header(.phoneHello)
    nonce = try reader.bytes(Bounds.nonce)
    point = try reader.publicKey().point
    try reader.end()
  }
}

/// The lock's reply: its certificate, and a signature that proves its identity in this exchange.
struct LockHello {
  let nonce: [UInt8]
  let point: [UInt8]
  let certificate: SignedLockCertificate
  let signature: [UInt8]

  /// The signed part, which is signed together with the transcript.
  static func unsigned(nonce: [UInt8], point: [UInt8], certificate: SignedLockCertificate) -> [UInt8] {
    var writer = ByteWriter(.lockHello)
    writer.append(nonce)
    writer.append(point)
    writer.field(certificate.encoded)
    return writer.bytes
  }

  var unsigned: [UInt8] { Self.unsigned(nonce: nonce, point: point, certificate: certificate) }

  init(encoded: [UInt8]) throws(ExchangeFault) {
    guard encoded.count <= Bounds.message else { throw .malformed }
    var reader = ByteReader(encoded)
    try reader.header(.lockHello)
    nonce = try reader.bytes(Bounds.nonce)
    point = try reader.publicKey().point
    certificate = try SignedLockCertificate(encoded: reader.field(upTo: Bounds.message))
    signature = try reader.bytes(Bounds.signature)
    try reader.end()
  }
}

/// The phone's message to a recognized lock: its document, and a signature that proves in this exchange that it is the
/// document's device. Sealed.
struct PhoneProof {
  let document: SignedKeyDocument
  let signature: [UInt8]

  /// The bytes that the device signs.
  static func signed(_ document: SignedKeyDocument, in transcript: Transcript) -> [UInt8] {
    transcript.hash + document.encoded
  }

  static func encoded(_ document: SignedKeyDocument, signature: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.field(document.encoded)
    writer.append(signature)
    return writer.bytes
  }

  init(encoded: [UInt8]) throws(ExchangeFault) {
    var reader = ByteReader(encoded)
    document = try SignedKeyDocument(encoded: reader.field(upTo: Bounds.message))
    signature = try reader.bytes(Bounds.signature)
    try reader.end()
  }
}

extension SealingKey {
  /// A sealed message of the exchange: a plain header, and a text bound to the transcript.
  consuming func message(
    _ structure: Structure, _ text: [UInt8], after transcript: Transcript
  ) throws(ExchangeFault) -> [UInt8] {
    let header = ByteWriter(structure).bytes
    return header + (try sealed(text, with: transcript.hash + header))
  }

  consuming func text(
    of structure: Structure, in message: [UInt8], after transcript: Transcript
  ) throws(ExchangeFault) -> [UInt8] {
    guard message.count <= Bounds.message else { throw .malformed }
    var reader = ByteReader(message)
    try reader.header(structure)
    return try opened(reader.remainder(), with: transcript.hash + ByteWriter(structure).bytes)
  }
}
