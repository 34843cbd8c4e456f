import API
import ArgumentParser
import Core
import Store
import Wire

struct SessionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sessions", abstract: "Manage the client sessions of apps.", subcommands: [List.self, Revoke.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the sessions of a workspace without their tokens.")
    @OptionGroup var options: AdminOptions
    @Option(help: "The workspace.") var workspace: String

    func run() async throws {
      try await reportingProblems {
        let database = try options.database()
        let id = ID<Workspace>(workspace)
        let sessions = try await database.read { try $0.clientSessions(ClientSessionFilter(), in: id) }
        database.close()
        options.show(
          sessions.map { session in
            [
              ("client_session_id", .id(session.id)), ("user", .text(session.userIdentifierKey)),
              ("user_identity_id", .text(session.userIdentityID?.text)),
              ("expires_at", .instant(session.expiresAt)), ("revoked_at", .instant(session.revokedAt)),
            ]
          })
      }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Revoke a session immediately.")
    @OptionGroup var options: AdminOptions
    @Argument(help: "ID of the session, as listed.") var id: String
    @Option(help: "The workspace.") var workspace: String

    func run() async throws {
      try await reportingProblems {
        let database = try options.database()
        let (session, workspaceID) = (ID<ClientSession>(id), ID<Workspace>(workspace))
        // A sandbox has its own clock.
        let offset = try await database.read { try $0.workspace(workspaceID)?.clockOffset } ?? .zero
        let revokedAt = try await database.write(
          in: workspaceID, at: SystemClock.machine.now() + offset, by: .commandLine,
          asking: AuditedCall("admin sessions revoke")
        ) { transaction -> Instant? in
          guard var found = try transaction.clientSession(session, in: workspaceID) else { return nil }
          found.revokedAt = found.revokedAt ?? transaction.now
          try transaction.save(found)
          return found.revokedAt
        }
        database.close()
        guard let revokedAt else {
          throw Problem(.notFound, "session not found; run `latchkey admin sessions list`")
        }
        options.show([[("client_session_id", .string(id)), ("revoked_at", .instant(revokedAt))]])
      }
    }
  }
}
