/// Splits a name into the two parts that Salto requires. Joined by a space they give the same name again.
func splitName(_ fullName: String) -> (first: String, last: String) {
  guard let space = fullName.firstIndex(of: " ") else { return (fullName, "") }
  let last = String(fullName[fullName.index(after: space)...])
  return last.isEmpty ? (fullName, "") : (String(fullName[..<space]), last)
}

/// Joins the two parts of a name.
func joinedName(first: String, last: String) -> String { last.isEmpty ? first : first + " " + last }
