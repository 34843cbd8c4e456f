import API
package import Wire

/// A person or program that runs workspaces, by personal access tokens.
package struct Operator: Hashable, Sendable {
  package var id: ID<Operator>
  package var name: String
  package var createdAt: Instant

  package init(id: ID<Operator>, name: String, createdAt: Instant) {
    self.id = id
    self.name = name
    self.createdAt = createdAt
  }
}

/// A stored personal access token, without the secret itself.
package struct AccessTokenRecord: Hashable, Sendable {
  package enum Token {}
  package var id: ID<Token>
  package var operatorID: ID<Operator>
  package var name: String
  /// The short part of the token.
  package var shortToken: String
  /// SHA-256 of the secret part, in hexadecimal.
  package var longTokenHash: String
  package var createdAt: Instant
  package var revokedAt: Instant?

  package init(
    id: ID<Token>, operatorID: ID<Operator>, name: String, shortToken: String, longTokenHash: String,
    createdAt: Instant, revokedAt: Instant? = nil
  ) {
    self.id = id
    self.operatorID = operatorID
    self.name = name
    self.shortToken = shortToken
    self.longTokenHash = longTokenHash
    self.createdAt = createdAt
    self.revokedAt = revokedAt
  }
}
