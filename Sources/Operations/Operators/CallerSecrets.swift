package import API
package import Core
package import Store
package import Wire

/// The changes of access tokens and API keys. The API and the command line make them.
extension Transaction {
  /// Creates a personal access token.
  ///
  /// - Parameter random: a random byte.
  /// - Returns: the record, and the token, which is shown only once.
  package func newAccessToken(
    of person: ID<Operator>, name: String, random: () -> UInt8
  ) throws -> (record: AccessTokenRecord, token: APIKeyToken) {
    let token = APIKeyToken(personalAccessBy: random)
    let record = AccessTokenRecord(
      id: identifiers.next(), operatorID: person, name: name, shortToken: token.shortToken,
      longTokenHash: token.longTokenHash, createdAt: now)
    try insert(record)
    return (record, token)
  }

  /// Revokes a personal access token and ends the sessions that were opened by it.
  ///
  /// - Returns: false if the token does not exist or was already revoked.
  package func revoke(_ token: ID<AccessToken>) throws -> Bool {
    try deleteOperatorSessions(openedBy: token)
    return try revokeAccessToken(token)
  }

  /// Creates an API key. A publishable key makes the workspace accept such keys.
  ///
  /// - Parameter random: a random byte.
  /// - Returns: the record, and the key, which is shown only once.
  package func newAPIKey(
    of workspace: WorkspaceRecord, name: String, isPublishable: Bool, random: () -> UInt8
  ) throws -> (record: APIKeyRecord, token: APIKeyToken) {
    let token =
      isPublishable
      ? APIKeyToken(publishableBy: random) : APIKeyToken(isSandbox: workspace.isSandbox, random: random)
    let record = APIKeyRecord(
      id: identifiers.next(), workspaceID: workspace.id, name: name, shortToken: token.shortToken,
      longTokenHash: token.longTokenHash, createdAt: now, isPublishable: isPublishable)
    let stored = try insert(record)
    if isPublishable, !workspace.takesPublishableKeys {
      var workspace = workspace
      workspace.takesPublishableKeys = true
      try save(workspace)
    }
    return (stored, token)
  }
}
