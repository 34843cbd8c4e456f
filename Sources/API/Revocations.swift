import Wire

/// How far it is known that a user's access is gone, door by door.
public struct AccessRevocation: Record, Answer, Hashable {
  public static let name = "access_revocation"

  public var acsUserID: ID<AcsUser>
  public var moment: Instant
  /// The least that holds for every entrance.
  public var state: Extensible<EntranceRevocation.State>
  public var entrances: [EntranceRevocation]

  public init(
    acsUserID: ID<AcsUser>, moment: Instant, state: EntranceRevocation.State, entrances: [EntranceRevocation]
  ) {
    self.acsUserID = acsUserID
    self.moment = moment
    self.state = .known(state)
    self.entrances = entrances
  }
  public static let blank = AccessRevocation(acsUserID: .blank, moment: .blank, state: .confirmed, entrances: [])

  public mutating func describe(_ field: Field) {
    field("acs_user_id", &acsUserID, "The user.")
    field("moment", &moment, "The moment of which this is true.")
    field("state", &state, "The state of the entrance where least is gone; confirmed where there is none.")
    field(
      "entrances", &entrances,
      "Every entrance that the user could ever open through an access group, or that was granted to its identity.")
  }
}

/// Whether one entrance still opens for a user.
public struct EntranceRevocation: Record, Hashable {
  public static let name = "entrance_revocation"

  public enum State: String, Choice, CaseIterable {
    /// The lock is known to refuse.
    case confirmed
    /// The provider took it away, and the lock may not have heard of it.
    case canStillOpen = "can_still_open"
    /// It is taken away here, and the provider has not confirmed that.
    case pending
    /// Nothing was taken away.
    case open
  }

  public var acsEntranceID: ID<AcsEntrance>
  public var state: Extensible<State>
  public var reason: Extensible<AccessReason>
  public var message: String
  public var since: Instant?
  public var until: Instant?

  public init(
    acsEntranceID: ID<AcsEntrance>, state: State, reason: AccessReason, message: String, since: Instant?,
    until: Instant?
  ) {
    self.acsEntranceID = acsEntranceID
    self.state = .known(state)
    self.reason = .known(reason)
    self.message = message
    self.since = since
    self.until = until
  }
  public static let blank = EntranceRevocation(
    acsEntranceID: .blank, state: .confirmed, reason: .granted, message: "", since: nil, until: nil)

  public mutating func describe(_ field: Field) {
    field("acs_entrance_id", &acsEntranceID, "The entrance.")
    field("state", &state, "Whether it is known to stay shut.")
    field("reason", &reason, "What decides it, for programs.")
    field("message", &message, "What decides it, for people.")
    field("since", &since, "Since when that is so, as far as it was seen.")
    field("until", &until, "Until when it can still open at the latest; left out where nobody can tell.")
  }
}

/// What became of access that was taken away.
public enum Revocations {
  public struct Get: Request {
    public typealias Response = AccessRevocation
    public static let operation = Operation(
      "/latchkey/v1/access/revocations/get", .read, by: .workspace, returns: "revocation", title: "Get a revocation",
      doc: "Says of every entrance that a user could open, by any means, whether it is known to be shut for the user.")
    public var acsUserID = ID<AcsUser>.blank
    public init() {}
    public mutating func describe(_ field: Field) {
      field("acs_user_id", &acsUserID, "The user, also one that was deleted.")
    }
  }
}
