public import Wire

/// A personal access token of an operator.
public struct AccessToken: Record, Answer {
  public static let name = "access_token"
  public var accessTokenID: ID<AccessToken>
  public var operatorID: ID<Operator>
  public var name: String
  public var beginsWith: String
  public var createdAt: Instant
  public var lastUsedAt = Nullable<Instant>.null
  public var revokedAt = Nullable<Instant>.null
  public var token: String?

  public init(
    accessTokenID: ID<AccessToken>, operatorID: ID<Operator>, name: String, beginsWith: String, createdAt: Instant
  ) {
    self.accessTokenID = accessTokenID
    self.operatorID = operatorID
    self.name = name
    self.beginsWith = beginsWith
    self.createdAt = createdAt
  }
  public static let blank = AccessToken(
    accessTokenID: .blank, operatorID: .blank, name: "", beginsWith: "", createdAt: .blank)

  public mutating func describe(_ field: inout some Field) {
    field("access_token_id", &accessTokenID, "ID of the token.")
    field("operator_id", &operatorID, "The operator as whom its callers act.")
    field("name", &name, "Name of the token.")
    field("begins_with", &beginsWith, "The part of the token that is not secret.")
    field("created_at", &createdAt, "When the token was created.")
    field(
      "last_used_at", &lastUsedAt, "When the token or its session was last used, to the hour. Null if it was not used.")
    field("revoked_at", &revokedAt, "When the token was revoked, or null.")
    field("token", &token, "The whole token. Only the response to its creation has it.")
  }
}

extension AccessToken: CustomStringConvertible, CustomReflectable {
  public var description: String { "AccessToken(\(accessTokenID))" }
  /// Never prints the token.
  public var customMirror: Mirror { Mirror(self, children: ["accessTokenID": accessTokenID]) }
}
