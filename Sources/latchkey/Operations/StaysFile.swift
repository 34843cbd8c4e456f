import API
import Foundation
import Wire

/// The file of `latchkey stays import FILE`, which gives the operation some of its parameters.
enum StaysFile {
  /// The name of the file in a help text.
  static let placeholder = "<file>"
  static let doc = "CSV, or iCal if its name ends in .ics; - for standard input. It gives --document and --format."
  static let documentName = "document"
  private static let formatName = "format"

  /// Whether a parameter comes from the file.
  static func gives(_ option: FieldOption) -> Bool { [[documentName], [formatName]].contains(option.path) }

  /// The parameters that the file gives.
  ///
  /// - Parameter name: the path of the file, or `-` for standard input.
  /// - Throws: ``Problem`` if the file cannot be read.
  static func parameters(of name: String) throws -> [String: JSON] {
    [documentName: .string(try text(of: name)), formatName: .string(format(of: name).rawValue)]
  }

  private static func format(of name: String) -> StayFormat {
    [".ics", ".ical", ".ifb"].contains { name.lowercased().hasSuffix($0) } ? .iCal : .csv
  }

  private static func text(of name: String) throws -> String {
    let limit = DocumentText.sizeMax
    let handle = name == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: name)
    let unreadable = Problem(
      .notFound, name == "-" ? "standard input cannot be read" : "the file \(name) cannot be read")
    guard let handle else { throw unreadable }
    let data: Data
    do { data = try handle.read(upToCount: limit + 1) ?? Data() } catch { throw unreadable }
    guard data.count <= limit else { throw Problem(.data, "the file has more than \(limit) bytes; split it") }
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw Problem(.data, "the file is not UTF-8; save it as UTF-8")
    }
    guard text.contains(where: { !$0.isWhitespace }) else { throw Problem(.data, "the file is empty") }
    return text
  }
}
