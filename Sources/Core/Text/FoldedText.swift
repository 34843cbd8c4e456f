// The standard library offers its Unicode normalization without Foundation only through this SPI.
@_spi(_Unicode) import Swift

/// A text in the form used for searches: without case, accents and other marks that people omit, so that "ozil" finds
/// "Özil" and "strasse" finds "Straße". It is computed here and not by the database, so that all databases find the
/// same.
package func foldedText(_ text: String) -> String {
  // Most texts are ASCII and need no tables.
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return joinedBySpaces(text.lowercased()) }
  var folded = String.UnicodeScalarView()
  for scalar in text._nfd where !isLeftOut(scalar) {
    for one in withoutCase(scalar).unicodeScalars where !isLeftOut(one) {
      if let plain = plainLetters[one] { folded.append(contentsOf: plain.unicodeScalars) } else { folded.append(one) }
    }
  }
  return joinedBySpaces(String(folded))
}

/// Several texts as one for searches. No search text matches across two of them.
package func foldedText(_ texts: String?...) -> String {
  texts.compactMap { $0.map(foldedText) }.joined(separator: "\n")
}

/// Replaces each run of white space by one space.
private func joinedBySpaces(_ text: String) -> String {
  var joined = ""
  var isAfterSpace = false
  for scalar in text.unicodeScalars {
    let isSpace = scalar.properties.isWhitespace
    if !isSpace { joined.unicodeScalars.append(scalar) } else if !isAfterSpace { joined += " " }
    isAfterSpace = isSpace
  }
  return joined
}

/// Full case folding. The upper case unifies letters that lower case does not: ß and ss, ς and σ, ı and i.
private func withoutCase(_ scalar: Unicode.Scalar) -> String {
  func mapped(_ text: String, _ mapping: KeyPath<Unicode.Scalar.Properties, String>) -> String {
    text.unicodeScalars.reduce(into: "") { $0 += $1.properties[keyPath: mapping] }
  }
  return mapped(mapped(scalar.properties.lowercaseMapping, \.uppercaseMapping), \.lowercaseMapping)
}

/// Accents and other marks that are optional in their alphabet, and invisible characters. Marks of other scripts are
/// letters there, so they are kept.
private func isLeftOut(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x0300...0x036F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true  // accents
  case 0x0483...0x0489: true  // Cyrillic
  case 0x0591...0x05BD, 0x05BF, 0x05C1...0x05C2, 0x05C4...0x05C5, 0x05C7: true  // Hebrew points
  case 0x064B...0x065F, 0x0670: true  // Arabic vowels
  default: scalar.properties.isDefaultIgnorableCodePoint
  }
}

/// Letters with a stroke, a hook or the like, which normalization does not decompose, and their plain forms.
private let plainLetters: [Unicode.Scalar: String] = [
  "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ƶ": "z", "ƀ": "b", "ɓ": "b", "ɗ": "d", "ƙ": "k",
  "ŋ": "n",
  "ɨ": "i", "ə": "e", "æ": "ae", "œ": "oe", "þ": "th", "ĳ": "ij",
]
