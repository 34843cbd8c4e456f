import Foundation
import Wire

/// The program's way to its standard output and standard error.
enum Output {
  /// Writes to the standard output.
  ///
  /// A reader that has gone away, as `head` does, is told no more, and the program goes on to its own end. What cannot be
  /// written for another reason ends the program: who redirects it to a file must not take half of an answer for the whole.
  static func write(_ bytes: [UInt8]) {
    guard let fault = write(bytes, to: STDOUT_FILENO), fault != EPIPE else { return }
    note("latchkey: the output cannot be written: \(String(cString: strerror(fault)))")
    exit(Problem.Code.cannotWrite.rawValue)
  }

  static func write(_ text: String) { write(Array((text + "\n").utf8)) }
  static func write(_ json: JSON) { write(json.bytes + [0x0A]) }

  /// Writes to the standard error. Nobody could be told that this failed.
  static func note(_ text: String) { _ = write(Array((text + "\n").utf8), to: STDERR_FILENO) }
  static func note(_ json: JSON) { _ = write(json.bytes + [0x0A], to: STDERR_FILENO) }

  /// Has a pipe without reader be told as an error, rather than end the program, and has what the standard library still
  /// keeps for the output (help and versions) written before the end, or told.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    atexit {
      guard fflush(nil) != 0, errno != EPIPE else { return }
      Output.note("latchkey: the output cannot be written: \(String(cString: strerror(errno)))")
      _exit(Problem.Code.cannotWrite.rawValue)
    }
  }

  /// - Returns: the number of the system's fault; nil where everything was written.
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
