import API
import ArgumentParser
import Core
import Foundation
import Server
import Store
import Wire

struct Admin: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Workspaces, callers and the seal of a data folder, also while it is being served.",
    subcommands: [
      WorkspacesCommand.self, KeysCommand.self, OperatorsCommand.self, TokensCommand.self, SessionsCommand.self,
      SealCommand.self,
    ])
}

/// What all administration has: the folder, and how to print.
struct AdminOptions: ParsableArguments {
  @Option(help: "Folder with the data; LATCHKEY_DATA. (default: latchkey-data)") var data: String?
  @Flag(help: "Print JSON.") var json = false

  private var path: String { setting(data, "LATCHKEY_DATA", standard: "latchkey-data") ?? "latchkey-data" }

  /// The folder, which holds data already.
  func folder() throws -> DataFolder { try DataFolder(existing: path) }

  var folderExists: Bool { FileManager.default.fileExists(atPath: path) }

  /// The folder, which is made where it is not there.
  func newFolder() throws -> DataFolder { try DataFolder(path) }

  func database() throws -> Database { try folder().openDatabase() }

  /// Prints rows as an aligned table, or as JSON.
  func show(_ rows: [[(String, String)]]) {
    if json {
      let items = rows.map { JSON.object(Dictionary(uniqueKeysWithValues: $0.map { ($0.0, JSON.string($0.1)) })) }
      return print(String(decoding: JSON.array(items).bytes, as: UTF8.self))
    }
    guard let first = rows.first else { return print("none") }
    let header = first.map(\.0)
    let lines = [header] + rows.map { $0.map(\.1) }
    let widths = header.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    for line in lines {
      let cells = zip(line, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }
      print(cells.joined(separator: "  ").trimmingCharacters(in: .whitespaces))
    }
  }
}
