public import Wire

/// A moment in the future at which something happens to a person's access.
public struct DeskMoment: Record, Hashable {
  public static let name = "desk_moment"

  /// What happens.
  public enum Kind: String, Choice {
    case stayStarts = "stay_starts"
    case stayEnds = "stay_ends"
    /// The person is created at the site.
    case creation
    /// The person may get a mobile key, and the provider sends the invitation.
    case mobileKeyInvitation = "mobile_key_invitation"
    /// A failed change is tried again.
    case retry
  }

  public var at: Instant
  public var kind: Extensible<Kind>
  public var acsUserID: ID<AcsUser>
  public var acsSystemID: ID<AcsSystem>
  public var displayName: String
  public var accessGrantID: ID<AccessGrant>?

  public init(
    _ kind: Kind, at: Instant, acsUserID: ID<AcsUser>, acsSystemID: ID<AcsSystem>, displayName: String,
    accessGrantID: ID<AccessGrant>? = nil
  ) {
    self.kind = .known(kind)
    self.at = at
    self.acsUserID = acsUserID
    self.acsSystemID = acsSystemID
    self.displayName = displayName
    self.accessGrantID = accessGrantID
  }
  public static let blank = DeskMoment(.stayStarts, at: .blank, acsUserID: .blank, acsSystemID: .blank, displayName: "")

  public mutating func describe(_ field: inout some Field) {
    field("at", &at, "When it happens, by the workspace's clock.")
    field("kind", &kind, "What happens.")
    field("acs_user_id", &acsUserID, "The person.")
    field("acs_system_id", &acsSystemID, "The ACS system of the site.")
    field("display_name", &displayName, "Name of the person.")
    field("access_grant_id", &accessGrantID, "The access grant of the stay. Absent for the ACS user's own schedule.")
  }
}
