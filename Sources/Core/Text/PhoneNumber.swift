/// Whether a text is a phone number as people write it: 5 to 20 digits with spaces, dashes and parentheses, and a plus at
/// most in front.
package func isPhoneNumber(_ text: String) -> Bool {
  let marks = text.hasPrefix("+") ? text.dropFirst() : text[...]
  let digits = marks.filter(isDigit)
  return (5...20).contains(digits.count) && marks.allSatisfy { isDigit($0) || " -()".contains($0) }
}

/// What a phone dials for a number as people write it. A zero in parentheses is not dialed after a country's code.
package func dialedNumber(_ text: String) -> String {
  if text.hasPrefix("+") { return "+" + text.split(separator: "(0)").joined().filter(isDigit) }
  return text.filter(isDigit)
}

private func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
