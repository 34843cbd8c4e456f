public import Wire

/// A grant that was found at the provider. Salto KS has none: people of its sites are unmanaged ACS users.
public struct UnmanagedAccessGrant: Record, Answer, AccessGrantFields {
  public static let name = "unmanaged_access_grant"
  public var accessGrantID: ID<AccessGrant>
  public var workspaceID: ID<Workspace>
  public var createdAt: Instant
  public var userIdentityID: ID<UserIdentity>?
  public var startsAt: Instant
  public var endsAt: Nullable<Instant> = .null
  public var grantName: Nullable<String> = .null
  public var displayName: String
  public var reservationKey: String?
  public var accessMethodIDs: [ID<AccessMethod>] = []
  public var requestedAccessMethods: [RequestedAccessMethod] = []
  public var spaceIDs: [ID<Space>] = []
  public var errors: [AccessGrantError] = []
  public var warnings: [AccessGrantWarning] = []
  public var pendingMutations: [AccessGrantMutation] = []

  public static let blank = UnmanagedAccessGrant(
    accessGrantID: .blank, workspaceID: .blank, createdAt: .blank, startsAt: .blank, displayName: "")

  public mutating func describe(_ field: inout some Field) {
    describeOrigin(&field)
    field("user_identity_id", &userIdentityID, "The identity of the person.")
    describeTimes(&field)
    field("display_name", &displayName, "Display name.")
    field("reservation_key", &reservationKey, "Your own key for the reservation.")
    describeContents(&field)
  }
}
