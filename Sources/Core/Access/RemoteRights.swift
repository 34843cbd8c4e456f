import API
import Wire

/// A time during which something was given. Without an end it still is.
public struct AccessSpan: Hashable, Sendable {
  public var start: Instant
  public var end: Instant?

  public init(start: Instant, end: Instant?) {
    self.start = start
    self.end = end
  }

  func covers(_ moment: Instant) -> Bool { start <= moment && end.map { moment < $0 } ?? true }
}

/// By what a person moves an entrance's lock from afar, apart from the stay of its ACS user.
public struct RemoteRights: Hashable, Sendable {
  /// When a client session of the person's identity worked.
  public var sessions: [AccessSpan]
  /// When the lock was granted to the identity.
  public var grants: [AccessSpan]

  public init(sessions: [AccessSpan] = [], grants: [AccessSpan] = []) {
    self.sessions = sessions
    self.grants = grants
  }
}
