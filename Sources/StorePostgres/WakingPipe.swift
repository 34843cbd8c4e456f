import Glibc
import Store

/// Wakes a thread that waits for a socket.
final class WakingPipe: Sendable {
  private let reading: Int32
  private let writing: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw DatabaseError.cannotOpen("no pipe can be made") }
    (reading, writing) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
  }

  deinit {
    close(reading)
    close(writing)
  }

  func ring() {
    var byte: UInt8 = 0
    // A full pipe wakes as well.
    _ = write(writing, &byte, 1)
  }

  /// Waits for a ring or for input of the socket, for a limited time.
  ///
  /// - Returns: whether it rang.
  func wait(orFor socket: Int32, milliseconds: Int32) -> Bool {
    var descriptors = [reading, socket].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    poll(&descriptors, 2, milliseconds)
    return descriptors[0].revents != 0 && drain()
  }

  /// Waits for a ring, for a limited time.
  func wait(milliseconds: Int32) {
    var descriptor = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
    if poll(&descriptor, 1, milliseconds) > 0 { _ = drain() }
  }

  private func drain() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(reading, &bytes, bytes.count) == bytes.count {}
    return true
  }
}
