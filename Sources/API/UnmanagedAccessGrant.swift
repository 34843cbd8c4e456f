public import Wire

/// A grant that was found at the provider. Salto KS has none: people of its sites are unmanaged ACS users.
public struct UnmanagedAccessGrant: Record, Answer {
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
    var locations = spaceIDs
    field("access_grant_id", &accessGrantID, "ID of the grant.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("created_at", &createdAt, "When it was created.")
    field("user_identity_id", &userIdentityID, "The identity of the person.")
    field("starts_at", &startsAt, "When access starts.")
    field("ends_at", &endsAt, "When access ends, or null for never.")
    field("name", &grantName, "Name, or null.")
    field("display_name", &displayName, "Display name.")
    field("reservation_key", &reservationKey, "Your own key for the reservation.")
    field("access_method_ids", &accessMethodIDs, "The access methods of the grant.")
    field("requested_access_methods", &requestedAccessMethods, "The requested means of access.")
    field("space_ids", &spaceIDs, "The spaces of the grant.")
    field("location_ids", &locations, "Deprecated: use `space_ids`.")
    field("errors", &errors, "Errors of the grant.")
    field("warnings", &warnings, "Warnings of the grant.")
    field("pending_mutations", &pendingMutations, "Changes that Salto KS has not confirmed yet.")
  }
}
