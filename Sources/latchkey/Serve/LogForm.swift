import Foundation
import Logging
import Wire

/// How the log is written: lines for people, or a JSON object a line for programs (`LATCHKEY_LOG_FORMAT=json`).
enum LogForm {
  case text, json

  static func ofEnvironment() -> LogForm { setting(nil, "LATCHKEY_LOG_FORMAT") == "json" ? .json : .text }

  var logger: Logger {
    switch self {
    case .text: Logger(label: "latchkey") { StreamLogHandler.standardError(label: $0) }
    case .json: Logger(label: "latchkey") { _ in JSONLogHandler() }
    }
  }
}

/// Writes each message as one JSON object to the standard error.
private struct JSONLogHandler: LogHandler {
  var logLevel = Logger.Level.warning
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var members = metadata.merging(event.metadata ?? [:]) { $1 }.mapValues { JSON.string("\($0)") }
    members["time"] = .string(Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)).description)
    members["level"] = .string(event.level.rawValue)
    members["message"] = .string("\(event.message)")
    FileHandle.standardError.write(Data(JSON.object(members).bytes + [UInt8(ascii: "\n")]))
  }
}
