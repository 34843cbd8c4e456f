import API
import ArgumentParser
import Foundation
import Store
import Wire

/// A failed command: an exit code for scripts, and advice for people.
struct Problem: Error, CustomStringConvertible {
  /// Exit codes. They follow sysexits.h where it has one.
  enum Code: Int32 {
    /// The command line is invalid.
    case usage = 64
    /// The data is from a newer version or corrupt, or the server rejects the input.
    case data = 65
    /// A requested object was not found.
    case notFound = 66
    /// The port is taken, another server uses the folder, or no server responds.
    case unavailable = 69
    /// The server failed.
    case serverFailed = 70
    /// The folder or a file is not writable.
    case cannotWrite = 73
    /// A temporary failure: too many calls, or an action that is still pending.
    case later = 75
    /// The response does not conform to the API.
    case protocolBroken = 76
    /// The token is unknown, expired, or not allowed to do this.
    case notAllowed = 77
    /// A setting is invalid.
    case configuration = 78
    /// The name or object already exists.
    case conflict = 80
    /// A lock refused the phone.
    case doorRefused = 81
    /// No lock responds to the phone, or the lock could not prove its identity.
    case doorSilent = 82
    /// The guest must sign in with Salto KS before the phone can fetch its key.
    case signInRequired = 83
    /// The phone has no usable key.
    case noKey = 84
    /// An action was accepted but failed: a door did not open.
    case actionFailed = 85
  }

  let code: Code
  let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}

extension Problem {
  /// A refusal by the rules that the API has too.
  init(_ error: APIError) {
    switch error.kind {
    case .notFound: self.init(.notFound, error.message)
    case .refused where error.status == 409: self.init(.conflict, error.message)
    case .refused: self.init(.notAllowed, error.message)
    case .invalid: self.init(.usage, error.message)
    case .tooMany: self.init(.later, error.message)
    case .failed: self.init(.serverFailed, error.message)
    }
  }

  /// A database that failed after it was opened.
  init(_ error: DatabaseError) { self.init(error.isOutage ? .unavailable : .data, error.description) }

  /// A check of an audit that found a fault.
  static func brokenAudit(_ message: String) -> Problem { Problem(.data, "the audit is not intact: \(message)") }

  /// Prints the problem, for programs as JSON, and exits.
  func end(asJSON: Bool) -> Never {
    if asJSON {
      let error = JSON.object(["message": .string(description), "exit_code": .int(Int(code.rawValue))])
      Output.note(JSON.object(["error": error]))
    } else {
      Output.note("latchkey: \(description)")
    }
    exit(code.rawValue)
  }
}

/// Runs a command's body. A problem is printed as one line on standard error and becomes the exit code.
func reportingProblems<T>(_ body: () async throws -> T) async throws -> T {
  do {
    return try await body()
  } catch let problem as Problem {
    throw reported(problem)
  } catch let error as APIError {
    throw reported(Problem(error))
  } catch let error as DatabaseError {
    throw reported(Problem(error))
  }
}

private func reported(_ problem: Problem) -> ExitCode {
  Output.note("latchkey: \(problem)")
  return ExitCode(problem.code.rawValue)
}

/// A setting from the command line, the environment, or its default, in this order.
func setting(_ option: String?, _ variable: String, standard: String? = nil) -> String? {
  option ?? ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : $0 } ?? standard
}
