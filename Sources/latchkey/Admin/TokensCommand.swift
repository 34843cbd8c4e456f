import API
import ArgumentParser
import Core
import Operations
import Store
import Wire

struct TokensCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokens", abstract: "Manage the personal access tokens of operators.",
    subcommands: [Create.self, List.self, Revoke.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Create a token. It is shown only once.")
    @OptionGroup var options: AdminOptions
    @Option(name: .customLong("operator"), help: "The operator.") var person: String
    @Option(help: "Name of the token.") var name = AccessTokenRecord.standardName

    func run() async throws {
      try await reportingProblems {
        if name.isBlank {
          throw Problem(.usage, "the name of the token is empty; omit --name for \"Personal access token\"")
        }
        let database = try options.database()
        let person = try await database.existingOperator(person)
        let tokenName = name
        let call = AuditedCall("admin tokens create")
        let made = try await database.writeOutsideWorkspaces(
          at: SystemClock.machine.now(), by: .commandLine, asking: call
        ) {
          try $0.newAccessToken(of: person.id, name: tokenName, random: randomByte)
        }
        database.close()
        options.show([
          [
            ("access_token_id", .id(made.record.id)), ("access_token", .string(made.token.secretText)),
            ("name", .string(made.record.name)),
          ]
        ])
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the tokens without their secrets.")
    @OptionGroup var options: AdminOptions
    @Option(name: .customLong("operator"), help: "Only tokens of this operator.") var person: String?

    func run() async throws {
      try await reportingProblems {
        let database = try options.database()
        let id = person.map { ID<Operator>($0) }
        let tokens = try await database.read { try $0.accessTokens(of: id) }
        database.close()
        options.show(
          tokens.map { token in
            [
              ("access_token_id", .id(token.id)), ("operator_id", .id(token.operatorID)), ("name", .string(token.name)),
              ("begins", .string("seam_\(token.shortToken)")), ("created_at", .instant(token.createdAt)),
              ("last_used_at", .instant(token.lastUsedAt)), ("revoked_at", .instant(token.revokedAt)),
            ]
          })
      }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Revoke a token immediately.")
    @OptionGroup var options: AdminOptions
    @Argument(help: "ID of the token, as listed.") var id: String

    func run() async throws {
      try await reportingProblems {
        let database = try options.database()
        let token = ID<AccessToken>(id)
        let now = SystemClock.machine.now()
        let call = AuditedCall("admin tokens revoke", parameters: ["access_token_id": .string(id)])
        let isRevoked = try await database.writeOutsideWorkspaces(at: now, by: .commandLine, asking: call) {
          try $0.revoke(token)
        }
        database.close()
        if !isRevoked {
          throw Problem(.notFound, "token \(id) not found or already revoked; run `latchkey admin tokens list`")
        }
        options.show([[("access_token_id", .string(id)), ("revoked_at", .instant(now))]])
      }
    }
  }
}
