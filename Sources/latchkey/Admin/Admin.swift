import API
import ArgumentParser
import Core
import Foundation
import Operations
import Store
import Wire

struct Admin: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Manage workspaces, callers, the seal key and the server's audit. Works while the server is running.",
    subcommands: [
      WorkspacesCommand.self, KeysCommand.self, OperatorsCommand.self, TokensCommand.self, SessionsCommand.self,
      SealCommand.self, AuditCommand.self, DatabaseCommand.self,
    ])
}

/// The options of every administration command: where the data is, and the output format.
struct AdminOptions: ParsableArguments {
  @OptionGroup var files: FolderOptions
  @Option(
    name: .customLong("database"),
    help:
      "PostgreSQL, such as postgres://latchkey@db.example.com/latchkey; LATCHKEY_DATABASE. (default: the data folder)")
  var address: String?

  func place() throws -> DatabasePlace { try DatabasePlace(address) }

  /// Opens the database. A data folder must exist.
  func database() throws -> Database { try place().open(in: try folder()) }

  /// Opens the database. A data folder is created if it does not exist.
  func newDatabase() throws -> Database { try place().open(in: try newFolder()) }
}

extension AdminOptions {
  var json: Bool { files.json }
  var folderExists: Bool { files.folderExists }

  func folder() throws -> DataFolder { try files.folder() }
  func newFolder() throws -> DataFolder { try files.newFolder() }
  func show(_ rows: [[(String, JSON)]]) { files.show(rows) }
}

/// The data folder and the output format.
struct FolderOptions: ParsableArguments {
  @Option(help: "Data folder; LATCHKEY_DATA. (default: latchkey-data)") var data: String?
  @Flag(help: "Print JSON.") var json = false

  private var path: String { setting(data, "LATCHKEY_DATA", standard: "latchkey-data") ?? "latchkey-data" }

  /// Opens the data folder, which must exist.
  func folder() throws -> DataFolder { try DataFolder(existing: path) }

  var folderExists: Bool { FileManager.default.fileExists(atPath: path) }

  /// Opens the data folder, or creates it.
  func newFolder() throws -> DataFolder { try DataFolder(path) }

  /// Prints rows as an aligned table, or as JSON with `--json`.
  func show(_ rows: [[(String, JSON)]]) {
    if json {
      return Output.write(JSON.array(rows.map { JSON.object(Dictionary(uniqueKeysWithValues: $0)) }))
    }
    guard let first = rows.first else { return Output.write("none") }
    let header = first.map(\.0)
    let lines = [header] + rows.map { $0.map { Self.cell($0.1) } }
    let widths = header.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    for line in lines {
      let cells = zip(line, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }
      Output.write(cells.joined(separator: "  ").trimmingCharacters(in: .whitespaces))
    }
  }

  /// A value as a table cell: an object as its name, null as a dash.
  private static func cell(_ value: JSON) -> String {
    switch value {
    case .null: "-"
    case .string(let text): text.printable
    case .bool(let flag): flag ? "yes" : "no"
    case .array(let items): items.map(cell).joined(separator: ", ")
    case .object(let members): members["name"]?.text?.printable ?? String(decoding: value.bytes, as: UTF8.self)
    default: String(decoding: value.bytes, as: UTF8.self)
    }
  }
}

extension JSON {
  /// The text of an ID.
  static func id<Owner>(_ id: ID<Owner>) -> JSON { .string(id.text) }

  /// A string, or null.
  static func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }

  /// An instant in the API's format, or null.
  static func instant(_ instant: Instant?) -> JSON { text(instant?.description) }
}
