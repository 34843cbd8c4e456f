package import API

/// What an encoder saw.
package enum CardSighting: Hashable, Sendable {
  /// - Parameter isOutdated: whether the card does not hold what it should.
  case card(number: String, isOutdated: Bool = false)
  /// A card without a number.
  case emptyCard
  case failure(ActionAttempt.Failure)
  /// No card of the site in time.
  case nothing(message: String)
}
