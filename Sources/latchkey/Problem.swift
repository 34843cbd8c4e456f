import ArgumentParser
import Foundation

/// Why a command could not do its work, with an exit code that scripts can tell apart and what to do next.
struct Problem: Error, CustomStringConvertible {
  /// Exit codes, after sysexits.h.
  enum Code: Int32 {
    /// The data is of a newer version, or is broken.
    case data = 65
    /// Something asked for is not there.
    case notFound = 66
    /// The port is taken, or another server works on the folder.
    case unavailable = 69
    /// The folder or a file cannot be written.
    case cannotWrite = 73
    /// A setting makes no sense.
    case configuration = 78
  }

  let code: Code
  let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}

/// Runs a command's body; a problem is told in one line on standard error and becomes the exit code.
func reportingProblems<T>(_ body: () async throws -> T) async throws -> T {
  do {
    return try await body()
  } catch let problem as Problem {
    FileHandle.standardError.write(Data("latchkey: \(problem)\n".utf8))
    throw ExitCode(problem.code.rawValue)
  }
}

/// A setting from the command line, else from the environment, else the standard one.
func setting(_ option: String?, _ variable: String, standard: String? = nil) -> String? {
  option ?? ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : $0 } ?? standard
}
