import API
import Wire

/// A time during which something was given. Without an end it still is.
package struct AccessSpan: Hashable, Sendable {
  package var start: Instant
  package var end: Instant?

  package init(start: Instant, end: Instant?) {
    self.start = start
    self.end = end
  }

  func covers(_ moment: Instant) -> Bool { start <= moment && end.map { moment < $0 } ?? true }
}

/// By what a person moves an entrance's lock from afar, apart from the stay of its ACS user.
package struct RemoteRights: Hashable, Sendable {
  /// When a client session of the person's identity worked.
  package var sessions: [AccessSpan]
  /// When the lock was granted to the identity.
  package var grants: [AccessSpan]

  package init(sessions: [AccessSpan] = [], grants: [AccessSpan] = []) {
    self.sessions = sessions
    self.grants = grants
  }
}
