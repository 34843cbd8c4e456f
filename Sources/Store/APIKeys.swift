package import API
package import Core
package import Wire

/// A stored API key, without the secret itself.
package struct APIKeyRecord: Hashable, Sendable {
  /// The name of a key without another.
  package static let standardName = "API key"

  package var id: ID<APIKey>
  package var workspaceID: ID<Workspace>
  package var name: String
  /// The short part of the key.
  package var shortToken: String
  /// SHA-256 of the secret part, in hexadecimal.
  package var longTokenHash: String
  package var createdAt: Instant
  package var lastUsedAt: Instant?
  package var revokedAt: Instant?
  /// Whether it is a publishable key for apps, which can only create empty client sessions.
  package var isPublishable: Bool
  /// Who created the key. Nil if it was created before this was stored.
  package fileprivate(set) var createdBy: AuditEntryRecord.Author?

  package init(
    id: ID<APIKey>, workspaceID: ID<Workspace>, name: String, shortToken: String, longTokenHash: String,
    createdAt: Instant, lastUsedAt: Instant? = nil, revokedAt: Instant? = nil, isPublishable: Bool = false
  ) {
    self.isPublishable = isPublishable
    self.id = id
    self.workspaceID = workspaceID
    self.name = name
    self.shortToken = shortToken
    self.longTokenHash = longTokenHash
    self.createdAt = createdAt
    self.lastUsedAt = lastUsedAt
    self.revokedAt = revokedAt
  }

  /// The API resource.
  ///
  /// - Parameters:
  ///   - key: the whole key, if it was just created.
  ///   - creatorName: the current name of the operator or key that created it.
  package func resource(key: String? = nil, creatorName: String? = nil) -> APIKey {
    var resource = APIKey(
      apiKeyID: id, workspaceID: workspaceID, name: name, beginsWith: "seam_\(shortToken)",
      isPublishable: isPublishable, createdAt: createdAt)
    resource.lastUsedAt = Nullable(lastUsedAt)
    resource.revokedAt = Nullable(revokedAt)
    resource.createdBy = Nullable(createdBy?.resource(name: creatorName))
    resource.key = key
    return resource
  }
}

extension Connection {
  /// The key with this short part, revoked or not.
  package func apiKey(shortToken: String) throws -> APIKeyRecord? {
    try first("SELECT \(APIKeyRecord.columns) FROM api_keys WHERE short_token = ?", shortToken, read: APIKeyRecord.read)
  }

  package func apiKey(_ id: ID<APIKey>) throws -> APIKeyRecord? {
    try first("SELECT \(APIKeyRecord.columns) FROM api_keys WHERE api_key_id = ?", id, read: APIKeyRecord.read)
  }

  /// The keys in order of creation, each with the current name of the operator or key that created it.
  ///
  /// - Parameter workspace: the workspace of the keys. Nil for all workspaces.
  package func apiKeys(of workspace: ID<Workspace>?) throws -> [(record: APIKeyRecord, creatorName: String?)] {
    var conditions = Conditions("1 = 1")
    conditions.add("api_keys.workspace_id = ?", ifPresent: workspace)
    return try all(
      """
      SELECT \(APIKeyRecord.columns), COALESCE(o.name, k.name) FROM api_keys
      LEFT JOIN operators o ON o.operator_id = api_keys.created_by_operator_id
      LEFT JOIN api_keys k ON k.short_token = api_keys.created_by_reference
      WHERE \(conditions.sql) ORDER BY api_keys.created_at, api_keys.api_key_id
      """, conditions.values
    ) { row in
      var columns = row.columns
      return (record: try APIKeyRecord.read(&columns), creatorName: columns.optionalText())
    }
  }
}

extension Transaction {
  /// Stores a new key, which the author of the change creates.
  ///
  /// - Returns: the stored record.
  @discardableResult
  package func insert(_ key: APIKeyRecord) throws -> APIKeyRecord {
    var key = key
    key.createdBy = author.audited
    try insertRow(key)
    return key
  }

  /// - Returns: false if the key does not exist or was already revoked.
  package func revokeAPIKey(_ id: ID<APIKey>) throws -> Bool {
    ring(.callers)
    return try run("UPDATE api_keys SET revoked_at = ? WHERE api_key_id = ? AND revoked_at IS NULL", now, id) > 0
  }

  /// Stores that a key is in use.
  package func noteUse(of key: ID<APIKey>) throws {
    try run("UPDATE api_keys SET last_used_at = ? WHERE api_key_id = ?", now, key)
  }
}

extension APIKeyRecord: Stored {
  static let table = Table<APIKeyRecord>("api_keys")

  static func row(_ column: inout some ColumnVisitor<APIKeyRecord>) -> APIKeyRecord {
    var key = APIKeyRecord(
      id: column(key: "api_key_id", \.id), workspaceID: column(once: "workspace_id", \.workspaceID),
      name: column(once: "name", \.name), shortToken: column(once: "short_token", \.shortToken),
      longTokenHash: column(once: "long_token_hash", \.longTokenHash),
      createdAt: column(once: "created_at", \.createdAt), lastUsedAt: column("last_used_at", \.lastUsedAt),
      revokedAt: column("revoked_at", \.revokedAt),
      isPublishable: column(once: "is_publishable", \.isPublishable))
    let kind = column(once: "created_by_kind") { $0.createdBy?.kind }
    let reference = column(once: "created_by_reference") { $0.createdBy?.reference }
    let operatorID = column(once: "created_by_operator_id") { $0.createdBy?.operatorID }
    key.createdBy = kind.map { AuditEntryRecord.Author(kind: $0, reference: reference, operatorID: operatorID) }
    return key
  }
}
