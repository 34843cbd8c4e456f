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
    try first("SELECT \(APIKeyRecord.columns) FROM api_keys WHERE short_token = ?", shortToken, read: APIKeyRecord.read)
  }

  package func apiKeys(of workspace: ID<Workspace>?) throws -> [APIKeyRecord] {
    var conditions = Conditions("1 = 1")
    conditions.add("workspace_id = ?", ifPresent: workspace)
    return try all(
      "SELECT \(APIKeyRecord.columns) FROM api_keys WHERE \(conditions.sql) ORDER BY created_at, api_key_id",
      conditions.values,
      APIKeyRecord.read)
  }
}

extension Transaction {
  package func insert(_ key: APIKeyRecord) throws {
    try insertRow(key)
  }

  /// - Returns: false if the key does not exist or was already revoked.
  package func revokeAPIKey(_ id: ID<APIKeyRecord.Key>) throws -> Bool {
    try run("UPDATE api_keys SET revoked_at = ? WHERE api_key_id = ? AND revoked_at IS NULL", now, id) > 0
  }
}

extension APIKeyRecord: Stored {
  static let table = Table<APIKeyRecord>("api_keys")

  static func row(_ column: inout some ColumnVisitor<APIKeyRecord>) -> APIKeyRecord {
    APIKeyRecord(
      id: column(key: "api_key_id", \.id), workspaceID: column(once: "workspace_id", \.workspaceID),
      name: column(once: "name", \.name), shortToken: column(once: "short_token", \.shortToken),
      longTokenHash: column(once: "long_token_hash", \.longTokenHash),
      createdAt: column(once: "created_at", \.createdAt), revokedAt: column("revoked_at", \.revokedAt),
      isPublishable: column(once: "is_publishable", \.isPublishable))
  }
}
