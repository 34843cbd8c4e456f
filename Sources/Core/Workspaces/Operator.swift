import API
import Wire

/// A person or program that runs workspaces, by personal access tokens.
public struct Operator: Hashable, Sendable {
  public var id: ID<Operator>
  public var name: String
  public var createdAt: Instant

  public init(id: ID<Operator>, name: String, createdAt: Instant) {
    self.id = id
    self.name = name
    self.createdAt = createdAt
  }
}

/// A personal access token as it is remembered: never the token itself.
public struct AccessTokenRecord: Hashable, Sendable {
  public enum Token {}
  public var id: ID<Token>
  public var operatorID: ID<Operator>
  public var name: String
  /// The part by which it is found.
  public var shortToken: String
  /// SHA-256 of the secret part, in hexadecimal.
  public var longTokenHash: String
  public var createdAt: Instant
  public var revokedAt: Instant?

  public init(
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
