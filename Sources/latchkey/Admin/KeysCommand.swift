import API
import ArgumentParser
import Core
import Operations
import Store
import Wire

struct KeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Manage API keys.", subcommands: [Create.self, List.self, Revoke.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Create a key. It is shown only once.")
    @OptionGroup var options: AdminOptions
    @Option(help: "The workspace.") var workspace: String
    @Option(help: "Name of the key.") var name = APIKeyRecord.standardName
    @Flag(
      help:
        "Create a publishable key for an app, which can only create empty sessions. Enables such keys."
    )
    var publishable = false

    func run() async throws {
      try await reportingProblems {
        if name.isBlank { throw Problem(.usage, "the name of the key is empty; omit --name for \"API key\"") }
        let database = try options.database()
        let (workspaceID, keyName, isPublishable) = (workspace, name, publishable)
        let call = AuditedCall("admin keys create")
        let made = try await database.write(
          in: ID(workspaceID), at: SystemClock.machine.now(), by: .commandLine, asking: call
        ) { transaction in
          let workspace = try transaction.existingWorkspace(workspaceID)
          return try transaction.newAPIKey(
            of: workspace, name: keyName, isPublishable: isPublishable, random: randomByte)
        }
        database.close()
        options.show([
          [
            ("api_key_id", .id(made.record.id)), ("api_key", .string(made.token.secretText)),
            ("name", .string(made.record.name)),
          ]
        ])
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the keys without their secrets.")
    @OptionGroup var options: AdminOptions
    @Option(help: "Only keys of this workspace.") var workspace: String?

    func run() async throws {
      try await reportingProblems {
        let database = try options.database()
        let id = workspace.map { ID<Workspace>($0) }
        let keys = try await database.read { try $0.apiKeys(of: id) }
        database.close()
        options.show(
          keys.map { $0.record }.map { key in
            [
              ("api_key_id", .id(key.id)), ("workspace_id", .id(key.workspaceID)), ("name", .string(key.name)),
              ("kind", .string(key.isPublishable ? "publishable" : "secret")),
              ("begins", .string("seam_\(key.shortToken)")), ("created_at", .instant(key.createdAt)),
              ("last_used_at", .instant(key.lastUsedAt)), ("revoked_at", .instant(key.revokedAt)),
            ]
          })
      }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Revoke a key. A running server accepts it for up to one more second.")
    @OptionGroup var options: AdminOptions
    @Argument(help: "ID of the key, as listed.") var id: String

    func run() async throws {
      try await reportingProblems {
        let database = try options.database()
        let key = ID<APIKey>(id)
        let now = SystemClock.machine.now()
        let found = try await database.read { try $0.apiKey(key) }
        var isRevoked = false
        if let found {
          let call = AuditedCall("admin keys revoke", parameters: ["api_key_id": .string(id)])
          isRevoked = try await database.write(in: found.workspaceID, at: now, by: .commandLine, asking: call) {
            try $0.revokeAPIKey(key)
          }
        }
        database.close()
        if !isRevoked {
          throw Problem(.notFound, "key \(id) not found or already revoked; run `latchkey admin keys list`")
        }
        options.show([[("api_key_id", .string(id)), ("revoked_at", .instant(now))]])
      }
    }
  }
}

/// A byte from the system's random number generator.
func randomByte() -> UInt8 { UInt8.random(in: .min ... .max) }
