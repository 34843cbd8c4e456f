import API
import Wire

/// Why an operation failed. Never contains a token.
public enum SeamError: Error, Sendable {
  /// Parameters are invalid. `fields` has the faults of each, by its name or dotted path.
  case invalidInput(Refusal, fields: [String: [String]])
  /// The token is unknown, expired or revoked, or lacks permission (401).
  case unauthorized(Refusal)
  /// The workspace has no such resource (404).
  case notFound(Refusal)
  /// The request conflicts with an existing resource (409).
  case conflict(Refusal)
  /// Too many calls (429), after all retries.
  case rateLimited(Refusal)
  /// The server failed (5xx), after all retries.
  case serverFailed(Refusal)
  /// The API refused for another reason, given by the refusal's `type`.
  case refused(Refusal)
  /// The response is not an API response: another server responded, or a success lacks required members.
  case unexpectedAnswer(status: Int, requestID: String?, reason: String)
  /// There was no response: the connection failed, broke or timed out. The request may have been executed.
  case unreachable(reason: String)
  /// The token has the wrong kind. Nothing was sent.
  case invalidToken(String)
  /// The client's options are missing or contradict each other. Nothing was sent.
  case invalidOptions(String)
  /// A parameter cannot be encoded in a query. Nothing was sent.
  case unserializableParameter(String, reason: String)
  /// The action failed. The attempt contains the error.
  case actionAttemptFailed(ActionAttempt)
  /// The action was still pending after the wait. It may still succeed or fail.
  case actionAttemptTimedOut(ActionAttempt)
  /// The action's status is unknown to this version.
  case actionAttemptUnknownStatus(ActionAttempt)

  /// The API error, if there is one.
  public var refusal: Refusal? {
    switch self {
    case .invalidInput(let refusal, _), .unauthorized(let refusal), .notFound(let refusal), .conflict(let refusal),
      .rateLimited(let refusal), .serverFailed(let refusal), .refused(let refusal):
      refusal
    default: nil
    }
  }

  /// The server's ID of the call, for support requests.
  public var requestID: String? {
    if case .unexpectedAnswer(_, let requestID, _) = self { requestID } else { refusal?.requestID }
  }
}

/// An API error, as the server sent it.
public struct Refusal: Sendable, Hashable {
  /// The HTTP status.
  public let status: Int
  /// The error type, for programs.
  public let type: String
  /// A human-readable description.
  public let message: String
  /// Further details for programs.
  public let data: JSON?
  /// The server's ID of the call.
  public let requestID: String?
}

extension SeamError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unexpectedAnswer(let status, let requestID, let reason):
      "Unexpected response with status \(status): \(reason)" + (requestID.map { " (request \($0))" } ?? "")
    case .unreachable(let reason): "No response: \(reason)"
    case .invalidToken(let reason): "Invalid token: \(reason)"
    case .invalidOptions(let reason): "Invalid options: \(reason)"
    case .unserializableParameter(let name, let reason): "The parameter \(name) \(reason)"
    case .actionAttemptFailed(let attempt):
      "The action failed: \(attempt.error.optional?.message ?? "no reason given") (\(attempt.actionAttemptID))"
    case .actionAttemptTimedOut(let attempt): "The action did not finish in time (\(attempt.actionAttemptID))"
    case .actionAttemptUnknownStatus(let attempt):
      "The action has the unknown status \(attempt.status) (\(attempt.actionAttemptID))"
    case .invalidInput, .unauthorized, .notFound, .conflict, .rateLimited, .serverFailed, .refused:
      refusal.map(\.description) ?? ""
    }
  }
}

extension Refusal: CustomStringConvertible {
  public var description: String {
    "\(message) (\(status) \(type)" + (requestID.map { ", request \($0))" } ?? ")")
  }
}
