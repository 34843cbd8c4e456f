import API
import Core
import Store
import Wire

/// An id of an identity that was merged stands for the one that it became, in every operation.
extension Platform {
  func namingSurvivors(_ parameters: JSON, _ caller: Caller) async throws -> JSON {
    guard case .object(var members) = parameters else { return parameters }
    let named = members.filter { Self.identityParameters.contains($0.key) }
    if named.isEmpty { return parameters }
    let replaced = try await database.read { connection in
      try named.mapValues { try connection.namingSurvivors($0, in: caller.workspaceID) }
    }
    members.merge(replaced) { $1 }
    return .object(members)
  }

  private static let identityParameters: Set = ["user_identity_id", "user_identity_ids", "owner_user_identity_id"]
}

extension Connection {
  fileprivate func namingSurvivors(_ value: JSON, in workspace: ID<Workspace>) throws -> JSON {
    switch value {
    case .string(let id): try survivor(of: ID(id), in: workspace).map { .string($0.text) } ?? value
    case .array(let ids): .array(try ids.map { try namingSurvivors($0, in: workspace) })
    default: value
    }
  }
}
