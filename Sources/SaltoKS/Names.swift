/// A name in the two parts that Salto wants, which joined by a space give it back.
func splitName(_ fullName: String) -> (first: String, last: String) {
  guard let space = fullName.firstIndex(of: " ") else { return (fullName, "") }
  let last = String(fullName[fullName.index(after: space)...])
  return last.isEmpty ? (fullName, "") : (String(fullName[..<space]), last)
}

/// The two parts of a name joined again.
func joinedName(first: String, last: String) -> String { last.isEmpty ? first : first + " " + last }
