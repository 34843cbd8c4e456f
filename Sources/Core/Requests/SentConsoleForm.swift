package import API
package import Wire

/// A form of the console that a session sent.
package struct SentConsoleForm: Hashable, Sendable {
  /// How long a form is recognized when it is sent again, by the system clock.
  package static let life = Duration.seconds(600)

  package let sessionID: ID<OperatorSession>
  /// SHA-256 of the form's key.
  package let keyHash: String
  /// Equal for the same form at the same address.
  package let fingerprint: String

  package init(sessionID: ID<OperatorSession>, keyHash: String, fingerprint: String) {
    self.sessionID = sessionID
    self.keyHash = keyHash
    self.fingerprint = fingerprint
  }

  /// What is stored of a form that the session sent before with the same key.
  package struct Earlier: Hashable, Sendable {
    package let fingerprint: String
    package let hasEnded: Bool
    /// The address that it led to. Nil if it led to none, or has not ended.
    package let place: String?

    package init(fingerprint: String, hasEnded: Bool, place: String?) {
      self.fingerprint = fingerprint
      self.hasEnded = hasEnded
      self.place = place
    }
  }
}
