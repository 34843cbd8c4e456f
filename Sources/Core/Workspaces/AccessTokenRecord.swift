package import API
package import Wire

/// A stored personal access token, without the secret itself.
package struct AccessTokenRecord: Hashable, Sendable {
  /// The name of a token without another.
  package static let standardName = "Personal access token"

  package var id: ID<AccessToken>
  package var operatorID: ID<Operator>
  package var name: String
  /// The short part of the token.
  package var shortToken: String
  /// SHA-256 of the secret part, in hexadecimal.
  package var longTokenHash: String
  package var createdAt: Instant
  package var lastUsedAt: Instant?
  package var revokedAt: Instant?

  package init(
    id: ID<AccessToken>, operatorID: ID<Operator>, name: String, shortToken: String, longTokenHash: String,
    createdAt: Instant, lastUsedAt: Instant? = nil, revokedAt: Instant? = nil
  ) {
    self.id = id
    self.operatorID = operatorID
    self.name = name
    self.shortToken = shortToken
    self.longTokenHash = longTokenHash
    self.createdAt = createdAt
    self.lastUsedAt = lastUsedAt
    self.revokedAt = revokedAt
  }

  /// The API resource.
  ///
  /// - Parameter token: the whole token, if it was just created.
  package func resource(token: String? = nil) -> AccessToken {
    var resource = AccessToken(
      accessTokenID: id, operatorID: operatorID, name: name, beginsWith: "seam_\(shortToken)", createdAt: createdAt)
    resource.lastUsedAt = Nullable(lastUsedAt)
    resource.revokedAt = Nullable(revokedAt)
    resource.token = token
    return resource
  }
}
