import Foundation

/// What the program writes to, and how much it may do there.
enum Terminal {
  /// Colour is for people who did not ask to be spared it.
  static let isOutputStyled = isatty(STDOUT_FILENO) == 1 && setting(nil, "NO_COLOR") == nil

  /// Columns of the terminal; 120 where there is none and nobody says otherwise.
  static var width: Int {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return setting(nil, "COLUMNS").flatMap(Int.init) ?? 120
  }
}

extension String {
  /// The text in bold, in colour, or as it is.
  func styled(_ code: String, _ isStyled: Bool) -> String { isStyled ? "\u{1B}[\(code)m\(self)\u{1B}[0m" : self }

  /// The text without what a terminal would obey or break a line at.
  var printable: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
  }

  /// How many columns a terminal gives the text.
  var columns: Int {
    reduce(0) { sum, character in
      guard let scalar = character.unicodeScalars.first else { return sum }
      let isWide =
        (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xA4CF).contains(scalar.value)
        || (0xAC00...0xD7A3).contains(scalar.value) || (0xF900...0xFAFF).contains(scalar.value)
        || (0xFE30...0xFE6F).contains(scalar.value) || (0xFF00...0xFF60).contains(scalar.value)
        || (0x1F300...0x1FAFF).contains(scalar.value)
      return sum + (isWide ? 2 : 1)
    }
  }

  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - columns)) }

  /// The text, cut with an ellipsis where it is wider.
  func cut(to width: Int) -> String {
    guard columns > width else { return self }
    var out = ""
    for character in self where out.columns + String(character).columns < width { out.append(character) }
    return out + "…"
  }
}
