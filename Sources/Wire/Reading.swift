/// How strictly a document is read.
///
/// An answer may come from a newer server and is read tolerantly. In a request, a blank text and a misspelt name are
/// faults, since otherwise the server would do something else than the caller intended.
public enum Reading: Sendable {
  case answer
  /// - Parameter names: All parameter names of the public API. None of them counts as a misspelling of another.
  case request(knowing: Set<String>)

  var isOfRequest: Bool { if case .request = self { true } else { false } }
}

extension StringProtocol {
  /// Whether the text shows nothing: it is empty, or has only white space and invisible characters.
  public var isBlank: Bool { unicodeScalars.allSatisfy(\.isBlank) }
}

extension Unicode.Scalar {
  /// The empty Braille pattern and the musical null notehead. Both are drawn as a gap.
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
  /// Records a fault for a blank text in a request.
  public mutating func refuseBlank(_ text: String) {
    guard reading.isOfRequest, text.isBlank else { return }
    add(text.isEmpty ? "String must contain at least 1 character(s)" : "Must not consist only of whitespace")
  }
}
