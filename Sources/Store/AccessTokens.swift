import API
package import Core
package import Wire

extension Connection {
  /// The token with this short part, revoked or not.
  package func accessToken(shortToken: String) throws -> AccessTokenRecord? {
    try first(
      "SELECT \(accessTokenColumns) FROM access_tokens WHERE short_token = ?", shortToken, read: readAccessToken)
  }

  package func accessTokens(of person: ID<Operator>?) throws -> [AccessTokenRecord] {
    var conditions = Conditions("1 = 1")
    conditions.add("operator_id = ?", ifPresent: person)
    return try all(
      "SELECT \(accessTokenColumns) FROM access_tokens WHERE \(conditions.sql) ORDER BY created_at, access_token_id",
      conditions.values, readAccessToken)
  }
}

extension Transaction {
  package func insert(_ token: AccessTokenRecord) throws {
    try run(
      "INSERT INTO access_tokens (\(accessTokenColumns)) VALUES (?, ?, ?, ?, ?, ?, ?)", token.id, token.operatorID,
      token.name, token.shortToken, token.longTokenHash, token.createdAt, token.revokedAt)
  }

  /// - Returns: false if the token does not exist or was already revoked.
  package func revokeAccessToken(_ id: ID<AccessTokenRecord.Token>) throws -> Bool {
    try run("UPDATE access_tokens SET revoked_at = ? WHERE access_token_id = ? AND revoked_at IS NULL", now, id) > 0
  }
}

private let accessTokenColumns = """
  access_token_id, operator_id, name, short_token, long_token_hash, created_at, revoked_at
  """

private func readAccessToken(_ row: Row) throws -> AccessTokenRecord {
  var columns = row.columns
  return AccessTokenRecord(
    id: columns.id(), operatorID: columns.id(), name: columns.text(), shortToken: columns.text(),
    longTokenHash: columns.text(), createdAt: columns.instant(), revokedAt: columns.optionalInstant())
}
