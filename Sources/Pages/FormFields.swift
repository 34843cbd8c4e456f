import Crypto
import Wire

/// The fields of a submitted form, or of a query.
struct FormFields: Sendable {
  private var values: [String: [String]] = [:]
  /// The names of the fields, in the order of the form.
  private(set) var names: [String] = []
  /// The sent files, by the names of their fields.
  private var files: [String: FormFile] = [:]

  /// Reads `a=b&c=d`. Malformed parts are skipped.
  init(_ text: String) {
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = percentDecoded(parts[0]) else { continue }
      add(name, parts.count == 2 ? percentDecoded(parts[1]) ?? "" : "")
    }
  }

  mutating func add(_ name: String, _ value: String) {
    if values[name] == nil { names.append(name) }
    values[name, default: []].append(value)
  }

  mutating func add(_ name: String, _ file: FormFile) { files[name] = file }

  /// The file of a field. Nil if none was chosen.
  func file(_ name: String) -> FormFile? { files[name] }

  /// The first value of a field.
  subscript(name: String) -> String? { values[name]?.first }

  /// All values of a field.
  func all(_ name: String) -> [String] { values[name] ?? [] }

  /// The token that shows that the form came from this server.
  var token: String { self["form_token"] ?? "" }

  /// The key of the form as it was shown, by which a form that is sent twice is recognized.
  var key: String { self["form_key"] ?? "" }

  /// Equal for forms with the same fields and files that are sent to the same place. The token among the fields is secret,
  /// so nobody can find short values by trying.
  func fingerprint(at place: String) -> String {
    var hash = SHA256()
    func include(_ part: [UInt8]) {
      hash.update(data: Array("\(part.count) ".utf8))
      hash.update(data: part)
    }
    include(Array(place.utf8))
    for name in names.sorted() {
      for value in all(name) { [name, value].forEach { include(Array($0.utf8)) } }
    }
    for (name, file) in files.sorted(by: { $0.key < $1.key }) {
      [name, file.name].forEach { include(Array($0.utf8)) }
      include(file.bytes)
    }
    return encodedBase64URL(Array(hash.finalize()))
  }

  /// The name of the requested step: the last one, since a button's comes after the form's own.
  var step: String? { all("step").last }
}

/// The text of a part of an address or a form. Nil if it is malformed, or has U+0000, which PostgreSQL can neither store nor
/// look for.
func percentDecoded(_ text: Substring) -> String? {
  var bytes: [UInt8] = []
  var rest = text.utf8[...]
  while let byte = rest.popFirst() {
    switch byte {
    case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
    case UInt8(ascii: "%"):
      guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) else {
        return nil
      }
      bytes.append(high << 4 | low)
    default: bytes.append(byte)
    }
  }
  return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
}

private func hexValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x37
  case 0x61...0x66: byte - 0x57
  default: nil
  }
}
