import API
import Core
import Store
import Wire

extension Platform {
  func handleAPIKeys(_ handlers: inout Handlers) {
    handlers.on(APIKeys.List.self) { _, caller in
      try await read(caller) { connection, _ in
        try connection.apiKeys(of: caller.workspaceID).map { $0.record.resource(creatorName: $0.creatorName) }
      }
    }
    handlers.on(APIKeys.Create.self) { request, caller, answer in
      let random = secrets.random
      return try await writeCallers(caller, keeping: answer) { transaction in
        guard let workspace = try transaction.workspace(caller.workspaceID) else {
          throw APIError.notFound(.workspace, caller.workspaceID.text)
        }
        let made = try transaction.newAPIKey(
          of: workspace, name: request.name ?? APIKeyRecord.standardName, isPublishable: request.isPublishable,
          random: random)
        return made.record.resource(key: made.token.secretText)
      }
    }
    handlers.on(APIKeys.Revoke.self) { request, caller, answer in
      return try await writeCallers(caller, keeping: answer) { transaction in
        guard let key = try transaction.apiKey(request.apiKeyID), key.workspaceID == caller.workspaceID else {
          throw APIError.notFound(.apiKey, request.apiKeyID.text)
        }
        _ = try transaction.revokeAPIKey(key.id)
        return Nothing()
      }
    }
  }
}
