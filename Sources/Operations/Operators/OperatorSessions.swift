import API
import Core
import Engine
import Store
import Wire

extension Platform {
  func handleOperatorSessions(_ handlers: inout Handlers) {
    handlers.on(OperatorSessions.List.self) { _, caller in
      let now = clocks.system.now()
      return try await read(caller) { connection, _ in
        try connection.operatorSessions(of: caller.onlyOperator, in: caller.workspaceID, at: now).map(\.resource)
      }
    }
    handlers.on(OperatorSessions.Revoke.self) { request, caller, answer in
      try await writeCallers(caller, keeping: answer) { transaction in
        let id = request.operatorSessionID
        guard let session = try transaction.operatorSession(id, at: transaction.now),
          (caller.onlyOperator ?? session.operatorID) == session.operatorID,
          try transaction.role(of: session.operatorID, in: caller.workspaceID) != nil
        else { throw APIError.notFound(.operatorSession, id.text) }
        try transaction.delete(session.id)
        return Nothing()
      }
    }
  }
}

extension Caller {
  /// The only operator whose sessions the caller sees. Nil for an administrator, who sees all.
  fileprivate var onlyOperator: ID<Operator>? { role == .administrator ? nil : operatorID }
}
