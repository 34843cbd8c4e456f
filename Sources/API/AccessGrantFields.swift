import Wire

/// The fields that managed and unmanaged access grants have in common.
protocol AccessGrantFields {
  var accessGrantID: ID<AccessGrant> { get set }
  var workspaceID: ID<Workspace> { get set }
  var createdAt: Instant { get set }
  var startsAt: Instant { get set }
  var endsAt: Nullable<Instant> { get set }
  var grantName: Nullable<String> { get set }
  var accessMethodIDs: [ID<AccessMethod>] { get set }
  var requestedAccessMethods: [RequestedAccessMethod] { get set }
  var spaceIDs: [ID<Space>] { get set }
  var errors: [AccessGrantError] { get set }
  var warnings: [AccessGrantWarning] { get set }
  var pendingMutations: [AccessGrantMutation] { get set }
}

extension AccessGrantFields {
  mutating func describeOrigin(_ field: inout some Field) {
    field("access_grant_id", &accessGrantID, "ID of the grant.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("created_at", &createdAt, "When it was created.")
  }

  mutating func describeTimes(_ field: inout some Field) {
    field("starts_at", &startsAt, "When access starts.")
    field("ends_at", &endsAt, "When access ends, or null for never.")
    field("name", &grantName, "Name, or null.")
  }

  /// What the grant consists of, and what is wrong with it.
  mutating func describeContents(_ field: inout some Field) {
    var locations = spaceIDs
    field("access_method_ids", &accessMethodIDs, "The access methods of the grant.")
    field("requested_access_methods", &requestedAccessMethods, "The requested means of access.")
    field("space_ids", &spaceIDs, "The spaces of the grant.")
    field("location_ids", &locations, "Deprecated: use `space_ids`.")
    field("errors", &errors, "Errors of the grant.")
    field("warnings", &warnings, "Warnings of the grant.")
    field("pending_mutations", &pendingMutations, "Changes that Salto KS has not confirmed yet.")
  }
}
