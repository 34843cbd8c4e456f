/// A name of the wire in Swift's spelling: `acs_system_ids` is `acsSystemIDs`.
func camelCased(_ name: some StringProtocol) -> String {
  let words = String(name).split(separator: "_").map(String.init)
  return words.enumerated().map { index, word in index == 0 ? word : capitalized(word) }.joined()
}

/// The same for a type: `access_groups` is `AccessGroups`.
func pascalCased(_ name: some StringProtocol) -> String {
  String(name).split(separator: "_").map { capitalized(String($0)) }.joined()
}

private func capitalized(_ word: String) -> String {
  switch word {
  case "id", "url", "ks", "sdk": word.uppercased()
  case "ids": "IDs"
  default: word.prefix(1).uppercased() + word.dropFirst()
  }
}

/// A sentence of the catalogue, with the names of the wire in it as Swift spells them.
func spelledForSwift(_ doc: String) -> String {
  let parts = doc.split(separator: "`", omittingEmptySubsequences: false).enumerated()
  return parts.map { index, part in index % 2 == 0 ? String(part) : camelCased(part) }.joined(separator: "`")
}

/// The name of a type in a file that imports `API` and `Wire`.
///
/// - Parameter shadowed: names with another meaning in that file. They get the module as a prefix.
func written(_ type: Any.Type, shadowed: Set<String>) -> String {
  var reader = TypeReader(rest: String(reflecting: type)[...], shadowed: shadowed)
  return reader.type()
}

/// Reads `Swift.Optional<Wire.ID<API.AcsUser>>` and writes `ID<AcsUser>?`.
private struct TypeReader {
  var rest: Substring
  let shadowed: Set<String>

  mutating func type() -> String {
    let name = rest.prefix { $0 != "<" && $0 != ">" && $0 != "," }
    rest = rest.dropFirst(name.count)
    var arguments: [String] = []
    while rest.first == "<" || rest.first == "," {
      rest = rest.dropFirst().drop { $0 == " " }
      arguments.append(type())
    }
    if !arguments.isEmpty { rest = rest.dropFirst() }
    switch name {
    case "Swift.Optional": return arguments[0] + "?"
    case "Swift.Array": return "[\(arguments[0])]"
    default: return plain(name) + (arguments.isEmpty ? "" : "<\(arguments.joined(separator: ", "))>")
    }
  }

  private func plain(_ name: Substring) -> String {
    let parts = name.split(separator: ".").map(String.init)
    return shadowed.contains(parts[1]) ? name.description : parts.dropFirst().joined(separator: ".")
  }
}
