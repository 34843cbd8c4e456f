public import Wire

/// A group of ACS users and entrances: its users open its entrances.
public struct AcsAccessGroup: Record, Answer {
  public static let name = "acs_access_group"

  public enum Kind: String, Choice { case saltoKSAccessGroup = "salto_ks_access_group" }
  public enum ErrorCode: String, NoticeCode {
    public static let member: StaticString = "error_code"
    case failedToCreate = "failed_to_create_on_acs_system"
  }
  public enum WarningCode: String, NoticeCode {
    public static let member: StaticString = "warning_code"
    case unknownIssue = "unknown_issue_with_acs_access_group"
    case beingDeleted = "being_deleted"
  }

  public var acsAccessGroupID: ID<AcsAccessGroup>
  public var acsSystemID: ID<AcsSystem>
  public var connectedAccountID: ID<ConnectedAccount>
  public var workspaceID: ID<Workspace>
  public var createdAt: Instant
  public var name: String
  public var displayName: String
  public var externalType = Extensible.known(Kind.saltoKSAccessGroup)
  public var externalTypeDisplayName = "Salto KS Access Group"
  public var accessSchedule: AccessSchedule?
  public var errors: [Notice<ErrorCode>] = []
  public var warnings: [Notice<WarningCode>] = []
  public var pendingMutations: [AcsAccessGroupMutation] = []

  public init(
    acsAccessGroupID: ID<AcsAccessGroup>, acsSystemID: ID<AcsSystem>, connectedAccountID: ID<ConnectedAccount>,
    workspaceID: ID<Workspace>, createdAt: Instant, name: String
  ) {
    self.acsAccessGroupID = acsAccessGroupID
    self.acsSystemID = acsSystemID
    self.connectedAccountID = connectedAccountID
    self.workspaceID = workspaceID
    self.createdAt = createdAt
    self.name = name
    displayName = name
  }
  public static let blank = AcsAccessGroup(
    acsAccessGroupID: .blank, acsSystemID: .blank, connectedAccountID: .blank, workspaceID: .blank, createdAt: .blank,
    name: "")

  public mutating func describe(_ field: inout some Field) { describe(&field, isManaged: true) }

  /// - Parameter managed: whether it is a managed group.
  mutating func describe(_ field: inout some Field, isManaged managed: Bool) {
    var kind = externalType
    var kindDisplayName = externalTypeDisplayName
    var isManaged = managed
    field("acs_access_group_id", &acsAccessGroupID, "ID of the access group.")
    field("acs_system_id", &acsSystemID, "The ACS system of the group.")
    field("connected_account_id", &connectedAccountID, "The connected account that gives access to the system.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("name", &name, "Name of the group at the provider.")
    field("display_name", &displayName, "Display name.")
    field("external_type", &externalType, "Type of the group at the provider.")
    field("external_type_display_name", &externalTypeDisplayName, "Display name of the external type.")
    field("access_group_type", &kind, "Deprecated: use `external_type`.")
    field("access_group_type_display_name", &kindDisplayName, "Deprecated: use `external_type_display_name`.")
    field("access_schedule", &accessSchedule, "When the group grants access. Absent for always.")
    field("is_managed", &isManaged, "Whether Latchkey manages the group.", .always(managed))
    field("created_at", &createdAt, "When the group was first seen.")
    field("errors", &errors, "Errors of the group.")
    field("warnings", &warnings, "Warnings of the group.")
    field("pending_mutations", &pendingMutations, "Changes that the provider has not confirmed yet.")
  }
}
