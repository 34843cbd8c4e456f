import API
package import Wire

/// The period of a right. Without an end, the right is current.
package struct AccessSpan: Hashable, Sendable {
  package var start: Instant
  package var end: Instant?

  package init(start: Instant, end: Instant?) {
    self.start = start
    self.end = end
  }

  func covers(_ moment: Instant) -> Bool { start <= moment && end.map { moment < $0 } ?? true }
}

extension [AccessSpan] {
  /// The span that covers a moment. Of several, the one that started first: another one may be stored elsewhere once it
  /// ends, and the order of the spans says nothing.
  func first(covering moment: Instant) -> AccessSpan? { filter { $0.covers(moment) }.min { $0.start < $1.start } }
}

/// The rights by which a person moves an entrance's lock remotely, apart from the stay of the ACS user.
package struct RemoteRights: Hashable, Sendable {
  /// The periods in which the identity had a valid client session.
  package var sessions: [AccessSpan]
  /// When the lock was granted to the identity.
  package var grants: [AccessSpan]

  package init(sessions: [AccessSpan] = [], grants: [AccessSpan] = []) {
    self.sessions = sessions
    self.grants = grants
  }
}
