import API
import ArgumentParser
import Core
import Store
import Wire

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Show the audit of what belongs to no workspace: operators, their tokens and their sessions in browsers.",
    subcommands: [List.self, Verify.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List who changed what, in order.",
      discussion: "The audit of a workspace is listed by `latchkey audit list`.")
    @OptionGroup var options: AdminOptions
    @Option(name: .customLong("operator"), help: "Only changes by this operator.") var person: String?
    @Option(help: "Only changes about the resource with this ID.") var subject: String?

    func run() async throws {
      try await reportingProblems {
        let database = try options.database()
        var filter = AuditFilter()
        filter.operatorID = person
        filter.subjectID = subject
        let wanted = filter
        let entries = try await database.read { try $0.serverAudit(wanted) }
        database.close()
        let items = try entries.map { try JSON.parse($0.jsonBytes) }
        if options.json { Output.write(JSON.array(items)) } else { options.show(items.map(row)) }
      }
    }
  }

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check that no entry was changed or removed. Exits with 65 if one was.",
      discussion: "The audit of a workspace is checked by `latchkey audit verify`.")
    @OptionGroup var options: AdminOptions
    @Option(help: "Hash of an entry that must be in the audit, such as an earlier head.") var head: String?

    func run() async throws {
      try await reportingProblems {
        if let head, head.utf8.count != AuditEntryRecord.noHash.utf8.count {
          throw Problem(.usage, "--head must be a hash of 64 hexadecimal digits, not \(head)")
        }
        let database = try options.database()
        let result = try await database.verifyAudit(of: Transaction.noWorkspace, expecting: head)
        database.close()
        options.show([
          [
            ("is_intact", .bool(result.isIntact)), ("entry_count", .int(result.entryCount)),
            ("head", .text(result.head)), ("head_sequence", .number(result.headSequence)),
            ("faulty_sequence", .number(result.faultySequence)), ("message", .string(result.message)),
          ]
        ])
        if !result.isIntact { throw Problem.brokenAudit(result.message) }
      }
    }
  }
}

extension JSON {
  /// A whole number, or null.
  fileprivate static func number(_ number: Int?) -> JSON { number.map(JSON.int) ?? .null }
}

extension Connection {
  private static let chunk = 1000

  /// The entries of the audit outside of workspaces that match a filter, as the API shows entries.
  fileprivate func serverAudit(_ filter: AuditFilter) throws -> [AuditEntry] {
    var found: [AuditEntry] = []
    var next: Int?
    repeat {
      let range = PageRange(from: next, limit: Self.chunk)
      let page = try auditEntries(filter, .oldestFirst, range, in: Transaction.noWorkspace)
      let names = try authorNames(of: page.rows, in: Transaction.noWorkspace)
      found += page.rows.map { $0.resource(names) }
      next = page.next
    } while next != nil
    return found
  }
}

/// The parts of an entry that fit in a line.
private func row(of entry: JSON) -> [(String, JSON)] {
  let subjects: [JSON] = if case .array(let items)? = entry["subjects"] { items } else { [] }
  return [
    ("sequence", entry["sequence"] ?? .null), ("occurred_at", entry["occurred_at"] ?? .null),
    ("author", entry["author"]?["kind"] ?? .null), ("name", entry["author"]?["name"] ?? .null),
    ("operation", entry["operation"] ?? .null),
    ("subjects", .array(subjects.compactMap { $0["resource_id"] })),
  ]
}
