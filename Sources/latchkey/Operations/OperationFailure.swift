import Foundation
import SeamClient
import Wire

/// A failed call: text with advice for people, JSON for programs, and an exit code for scripts.
struct OperationFailure {
  private let error: SeamError
  private let words: String

  init(_ error: SeamError, of words: String) {
    self.error = error
    self.words = words
  }

  var code: Problem.Code {
    switch error {
    case .invalidInput, .unserializableParameter: .data
    case .actionAttemptFailed: .actionFailed
    case .refused(let refusal): refusal.status == 403 ? .notAllowed : .data
    case .unauthorized: .notAllowed
    case .notFound: .notFound
    case .conflict: .conflict
    case .rateLimited, .actionAttemptTimedOut: .later
    case .serverFailed: .serverFailed
    case .unreachable: .unavailable
    case .unexpectedAnswer, .actionAttemptUnknownStatus: .protocolBroken
    case .invalidToken, .invalidOptions: .configuration
    }
  }

  func end(asJSON: Bool) -> Never {
    if asJSON { Output.note(json) } else { Output.note("latchkey: \(text)") }
    exit(code.rawValue)
  }

  private var text: String {
    var lines = ["\(error)"]
    if case .invalidInput(_, let fields) = error {
      for (path, messages) in fields.sorted(by: { $0.key < $1.key }) where !path.isEmpty {
        lines.append("  \(FieldOption.name(of: path)): \(messages.joined(separator: "; "))")
      }
    }
    lines.append(advice)
    return lines.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// How to solve the problem.
  private var advice: String {
    switch code {
    case .data, .usage: "See `latchkey \(words) --help`."
    case .notAllowed: "Check SEAM_API_KEY or --api-key: the key must belong to this server and be allowed to do this."
    case .notFound: "Run the `list` command of the group; see `latchkey \(group) --help`."
    case .conflict: "The request conflicts with existing data. Check it first."
    case .later: "Retry later."
    case .serverFailed:
      "The server failed; see its log. Check whether the change was made before you retry."
    case .unavailable: "Check SEAM_ENDPOINT or --endpoint, and that the server is running."
    case .configuration: "Set SEAM_ENDPOINT and SEAM_API_KEY, or give --endpoint and --api-key."
    default: "The endpoint may not be a Latchkey server, or it may have an unsupported version."
    }
  }

  private var group: String { words.split(separator: " ").dropLast().joined(separator: " ") }

  private var json: JSON {
    var members: [String: JSON] = ["message": .string("\(error)"), "exit_code": .int(Int(code.rawValue))]
    if let refusal = error.refusal {
      members["message"] = .string(refusal.message)
      members["type"] = .string(refusal.type)
      members["status"] = .int(refusal.status)
      members["data"] = refusal.data
    }
    members["request_id"] = error.requestID.map(JSON.string)
    if case .invalidInput(_, let fields) = error {
      members["fields"] = .object(fields.mapValues { .array($0.map(JSON.string)) })
    }
    return .object(["error": .object(members)])
  }
}
