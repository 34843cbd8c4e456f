package import API
package import Wire

/// How long sessions of operators last.
package struct OperatorSessionLife: Sendable {
  /// The time without use after which a session ends.
  package var idle: Duration
  /// The time after which a session ends, however much it is used.
  package var longest: Duration

  package init(idle: Duration, longest: Duration) {
    self.idle = idle
    self.longest = longest
  }

  /// Eight hours without use, and seven days.
  package static let standard = OperatorSessionLife(idle: .seconds(8 * 3600), longest: .seconds(7 * 86_400))
}

/// A stored session of an operator in a browser, without the secret itself. All times are those of the system clock.
package struct OperatorSessionRecord: Hashable, Sendable {
  package var id: ID<OperatorSession>
  package var operatorID: ID<Operator>
  /// The access token by which the operator signed in. The session ends with it. Nil for another way to sign in.
  package var accessTokenID: ID<AccessToken>?
  /// SHA-256 of the secret, in hexadecimal.
  package var secretHash: String
  package var createdAt: Instant
  package var lastUsedAt: Instant
  /// When it ends if it is not used again.
  package var expiresAt: Instant

  package init(
    id: ID<OperatorSession>, operatorID: ID<Operator>, accessTokenID: ID<AccessToken>?, secretHash: String,
    createdAt: Instant, lastUsedAt: Instant, expiresAt: Instant
  ) {
    self.id = id
    self.operatorID = operatorID
    self.accessTokenID = accessTokenID
    self.secretHash = secretHash
    self.createdAt = createdAt
    self.lastUsedAt = lastUsedAt
    self.expiresAt = expiresAt
  }

  /// Uses are stored once a minute at most.
  private static let precision = Duration.seconds(60)

  /// The session after a use. Nil if the use need not be stored.
  package func used(at now: Instant, _ life: OperatorSessionLife) -> OperatorSessionRecord? {
    guard now - lastUsedAt >= Self.precision else { return nil }
    var session = self
    session.lastUsedAt = now
    session.expiresAt = min(createdAt + life.longest, now + life.idle)
    return session
  }

  /// The API resource.
  package var resource: OperatorSession {
    var resource = OperatorSession(
      operatorSessionID: id, operatorID: operatorID, createdAt: createdAt, lastUsedAt: lastUsedAt, expiresAt: expiresAt)
    resource.accessTokenID = Nullable(accessTokenID)
    return resource
  }
}
