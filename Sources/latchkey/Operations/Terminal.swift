import Foundation

/// The features of the terminal, if there is one.
enum Terminal {
  /// Colour is used on terminals only, and never with `NO_COLOR`.
  static let isOutputStyled = isatty(STDOUT_FILENO) == 1 && setting(nil, "NO_COLOR") == nil

  /// The width of the terminal in columns. Without a terminal or a setting, 120.
  static var width: Int {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return setting(nil, "COLUMNS").flatMap(Int.init) ?? 120
  }
}

extension String {
  /// The text with an ANSI style, or unchanged.
  func styled(_ code: String, _ isStyled: Bool) -> String { isStyled ? "\u{1B}[\(code)m\(self)\u{1B}[0m" : self }

  /// The text with every control character, line breaks included, replaced by U+FFFD.
  var printable: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
  }

  /// The width of the text in terminal columns.
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

  /// The text, truncated with an ellipsis if it is wider.
  func cut(to width: Int) -> String {
    guard columns > width else { return self }
    var out = ""
    for character in self where out.columns + String(character).columns < width { out.append(character) }
    return out + "…"
  }
}
