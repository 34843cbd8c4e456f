public import Wire

/// The format of a file with stays.
public enum StayFormat: String, Choice {
  case csv
  case iCal = "ical"
}

/// The text of a file.
public struct DocumentText: Wire, Hashable {
  /// The maximum size, in bytes.
  public static let sizeMax = 2 << 20

  public var text: String
  public init(_ text: String) { self.text = text }

  public static var schema: Schema { .string(format: nil) }
  public static var blank: DocumentText { DocumentText("") }
  public init(_ json: JSON, noting issues: inout Issues) {
    guard case .string(let text) = json else {
      self.text = ""
      issues.add("Expected string, received \(json.kind)")
      return
    }
    self.text = text
    if text.utf8.count > Self.sizeMax {
      issues.add("String must contain at most \(Self.sizeMax) byte(s)")
    } else if text.utf8.contains(0) {
      issues.add("String must not contain the character U+0000")
    } else {
      issues.refuseBlank(text)
    }
  }
  public func write(to writer: inout JSONWriter) { writer.json(.string(text)) }
}
