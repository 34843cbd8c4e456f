import API
import Foundation
import Wire

/// The file of `latchkey stays import FILE`, which becomes the parameters of the operation.
enum StaysFile {
  private static let words = ["stays", "import"]

  /// The command line with the text of the file in it. Other command lines are unchanged.
  ///
  /// - Throws: ``Problem`` if the file cannot be read.
  static func expanded(_ arguments: [String]) throws -> [String] {
    guard arguments.count > 2, Array(arguments.prefix(2)) == words else { return arguments }
    let name = arguments[2]
    guard name == "-" || !name.hasPrefix("-") else { return arguments }
    let rest = Array(arguments.dropFirst(3))
    let body = JSON.object(["document": .string(try text(of: name)), "format": .string(format(of: name).rawValue)])
    return words + ["--json-body", String(decoding: body.bytes, as: UTF8.self)] + rest
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
    return text
  }
}
