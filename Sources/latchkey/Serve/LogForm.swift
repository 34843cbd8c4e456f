import Foundation
import Logging
import Wire

/// The format of the log: lines for people, or one JSON object per line for programs (`LATCHKEY_LOG_FORMAT=json`).
enum LogForm {
  case text, json

  static func ofEnvironment() throws -> LogForm {
    switch setting(nil, "LATCHKEY_LOG_FORMAT") {
    case nil, "text": .text
    case "json": .json
    case let other?: throw Problem(.configuration, "LATCHKEY_LOG_FORMAT must be text or json, not \(other)")
    }
  }

  /// - Throws: ``Problem`` if the environment names an unknown level.
  func logger() throws -> Logger {
    var logger =
      switch self {
      case .text: Logger(label: "latchkey") { StreamLogHandler.standardError(label: $0) }
      case .json: Logger(label: "latchkey") { _ in JSONLogHandler() }
      }
    let name = setting(nil, "LATCHKEY_LOG_LEVEL") ?? Logger.Level.notice.rawValue
    guard let level = Logger.Level(rawValue: name) else {
      let known = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem(.configuration, "LATCHKEY_LOG_LEVEL must be one of \(known), not \(name)")
    }
    logger.logLevel = level
    return logger
  }

  /// Prints a message independent of the log level, in the log's format.
  func say(_ message: String) {
    switch self {
    case .text: Output.note(message)
    case .json: JSONLogHandler().log(level: .notice, message: message, [:])
    }
  }
}

/// Writes each message as a JSON object to standard error.
private struct JSONLogHandler: LogHandler {
  var logLevel = Logger.Level.notice
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    log(
      level: event.level, message: "\(event.message)",
      metadata.merging(event.metadata ?? [:]) { $1 }.mapValues { JSON.string("\($0)") })
  }

  func log(level: Logger.Level, message: String, _ more: [String: JSON]) {
    var members = more
    members["time"] = .string(Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)).description)
    members["level"] = .string(level.rawValue)
    members["message"] = .string(message)
    Output.note(JSON.object(members))
  }
}
