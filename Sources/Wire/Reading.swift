/// What a document is to its reader.
///
/// An answer may come from a newer server, and is taken as it is. In a request, a blank text and a misspelt name are faults:
/// its sender means something else than what would be done.
public enum Reading: Sendable {
  case answer
  /// - Parameter names: every parameter that the public API has anywhere. None of them is a misspelling of another.
  case request(knowing: Set<String>)

  var isOfRequest: Bool { if case .request = self { true } else { false } }
}

extension StringProtocol {
  /// Whether there is nothing to see: no character at all, or only white space and characters that are never shown.
  public var isBlank: Bool { unicodeScalars.allSatisfy(\.isBlank) }
}

extension Unicode.Scalar {
  /// The Braille pattern without dots, and the musical symbol for no note: they are drawn as a gap.
  private static let drawnAsGaps: Set<Unicode.Scalar> = ["\u{2800}", "\u{1D159}"]

  fileprivate var isBlank: Bool {
    if properties.isWhitespace || properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint {
      return true
    }
    return switch properties.generalCategory {
    case .control, .format: true
    default: Self.drawnAsGaps.contains(self)
    }
  }
}

extension Issues {
  /// Notes a blank text of a request.
  mutating func refuseBlank(_ text: String) {
    guard reading.isOfRequest, text.isBlank else { return }
    add(text.isEmpty ? "String must contain at least 1 character(s)" : "Must not consist only of whitespace")
  }
}
