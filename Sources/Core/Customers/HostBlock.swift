extension StayRow {
  /// Whether the row only closes days of a listing, so that nobody stays then.
  var isHostBlock: Bool { [name, personName].compactMap(\.self).contains(where: isNameOfHostBlock) }
}

/// Whether booking sites and hosts write the name over closed days, such as `Airbnb (Not available)` or `Blocked`.
private func isNameOfHostBlock(_ name: String) -> Bool {
  let words = name.lowercased().split { !$0.isLetter }.map(String.init)
  guard let first = words.first else { return false }
  let text = words.joined(separator: " ")
  // A later word can be a surname.
  return first == "blocked" || first == "closed" || words.contains("unavailable") || text.contains("not available")
    || text == "busy"
}
