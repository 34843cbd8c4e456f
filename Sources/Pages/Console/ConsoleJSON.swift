import Wire

/// JSON for people to read: each member on a line of its own, in alphabetical order.
func indentedJSON(_ json: JSON, depth: Int = 0) -> String {
  let inner = String(repeating: "  ", count: depth + 1)
  let end = String(repeating: "  ", count: depth)
  switch json {
  case .array(let items) where !items.isEmpty:
    let lines = items.map { inner + indentedJSON($0, depth: depth + 1) }
    return "[\n\(lines.joined(separator: ",\n"))\n\(end)]"
  case .object(let members) where !members.isEmpty:
    let lines = members.sorted { $0.key < $1.key }.map { name, value in
      "\(inner)\(plainJSON(.string(name))): \(indentedJSON(value, depth: depth + 1))"
    }
    return "{\n\(lines.joined(separator: ",\n"))\n\(end)}"
  default: return plainJSON(json)
  }
}

/// JSON on one line.
func plainJSON(_ json: JSON) -> String { String(decoding: json.bytes, as: UTF8.self) }
