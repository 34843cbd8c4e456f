import API
import ArgumentParser
import Core
import Store
import Wire

struct OperatorsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operators", abstract: "People and programs that run workspaces by personal access tokens.",
    subcommands: [Create.self, Add.self, Remove.self, List.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Create an operator, who runs no workspace yet.")
    @OptionGroup var options: AdminOptions
    @Argument(help: "Who it is, such as \"Ann of the front desk\".") var name: String

    func run() async throws {
      try await reportingProblems {
        guard !name.isBlank else {
          throw Problem(.usage, "an operator needs a name; give one, such as \"Ann\"")
        }
        let database = try options.database()
        let person = Operator(id: Identifiers.machine.next(), name: name, createdAt: SystemClock.machine.now())
        try await database.writeOutsideWorkspaces(at: person.createdAt, by: .commandLine) { try $0.insert(person) }
        database.close()
        options.show([[("operator_id", .id(person.id)), ("name", .string(name))]])
      }
    }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Let an operator run a workspace.")
    @OptionGroup var options: AdminOptions
    @Argument(help: "ID of the operator.") var id: String
    @Option(help: "The workspace.") var workspace: String

    func run() async throws {
      try await reportingProblems {
        let database = try options.database()
        let person = try await database.existingOperator(id)
        let workspaceID = ID<Workspace>(workspace)
        guard try await database.read({ try $0.workspace(workspaceID) }) != nil else {
          throw Problem(.notFound, "there is no workspace \(workspace); `latchkey admin workspaces list` shows them")
        }
        try await database.writeOutsideWorkspaces(at: SystemClock.machine.now(), by: .commandLine) {
          try $0.add(workspaceID, to: person.id)
        }
        database.close()
        options.show([[("operator_id", .string(id)), ("workspace_id", .string(workspace))]])
      }
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take a workspace from an operator, at once.")
    @OptionGroup var options: AdminOptions
    @Argument(help: "ID of the operator.") var id: String
    @Option(help: "The workspace.") var workspace: String

    func run() async throws {
      try await reportingProblems {
        let database = try options.database()
        let person = try await database.existingOperator(id)
        let workspaceID = ID<Workspace>(workspace)
        let isRemoved = try await database.writeOutsideWorkspaces(at: SystemClock.machine.now(), by: .commandLine) {
          try $0.remove(workspaceID, from: person.id)
        }
        guard isRemoved else {
          throw Problem(
            .notFound, "the operator runs no workspace \(workspace); `latchkey admin operators list` shows which")
        }
        database.close()
        options.show([[("operator_id", .string(id)), ("workspace_id", .string(workspace))]])
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the operators and the workspaces that they run.")
    @OptionGroup var options: AdminOptions

    func run() async throws {
      try await reportingProblems {
        let database = try options.database()
        let people = try await database.read { connection in
          try connection.operators().map { ($0, try connection.workspaces(of: $0.id)) }
        }
        database.close()
        options.show(
          people.map { person, workspaces in
            [
              ("operator_id", .id(person.id)), ("name", .string(person.name)),
              ("workspaces", .array(workspaces.map(Self.told))), ("created_at", .instant(person.createdAt)),
            ]
          })
      }
    }

    private static func told(_ workspace: WorkspaceRecord) -> JSON {
      .object(["workspace_id": .id(workspace.id), "name": .string(workspace.name)])
    }
  }
}

extension Database {
  func existingOperator(_ id: String) async throws -> Operator {
    let key = ID<Operator>(id)
    guard let person = try await read({ try $0.operator(key) }) else {
      throw Problem(.notFound, "there is no operator \(id); `latchkey admin operators list` shows them")
    }
    return person
  }
}
