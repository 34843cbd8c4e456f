package import API
package import Wire

/// What an encoder of a sandbox meets next.
package struct EncoderSimulation: Hashable, Sendable {
  package enum Action: String, Hashable, Sendable {
    case scan, encode
  }

  package enum Outcome: String, Hashable, Sendable {
    case card
    case outdatedCard = "outdated_card"
    case unknownCard = "unknown_card"
    case emptyCard = "empty_card"
    case noCredentialOnEncoder = "no_credential_on_encoder"
    case encodingInterrupted = "encoding_interrupted"
    case uncategorizedError = "uncategorized_error"
    case actionAttemptExpired = "action_attempt_expired"
  }

  package var action: Action
  package var outcome: Outcome
  /// The credential that is on the card. Nil for a card that fits.
  package var acsCredentialID: ID<AcsCredential>?

  package init(_ action: Action, _ outcome: Outcome, acsCredentialID: ID<AcsCredential>? = nil) {
    self.action = action
    self.outcome = outcome
    self.acsCredentialID = acsCredentialID
  }
}
