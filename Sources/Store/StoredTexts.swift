import Wire

/// The stored form of a list of texts: JSON.
func storedText(_ texts: [String]) -> String {
  String(decoding: JSON.array(texts.map(JSON.string)).bytes, as: UTF8.self)
}

/// The stored form of named members: JSON.
func storedText(_ members: [String: JSON]) -> String { String(decoding: JSON.object(members).bytes, as: UTF8.self) }

func texts(stored text: String) -> [String] { texts(try? JSON.parse(text.utf8)) }

func texts(_ json: JSON?) -> [String] {
  guard case .array(let items)? = json else { return [] }
  return items.compactMap(\.text)
}

func members(stored text: String) -> [String: JSON] {
  guard case .object(let members)? = try? JSON.parse(text.utf8) else { return [:] }
  return members
}
