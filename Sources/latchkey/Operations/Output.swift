import Foundation
import Wire

/// Writes to standard output and standard error.
enum Output {
  /// Writes to standard output.
  ///
  /// A closed pipe, as after `head`, is ignored, and the program continues. Any other write error ends the program, so
  /// that a truncated file is not mistaken for a complete response.
  static func write(_ bytes: [UInt8]) {
    guard let fault = write(bytes, to: STDOUT_FILENO), fault != EPIPE else { return }
    note("latchkey: the output cannot be written: \(String(cString: strerror(fault)))")
    exit(Problem.Code.cannotWrite.rawValue)
  }

  static func write(_ text: String) { write(Array((text + "\n").utf8)) }
  static func write(_ json: JSON) { write(json.bytes + [0x0A]) }

  /// Writes to standard error. A failure is ignored, since it cannot be reported anywhere.
  static func note(_ text: String) { _ = write(Array((text + "\n").utf8), to: STDERR_FILENO) }
  static func note(_ json: JSON) { _ = write(json.bytes + [0x0A], to: STDERR_FILENO) }

  /// Replaces the current line of standard error, if that is a terminal. An empty text clears the line.
  static func progress(_ text: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    _ = write(Array("\r\u{1B}[K\(text)".utf8), to: STDERR_FILENO)
  }

  /// Makes a closed pipe an error instead of a signal that ends the program. Output that the standard library has
  /// buffered (help and versions) is flushed at exit, and a failure is reported.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    atexit {
      guard fflush(nil) != 0, errno != EPIPE else { return }
      Output.note("latchkey: the output cannot be written: \(String(cString: strerror(errno)))")
      _exit(Problem.Code.cannotWrite.rawValue)
    }
  }

  /// - Returns: The error number of the system, or nil if everything was written.
  private static func write(_ bytes: [UInt8], to file: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}
