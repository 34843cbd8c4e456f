extension String {
  /// The text with another character for each U+0000, which SQLite stores in texts and PostgreSQL does not.
  package var withoutZeros: String {
    guard utf8.contains(0) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : $0 }))
  }
}
