import Wire

/// Parameters in the query format of the official SDKs.
///
/// Names are sorted. A list repeats its name; an empty list and a null have an empty value; the members of an object
/// are dotted; an empty text is omitted. `_strict=true` at the end tells the server to disable lenient forms.
struct QueryText {
  private var pairs: [(name: String, value: String)] = []

  init(_ parameters: [String: JSON]) throws(SeamError) {
    for (name, value) in parameters { try add(name, value) }
    pairs.sort { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
  }

  /// The query without its question mark, or nil if there are no parameters.
  var text: String? {
    guard !pairs.isEmpty else { return nil }
    return pairs.map { "\(formEncoded($0.name))=\(formEncoded($0.value))&" }.joined() + "_strict=true"
  }

  private mutating func add(_ name: String, _ value: JSON) throws(SeamError) {
    switch value {
    case .object(let members):
      for (key, member) in members {
        if key.contains(".") { throw .unserializableParameter(name, reason: "has a key with a period") }
        try add("\(name).\(key)", member)
      }
    case .array(let items):
      if items.isEmpty { pairs.append((name, "")) }
      for item in items {
        guard let text = scalar(item), !text.isEmpty else {
          throw .unserializableParameter(name, reason: "is a list with an item that cannot be put in a query")
        }
        pairs.append((name, text))
      }
    case .null: pairs.append((name, ""))
    default: if let text = scalar(value), !text.isEmpty { pairs.append((name, text)) }
    }
  }

  private func scalar(_ value: JSON) -> String? {
    switch value {
    case .string(let text): text
    case .bool, .int, .double: String(decoding: value.bytes, as: UTF8.self)
    case .null, .array, .object: nil
    }
  }

  /// `application/x-www-form-urlencoded`.
  private func formEncoded(_ text: String) -> String {
    percentEncoded(text).replacing("%20", with: "+").replacing("%2A", with: "*").replacing("~", with: "%7E")
  }
}
