import API
import ArgumentParser
import Core
import Foundation
import Server
import Store
import Wire

struct Admin: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Workspaces, keys and the seal of a data folder, also while it is being served.",
    subcommands: [WorkspacesCommand.self, KeysCommand.self, SealCommand.self])
}

/// What all administration has: the folder, and how to print.
struct AdminOptions: ParsableArguments {
  @Option(help: "Folder with the data; LATCHKEY_DATA. (default: latchkey-data)") var data: String?
  @Flag(help: "Print JSON.") var json = false

  func folder() throws -> DataFolder {
    try DataFolder(setting(data, "LATCHKEY_DATA", standard: "latchkey-data") ?? "latchkey-data")
  }

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

struct WorkspacesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workspaces", abstract: "Workspaces.", subcommands: [Create.self, List.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Create a workspace: a sandbox unless told otherwise.")
    @OptionGroup var options: AdminOptions
    @Argument(help: "Name of the workspace.") var name: String
    @Flag(help: "For real doors: its clock is the system's.") var production = false

    func run() async throws {
      try await reportingProblems {
        guard name.contains(where: { !$0.isWhitespace }) else {
          throw Problem(.usage, "a workspace needs a name; give one, such as \"My hotel\"")
        }
        let database = try options.database()
        let workspace = WorkspaceRecord(
          id: Identifiers.machine.next(), name: name, isSandbox: !production, createdAt: SystemClock.machine.now(),
          clockOffset: .zero)
        try await database.write { try $0.insert(workspace) }
        database.close()
        options.show([row(of: workspace)])
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the workspaces.")
    @OptionGroup var options: AdminOptions

    func run() async throws {
      try await reportingProblems {
        let database = try options.database()
        let workspaces = try await database.read { try $0.workspaces() }
        database.close()
        options.show(workspaces.map(row))
      }
    }
  }
}

private func row(of workspace: WorkspaceRecord) -> [(String, String)] {
  [
    ("workspace_id", workspace.id.text), ("name", workspace.name),
    ("kind", workspace.isSandbox ? "sandbox" : "production"), ("created_at", workspace.createdAt.description),
  ]
}

struct KeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "API keys.", subcommands: [Create.self, List.self, Revoke.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Create a key. It is shown this once and never again.")
    @OptionGroup var options: AdminOptions
    @Option(help: "The workspace.") var workspace: String
    @Option(help: "A name to know the key by.") var name = "API key"

    func run() async throws {
      try await reportingProblems {
        let database = try options.database()
        let id = ID<Workspace>(workspace)
        guard let workspace = try await database.read({ try $0.workspace(id) }) else {
          throw Problem(.notFound, "there is no workspace \(id); `latchkey admin workspaces list` shows them")
        }
        let (token, key) = newAPIKey(of: workspace, name: name)
        try await database.write { try $0.insert(key) }
        database.close()
        options.show([[("api_key_id", key.id.text), ("api_key", token.secretText), ("name", key.name)]])
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the keys, without their secrets.")
    @OptionGroup var options: AdminOptions
    @Option(help: "Only keys of this workspace.") var workspace: String?

    func run() async throws {
      try await reportingProblems {
        let database = try options.database()
        let id = workspace.map { ID<Workspace>($0) }
        let keys = try await database.read { try $0.apiKeys(of: id) }
        database.close()
        options.show(
          keys.map { key in
            [
              ("api_key_id", key.id.text), ("workspace_id", key.workspaceID.text), ("name", key.name),
              ("begins", "seam_\(key.shortToken)"), ("created_at", key.createdAt.description),
              ("revoked_at", key.revokedAt?.description ?? "-"),
            ]
          })
      }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Revoke a key. A server takes it for a second more.")
    @OptionGroup var options: AdminOptions
    @Argument(help: "ID of the key, as the list shows it.") var id: String

    func run() async throws {
      try await reportingProblems {
        let database = try options.database()
        let key = ID<APIKeyRecord.Key>(id)
        let now = SystemClock.machine.now()
        let isRevoked = try await database.write { try $0.revokeAPIKey(key, at: now) }
        database.close()
        if !isRevoked {
          throw Problem(.notFound, "there is no key \(id) to revoke; `latchkey admin keys list` shows them")
        }
        options.show([[("api_key_id", id), ("revoked_at", now.description)]])
      }
    }
  }
}

/// A new key, and what is kept of it.
func newAPIKey(of workspace: WorkspaceRecord, name: String) -> (APIKeyToken, APIKeyRecord) {
  let token = APIKeyToken(isSandbox: workspace.isSandbox) { UInt8.random(in: .min ... .max) }
  let key = APIKeyRecord(
    id: Identifiers.machine.next(), workspaceID: workspace.id, name: name, shortToken: token.shortToken,
    longTokenHash: token.longTokenHash, createdAt: SystemClock.machine.now())
  return (token, key)
}
