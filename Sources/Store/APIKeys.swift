package import API
import Core
package import Wire

/// A stored API key, without the secret itself.
package struct APIKeyRecord: Hashable, Sendable {
  package enum Key {}
  package var id: ID<Key>
  package var workspaceID: ID<Workspace>
  package var name: String
  /// The short part of the key.
  package var shortToken: String
  /// SHA-256 of the secret part, in hexadecimal.
  package var longTokenHash: String
  package var createdAt: Instant
  package var revokedAt: Instant?
  /// Whether it is a publishable key for apps, which can only create empty client sessions.
  package var isPublishable: Bool

  package init(
    id: ID<Key>, workspaceID: ID<Workspace>, name: String, shortToken: String, longTokenHash: String,
    createdAt: Instant, revokedAt: Instant? = nil, isPublishable: Bool = false
  ) {
    self.isPublishable = isPublishable
    self.id = id
    self.workspaceID = workspaceID
    self.name = name
    self.shortToken = shortToken
    self.longTokenHash = longTokenHash
    self.createdAt = createdAt
    self.revokedAt = revokedAt
  }
}

extension Connection {
  /// The key with this short part, revoked or not.
  package func apiKey(shortToken: String) throws -> APIKeyRecord? {
    try first("SELECT \(apiKeyColumns) FROM api_keys WHERE short_token = ?", shortToken, read: apiKeyRecord)
  }

  package func apiKeys(of workspace: ID<Workspace>?) throws -> [APIKeyRecord] {
    var conditions = Conditions("1 = 1")
    conditions.add("workspace_id = ?", ifPresent: workspace)
    return try all(
      "SELECT \(apiKeyColumns) FROM api_keys WHERE \(conditions.sql) ORDER BY created_at, api_key_id",
      conditions.values,
      apiKeyRecord)
  }
}

extension Transaction {
  package func insert(_ key: APIKeyRecord) throws {
    try run(
      "INSERT INTO api_keys (\(apiKeyColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", key.workspaceID, key.id, key.name,
      key.shortToken, key.longTokenHash, key.createdAt, key.revokedAt, key.isPublishable)
  }

  /// - Returns: false if the key does not exist or was already revoked.
  package func revokeAPIKey(_ id: ID<APIKeyRecord.Key>) throws -> Bool {
    try run("UPDATE api_keys SET revoked_at = ? WHERE api_key_id = ? AND revoked_at IS NULL", now, id) > 0
  }
}

private let apiKeyColumns = """
  workspace_id, api_key_id, name, short_token, long_token_hash, created_at, revoked_at, is_publishable
  """

private func apiKeyRecord(_ row: Row) throws -> APIKeyRecord {
  var columns = row.columns
  let workspace = columns.id(Workspace.self)
  return APIKeyRecord(
    id: columns.id(), workspaceID: workspace, name: columns.text(), shortToken: columns.text(),
    longTokenHash: columns.text(), createdAt: columns.instant(), revokedAt: columns.optionalInstant(),
    isPublishable: columns.flag())
}
