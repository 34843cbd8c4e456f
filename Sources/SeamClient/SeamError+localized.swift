import API
public import Foundation
import Wire

/// The message for an app to show: the server's own message if there is one.
extension SeamError: LocalizedError {
  public var errorDescription: String? {
    if case .actionAttemptFailed(let attempt) = self, let message = attempt.error.optional?.message { return message }
    return refusal?.message ?? description
  }
}
