/// Carries short texts between the servers that share a database. They are hints, since a broken connection loses them.
package protocol TextLine: Sendable {
  /// Sends a text of one line to the other servers, at most some milliseconds later.
  func send(_ text: String)

  /// Sends what is waiting, and closes the connection.
  func close() async
}

/// What a server gets from a ``TextLine``.
package enum LineNews: Hashable, Sendable {
  /// The connection is open, for the first time or again. What was sent before may be lost.
  case connected
  /// The texts of other servers, in their order.
  case texts([String])
  /// The connection broke.
  case lost
}
