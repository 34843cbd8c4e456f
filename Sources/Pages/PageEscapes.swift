import Mustache

/// Escapes the values of templates byte by byte. The escapes of Mustache compare characters, and a quotation mark with a
/// combining mark is another character: it would end the value of an attribute.
struct PageEscapes: MustacheContentType {
  /// What a template begins with to use these escapes.
  private static let mark: String = {
    MustacheContentTypes.register(PageEscapes(), named: "PAGE")
    return "{{%CONTENT_TYPE:PAGE}}"
  }()

  /// A template whose values in double braces are escaped.
  static func template(_ text: String) throws -> MustacheTemplate { try MustacheTemplate(string: mark + text) }

  func escapeText(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
