import API
import Wire

/// Why an operation failed. Nothing in it holds a token.
public enum SeamError: Error, Sendable {
  /// Parameters are faulty: `fields` tells which, by its name or dotted path, and what is wrong with each.
  case invalidInput(Refusal, fields: [String: [String]])
  /// The token is unknown, expired, revoked, or not allowed to do this (401).
  case unauthorized(Refusal)
  /// There is no such resource in the workspace (404).
  case notFound(Refusal)
  /// Something that is there already is in the way (409).
  case conflict(Refusal)
  /// Too many calls (429), also after the attempts that a repeatable call has.
  case rateLimited(Refusal)
  /// The server failed (5xx), also after the attempts that a repeatable call has.
  case serverFailed(Refusal)
  /// The API refused for another reason, which the refusal's `type` names.
  case refused(Refusal)
  /// The response is not an API response: another server responded, or a success lacks required members.
  case unexpectedAnswer(status: Int, requestID: String?, reason: String)
  /// There was no answer: no connection, a broken one, or none in time. What was asked may have been done.
  case unreachable(reason: String)
  /// The token is of a wrong kind. Nothing was sent.
  case invalidToken(String)
  /// What the client was made with contradicts itself or is missing. Nothing was sent.
  case invalidOptions(String)
  /// A parameter cannot be written into a query. Nothing was sent.
  case unserializableParameter(String, reason: String)
  /// The action ended with an error, which the attempt tells.
  case actionAttemptFailed(ActionAttempt)
  /// The action had not ended when the waiting did; it may still end either way.
  case actionAttemptTimedOut(ActionAttempt)
  /// The action is in a state that this code does not know.
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

  /// The server's name for the call, to be quoted when asking about it.
  public var requestID: String? {
    if case .unexpectedAnswer(_, let requestID, _) = self { requestID } else { refusal?.requestID }
  }
}

/// An error of the API as it came.
public struct Refusal: Sendable, Hashable {
  /// The HTTP status.
  public let status: Int
  /// What it is, for programs.
  public let type: String
  /// A human-readable description.
  public let message: String
  /// What else a program may want to know.
  public let data: JSON?
  /// The server's name for the call.
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
