import API
import ArgumentParser
import Core
import Store
import Wire

struct OperatorsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operators",
    abstract: "Manage operators: people and programs that run workspaces with personal access tokens.",
    subcommands: [Create.self, Add.self, Remove.self, List.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Create an operator. The operator has no workspaces yet.")
    @OptionGroup var options: AdminOptions
    @Argument(help: "Name of the operator, such as \"Ann of the front desk\".") var name: String

    func run() async throws {
      try await reportingProblems {
        guard !name.isBlank else {
          throw Problem(.usage, "the name of the operator is empty; give one, such as \"Ann\"")
        }
        let database = try options.database()
        let person = Operator(id: Identifiers.machine.next(), name: name, createdAt: SystemClock.machine.now())
        let call = AuditedCall("admin operators create")
        try await database.writeOutsideWorkspaces(at: person.createdAt, by: .commandLine, asking: call) {
          try $0.insert(person)
        }
        database.close()
        options.show([[("operator_id", .id(person.id)), ("name", .string(name))]])
      }
    }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Give an operator access to a workspace.")
    @OptionGroup var access: OperatorAccess

    func run() async throws {
      try await access.change { database, person, workspace in
        let id = try await database.existingWorkspace(workspace).id
        let call = AuditedCall("admin operators add", parameters: ["operator_id": .string(person.id.text)])
        try await database.write(in: id, at: SystemClock.machine.now(), by: .commandLine, asking: call) {
          try $0.add(id, to: person.id)
        }
      }
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Revoke an operator's access to a workspace immediately.")
    @OptionGroup var access: OperatorAccess

    func run() async throws {
      try await access.change { database, person, workspace in
        let id = ID<Workspace>(workspace)
        let call = AuditedCall("admin operators remove", parameters: ["operator_id": .string(person.id.text)])
        let isRemoved = try await database.write(
          in: id, at: SystemClock.machine.now(), by: .commandLine, asking: call
        ) {
          try $0.remove(id, from: person.id)
        }
        guard isRemoved else {
          throw Problem(
            .notFound, "the operator has no access to workspace \(workspace); run `latchkey admin operators list`")
        }
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the operators and their workspaces.")
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
              ("workspaces", .array(workspaces.map(Self.listed))), ("created_at", .instant(person.createdAt)),
            ]
          })
      }
    }

    private static func listed(_ workspace: WorkspaceRecord) -> JSON {
      .object(["workspace_id": .id(workspace.id), "name": .string(workspace.name)])
    }
  }
}

/// The operator and the workspace of a command that changes the operator's access.
struct OperatorAccess: ParsableArguments {
  @OptionGroup var options: AdminOptions
  @Argument(help: "ID of the operator.") var id: String
  @Option(help: "The workspace.") var workspace: String

  /// Changes the access, and prints whose it is.
  func change(_ body: (Database, Operator, _ workspace: String) async throws -> Void) async throws {
    try await reportingProblems {
      let database = try options.database()
      try await body(database, try await database.existingOperator(id), workspace)
      database.close()
      options.show([[("operator_id", .string(id)), ("workspace_id", .string(workspace))]])
    }
  }
}

extension Database {
  func existingOperator(_ id: String) async throws -> Operator {
    let key = ID<Operator>(id)
    guard let person = try await read({ try $0.operator(key) }) else {
      throw Problem(.notFound, "operator \(id) not found; run `latchkey admin operators list`")
    }
    return person
  }
}
