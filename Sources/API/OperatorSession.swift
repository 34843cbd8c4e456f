public import Wire

/// A session of an operator in a browser.
public struct OperatorSession: Record, Answer {
  public static let name = "operator_session"
  public var operatorSessionID: ID<OperatorSession>
  public var operatorID: ID<Operator>
  public var accessTokenID = Nullable<ID<AccessToken>>.null
  public var createdAt: Instant
  public var lastUsedAt: Instant
  public var expiresAt: Instant

  public init(
    operatorSessionID: ID<OperatorSession>, operatorID: ID<Operator>, createdAt: Instant, lastUsedAt: Instant,
    expiresAt: Instant
  ) {
    self.operatorSessionID = operatorSessionID
    self.operatorID = operatorID
    self.createdAt = createdAt
    self.lastUsedAt = lastUsedAt
    self.expiresAt = expiresAt
  }
  public static let blank = OperatorSession(
    operatorSessionID: .blank, operatorID: .blank, createdAt: .blank, lastUsedAt: .blank, expiresAt: .blank)

  public mutating func describe(_ field: inout some Field) {
    field("operator_session_id", &operatorSessionID, "ID of the session.")
    field("operator_id", &operatorID, "The operator who signed in.")
    field("access_token_id", &accessTokenID, "The access token by which the operator signed in, or null.")
    field("created_at", &createdAt, "When the operator signed in.")
    field("last_used_at", &lastUsedAt, "When the session was last used, to the minute.")
    field("expires_at", &expiresAt, "When the session ends, unless it is used again or has reached its longest life.")
  }
}
