import API
import ArgumentParser
import Core
import Operations
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
    @Option(help: "E-mail address of the operator.") var email: String?

    func run() async throws {
      try await reportingProblems {
        guard !name.isBlank else {
          throw Problem(.usage, "the name of the operator is empty; give one, such as \"Ann\"")
        }
        if let email, !isEmailAddress(email) {
          throw Problem(.usage, "\(email) is not an e-mail address; give one, such as ann@example.com")
        }
        let database = try options.database()
        let (personName, address) = (name, email)
        let call = AuditedCall("admin operators create")
        let person = try await database.writeOutsideWorkspaces(
          at: SystemClock.machine.now(), by: .commandLine, asking: call
        ) {
          try $0.newOperator(name: personName, emailAddress: address)
        }
        database.close()
        options.show([
          [("operator_id", .id(person.id)), ("name", .string(name)), ("email_address", .text(person.emailAddress))]
        ])
      }
    }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give an operator access to a workspace, or another role there.")
    @OptionGroup var access: OperatorAccess
    @Option(help: "What the operator may do: viewer, front_desk or administrator.") var role = "administrator"

    func run() async throws {
      try await access.change { database, person, workspace in
        guard let given = OperatorRole(rawValue: role) else {
          throw Problem(.usage, "\(role) is not a role; give viewer, front_desk or administrator")
        }
        let call = AuditedCall("admin operators add", parameters: ["operator_id": .string(person.id.text)])
        try await database.write(
          in: ID(workspace), at: SystemClock.machine.now(), by: .commandLine, asking: call
        ) {
          try $0.give(given, to: person.id, in: $0.existingWorkspace(workspace).id)
        }
        return [("role", .string(given.rawValue))]
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
          try $0.dismiss(person.id, from: id)
        }
        guard isRemoved else {
          throw Problem(
            .notFound, "the operator has no access to workspace \(workspace); run `latchkey admin operators list`")
        }
        return []
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the operators with their workspaces and roles.")
    @OptionGroup var options: AdminOptions

    func run() async throws {
      try await reportingProblems {
        let database = try options.database()
        let (people, active) = try await database.read { connection in
          let people = try connection.operators().map {
            ($0, try connection.workspaces(of: $0.id), try connection.roles(of: $0.id))
          }
          return (people, try connection.lastActivity(of: people.map { $0.0.id }))
        }
        database.close()
        options.show(
          people.map { person, workspaces, roles in
            [
              ("operator_id", .id(person.id)), ("name", .string(person.name)),
              ("email_address", .text(person.emailAddress)),
              ("workspaces", .array(workspaces.map { Self.listed($0, roles[$0.id]) })),
              ("created_at", .instant(person.createdAt)), ("last_active_at", .instant(active[person.id])),
            ]
          })
      }
    }

    private static func listed(_ workspace: WorkspaceRecord, _ role: OperatorRole?) -> JSON {
      .object([
        "workspace_id": .id(workspace.id), "name": .string(workspace.name), "role": .text(role?.rawValue),
      ])
    }
  }
}

/// The operator and the workspace of a command that changes the operator's access.
struct OperatorAccess: ParsableArguments {
  @OptionGroup var options: AdminOptions
  @Argument(help: "ID of the operator.") var id: String
  @Option(help: "The workspace.") var workspace: String

  /// Changes the access, and prints whose it is.
  ///
  /// - Parameter body: makes the change, and returns what else is printed.
  func change(
    _ body: (Database, OperatorRecord, _ workspace: String) async throws -> [(String, JSON)]
  ) async throws {
    try await reportingProblems {
      let database = try options.database()
      let more = try await body(database, try await database.existingOperator(id), workspace)
      database.close()
      options.show([[("operator_id", .string(id)), ("workspace_id", .string(workspace))] + more])
    }
  }
}

extension Database {
  func existingOperator(_ id: String) async throws -> OperatorRecord {
    let key = ID<Operator>(id)
    guard let person = try await read({ try $0.operator(key) }) else {
      throw Problem(.notFound, "operator \(id) not found; run `latchkey admin operators list`")
    }
    return person
  }
}
