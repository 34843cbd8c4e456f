import ArgumentParser
import Foundation
import Wire

/// Why a command could not do its work, with an exit code that scripts can tell apart and what to do next.
struct Problem: Error, CustomStringConvertible {
  /// Exit codes, after sysexits.h as far as it goes.
  enum Code: Int32 {
    /// The command line is not understood.
    case usage = 64
    /// The data is of a newer version, or is broken; or the server refuses what it was given.
    case data = 65
    /// Something asked for is not there.
    case notFound = 66
    /// The port is taken, another server works on the folder, or no server answers.
    case unavailable = 69
    /// The server failed.
    case serverFailed = 70
    /// The folder or a file cannot be written.
    case cannotWrite = 73
    /// It may work later: too many calls, or an action that goes on.
    case later = 75
    /// The answer is none of the API's.
    case protocolBroken = 76
    /// The token is unknown, expired, or not allowed to do this.
    case notAllowed = 77
    /// A setting makes no sense.
    case configuration = 78
    /// Something that is there already is in the way.
    case conflict = 80
    /// A lock refuses the phone.
    case doorRefused = 81
    /// No lock answers the phone, or it is not to be trusted.
    case doorSilent = 82
    /// The guest has to sign in with Salto KS before the phone can fetch its key.
    case signInRequired = 83
    /// The phone has no key that it could use.
    case noKey = 84
    /// An action was taken up and failed: a door did not open.
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
  /// Tells the problem, to programs as JSON, and ends the program.
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

/// Runs a command's body; a problem is told in one line on standard error and becomes the exit code.
func reportingProblems<T>(_ body: () async throws -> T) async throws -> T {
  do {
    return try await body()
  } catch let problem as Problem {
    Output.note("latchkey: \(problem)")
    throw ExitCode(problem.code.rawValue)
  }
}

/// A setting from the command line, else from the environment, else the standard one.
func setting(_ option: String?, _ variable: String, standard: String? = nil) -> String? {
  option ?? ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : $0 } ?? standard
}
