import API

/// How far a site has been read.
public struct SyncProgress: Hashable, Sendable {
  public var phase = AccountSync.Phase.idle
  /// What the last whole reading showed; nil before there was one since the program began.
  public var locks: Int?
  public var groups: Int?
  public var people: Int?
  /// How many of the people have been compared with what is known.
  public var peopleWritten = 0
  /// Why the last reading came to nothing.
  public var problem: String?

  public init() {}
}
