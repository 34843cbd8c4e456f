public import Wire

/// An API key of a workspace.
public struct APIKey: Record, Answer {
  public static let name = "api_key"
  public var apiKeyID: ID<APIKey>
  public var workspaceID: ID<Workspace>
  public var name: String
  public var beginsWith: String
  public var isPublishable: Bool
  public var createdAt: Instant
  public var createdBy = Nullable<AuditEntry.Author>.null
  public var lastUsedAt = Nullable<Instant>.null
  public var revokedAt = Nullable<Instant>.null
  public var key: String?

  public init(
    apiKeyID: ID<APIKey>, workspaceID: ID<Workspace>, name: String, beginsWith: String, isPublishable: Bool,
    createdAt: Instant
  ) {
    self.apiKeyID = apiKeyID
    self.workspaceID = workspaceID
    self.name = name
    self.beginsWith = beginsWith
    self.isPublishable = isPublishable
    self.createdAt = createdAt
  }
  public static let blank = APIKey(
    apiKeyID: .blank, workspaceID: .blank, name: "", beginsWith: "", isPublishable: false, createdAt: .blank)

  public mutating func describe(_ field: inout some Field) {
    field("api_key_id", &apiKeyID, "ID of the key.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("name", &name, "Name of the key.")
    field("begins_with", &beginsWith, "The part of the key that is not secret.")
    field(
      "is_publishable", &isPublishable, "Whether it is a key for apps, which can only create empty client sessions.")
    field("created_at", &createdAt, "When the key was created.")
    field(
      "created_by", &createdBy,
      "Who created the key. Null for keys of earlier versions. The response to its creation has no name of the author.")
    field("last_used_at", &lastUsedAt, "When the key was last used, to the hour. Null if it was not used.")
    field("revoked_at", &revokedAt, "When the key was revoked, or null.")
    field("key", &key, "The whole key. Only the response to its creation has it.")
  }
}

extension APIKey: CustomStringConvertible, CustomReflectable {
  public var description: String { "APIKey(\(apiKeyID))" }
  /// Never prints the key.
  public var customMirror: Mirror { Mirror(self, children: ["apiKeyID": apiKeyID]) }
}
