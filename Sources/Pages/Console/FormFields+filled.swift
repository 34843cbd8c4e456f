extension FormFields {
  /// The value of a field without spaces around it. Nil if it is empty.
  func filled(_ name: String) -> String? {
    guard let words = self[name]?.split(whereSeparator: \.isWhitespace), !words.isEmpty else { return nil }
    return words.joined(separator: " ")
  }
}
