public import Wire

/// The progress of revoking a user's access, by entrance.
public struct AccessRevocation: Record, Answer, Hashable {
  public static let name = "access_revocation"

  public var acsUserID: ID<AcsUser>
  public var moment: Instant
  /// The least advanced state of all entrances.
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

  public mutating func describe(_ field: inout some Field) {
    field("acs_user_id", &acsUserID, "The user.")
    field("moment", &moment, "The moment that the revocation describes.")
    field("state", &state, "The least advanced state of all entrances. `confirmed` if there are none.")
    field(
      "entrances", &entrances,
      "Every entrance that the user could ever open through an access group, or that was granted to the identity."
    )
  }
}

/// Whether an entrance still opens for a user.
public struct EntranceRevocation: Record, Hashable {
  public static let name = "entrance_revocation"

  public enum State: String, Choice, CaseIterable {
    /// The lock is known to refuse.
    case confirmed
    /// The provider revoked the access. The lock may not know yet.
    case canStillOpen = "can_still_open"
    /// The access was revoked here. The provider has not confirmed it yet.
    case pending
    /// The access was not revoked.
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

  public mutating func describe(_ field: inout some Field) {
    field("acs_entrance_id", &acsEntranceID, "The entrance.")
    field("state", &state, "State of the revocation at this entrance.")
    field("reason", &reason, "Machine-readable reason.")
    field("message", &message, "Human-readable explanation.")
    field("since", &since, "When the state began, as far as it was observed.")
    field("until", &until, "The latest moment at which the entrance can still open. Absent if unknown.")
  }
}
