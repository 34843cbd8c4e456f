import API
import Core
import Store
import Wire

extension Platform {
  func handleAcsSystems(_ handlers: inout Handlers) {
    handlers.on(AcsSystems.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        let rows = try connection.acsSystemRows(only: request.acsSystemID, in: caller.workspaceID)
        guard let row = rows.first else { throw APIError.notFound(.acsSystem, request.acsSystemID.text) }
        return row.resource(connection.brand)
      }
    }
    handlers.on(AcsSystems.List.self) { request, caller in
      try await read(caller) { connection, _ in
        try connection.acsSystemRows(
          account: request.connectedAccountID, customer: request.customerKey, search: request.search,
          sight: caller.session.map(connection.sight), in: caller.workspaceID
        ).map { $0.resource(connection.brand) }
      }
    }
    handlers.on(AcsSystems.ListCompatibleCredentialManagerAcsSystems.self) { request, caller in
      try await read(caller) { connection, _ in
        guard let system = try connection.acsSystem(request.acsSystemID, in: caller.workspaceID) else {
          throw APIError.notFound(.acsSystem, request.acsSystemID.text)
        }
        let rows = try connection.acsSystemRows(account: system.connectedAccountID, in: caller.workspaceID)
        return rows.filter(\.system.isCredentialManager).map { $0.resource(connection.brand) }
      }
    }
  }
}
