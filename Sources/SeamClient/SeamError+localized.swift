import API
import Foundation
import Wire

/// What an app shows: the server's own message where it said something.
extension SeamError: LocalizedError {
  public var errorDescription: String? {
    if case .actionAttemptFailed(let attempt) = self, let message = attempt.error.optional?.message { return message }
    return refusal?.message ?? description
  }
}
