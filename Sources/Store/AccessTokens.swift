package import API
package import Core
package import Wire

extension Connection {
  /// The token with this short part, revoked or not.
  package func accessToken(shortToken: String) throws -> AccessTokenRecord? {
    try first(
      "SELECT \(AccessTokenRecord.columns) FROM access_tokens WHERE short_token = ?", shortToken,
      read: AccessTokenRecord.read)
  }

  package func accessToken(_ id: ID<AccessToken>) throws -> AccessTokenRecord? {
    try first(
      "SELECT \(AccessTokenRecord.columns) FROM access_tokens WHERE access_token_id = ?", id,
      read: AccessTokenRecord.read)
  }

  package func accessTokens(of person: ID<Operator>?) throws -> [AccessTokenRecord] {
    var conditions = Conditions("1 = 1")
    conditions.add("operator_id = ?", ifPresent: person)
    return try all(
      "SELECT \(AccessTokenRecord.columns) FROM access_tokens WHERE \(conditions.sql) ORDER BY created_at, access_token_id",
      conditions.values, AccessTokenRecord.read)
  }
}

extension Transaction {
  package func insert(_ token: AccessTokenRecord) throws {
    try insertRow(token)
  }

  /// - Returns: false if the token does not exist or was already revoked.
  package func revokeAccessToken(_ id: ID<AccessToken>) throws -> Bool {
    try run("UPDATE access_tokens SET revoked_at = ? WHERE access_token_id = ? AND revoked_at IS NULL", now, id) > 0
  }

  /// Stores that a token is in use.
  package func noteUse(of token: ID<AccessToken>) throws {
    try run("UPDATE access_tokens SET last_used_at = ? WHERE access_token_id = ?", now, token)
  }
}

extension AccessTokenRecord: Stored {
  static let table = Table<AccessTokenRecord>("access_tokens")

  static func row(_ column: inout some ColumnVisitor<AccessTokenRecord>) -> AccessTokenRecord {
    AccessTokenRecord(
      id: column(key: "access_token_id", \.id), operatorID: column(once: "operator_id", \.operatorID),
      name: column(once: "name", \.name), shortToken: column(once: "short_token", \.shortToken),
      longTokenHash: column(once: "long_token_hash", \.longTokenHash),
      createdAt: column(once: "created_at", \.createdAt), lastUsedAt: column("last_used_at", \.lastUsedAt),
      revokedAt: column("revoked_at", \.revokedAt))
  }
}
