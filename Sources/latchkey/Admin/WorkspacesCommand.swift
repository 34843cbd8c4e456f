import API
import ArgumentParser
import Core
import Store
import Wire

struct WorkspacesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workspaces", abstract: "Manage workspaces.", subcommands: [Create.self, List.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Create a workspace. It is a sandbox by default.")
    @OptionGroup var options: AdminOptions
    @Argument(help: "Name of the workspace.") var name: String
    @Flag(help: "Create a production workspace for real doors, which uses the system clock.") var production = false

    func run() async throws {
      try await reportingProblems {
        guard !name.isBlank else {
          throw Problem(.usage, "the name of the workspace is empty; give one, such as \"My hotel\"")
        }
        let database = try options.newDatabase()
        let workspace = WorkspaceRecord(
          id: Identifiers.machine.next(), name: name, isSandbox: !production, createdAt: SystemClock.machine.now(),
          clockOffset: .zero)
        let call = AuditedCall("admin workspaces create")
        try await database.write(in: workspace.id, at: workspace.createdAt, by: .commandLine, asking: call) {
          try $0.save(workspace)
        }
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

extension Connection {
  func existingWorkspace(_ id: String) throws -> WorkspaceRecord {
    guard let workspace = try self.workspace(ID<Workspace>(id)) else {
      throw Problem(.notFound, "workspace \(id) not found; run `latchkey admin workspaces list`")
    }
    return workspace
  }
}

private func row(of workspace: WorkspaceRecord) -> [(String, JSON)] {
  [
    ("workspace_id", .id(workspace.id)), ("name", .string(workspace.name)),
    ("kind", .string(workspace.isSandbox ? "sandbox" : "production")), ("created_at", .instant(workspace.createdAt)),
  ]
}
