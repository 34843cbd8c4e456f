import API
import Foundation
import Testing
import Wire

import struct Wire.Operation

/// What the server makes of each operation of the public API, as committed in `docs/public-operations.md`.
@Suite("The page of public operations") struct PublicOperations {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardizedFileURL

  /// The operations in the structure of the public API that it documents, and the others.
  private struct Known {
    var documented: [Operation] = []
    var others: [Operation] = []

    init() throws {
      let file = PublicOperations.root.appendingPathComponent("Tests/contract/api-structure.json")
      let document = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
      let paths = try #require(document?["paths"] as? [String: [String: [String: Any]]])
      let operations = catalogue.map { $0.operation }.sorted { $0.path < $1.path }
      for operation in operations {
        guard let verbs = paths[operation.path] else { continue }
        if verbs.values.contains(where: { $0["x-undocumented"] != nil }) {
          others.append(operation)
        } else {
          documented.append(operation)
        }
      }
    }
  }

  private static func row(_ operation: Operation) -> String {
    let cells: [String]
    if let refusal = operation.refusal {
      let isOfAttempt = refusal.status == 200
      cells = [
        refusal.subject.map { "real, but refused for \($0)" } ?? "refused",
        "`\(refusal.type)`" + (isOfAttempt ? " of the attempt" : ""), refusal.message,
      ]
    } else {
      cells = [operation.findsNothing ? "real, finds nothing" : "real", "", ""]
    }
    return "| `\(operation.path)` | " + cells.joined(separator: " | ") + " |"
  }

  private static func table(_ operations: [Operation]) -> [String] {
    ["| operation | answer | error | message |", "| --- | --- | --- | --- |"] + operations.map(row)
  }

  private static func page() throws -> String {
    let known = try Known()
    var lines = [
      "# The operations of the public API", "",
      "What the server makes of each operation. *real*: it does what the public API says, and",
      "[differences.md](differences.md) lists where it differs. *finds nothing*: Salto KS has nothing of the kind, so lists",
      "are empty and IDs get 404. *refused*: each call gets the error, once the IDs were found.",
      "A test prints this page from the description of the operations.", "",
      "## Documented", "",
    ]
    lines += table(known.documented)
    lines += ["", "## Undocumented", "", "The public API has these too, and does not document them.", ""]
    lines += table(known.others)
    lines.append("")
    return lines.joined(separator: "\n")
  }

  @Test("says what becomes of each; UPDATE_GOLDEN=1 prints it")
  func pageThatIsCommitted() throws {
    let file = Self.root.appendingPathComponent("docs/public-operations.md")
    let printed = try Self.page()
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil { try Data(printed.utf8).write(to: file) }
    #expect(try String(contentsOf: file, encoding: .utf8) == printed)
  }

  @Test("has all documented operations")
  func isComplete() throws { #expect(try Known().documented.count == 171) }
}
