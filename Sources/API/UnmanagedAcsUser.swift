public import Wire

/// A person whom the site's staff added. Latchkey never changes them.
public struct UnmanagedAcsUser: Record, Answer {
  public static let name = "unmanaged_acs_user"

  public var acsUserID: ID<AcsUser>
  public var acsSystemID: ID<AcsSystem>
  public var connectedAccountID: ID<ConnectedAccount>
  public var workspaceID: ID<Workspace>
  public var createdAt: Instant
  public var displayName: String
  public var lastSuccessfulSyncAt: Nullable<Instant> = .null
  public var errors: [Notice<AcsUser.ErrorCode>] = []
  public var warnings: [Notice<AcsUser.WarningCode>] = []
  public var pendingMutations: [AcsUserMutation]? = []
  public var emailAddress: String?
  public var externalType: Extensible<AcsUser.Kind>? = .known(.saltoSiteUser)
  public var externalTypeDisplayName: String? = "Salto site user"
  public var fullName: String?
  public var isSuspended: Bool?
  public var saltoKSMetadata: AcsUser.SaltoKSMetadata?
  public var userIdentityEmailAddress: Nullable<String>? = .null
  public var userIdentityFullName: Nullable<String>? = .null
  public var userIdentityPhoneNumber: Nullable<String>? = .null

  public init(
    acsUserID: ID<AcsUser>, acsSystemID: ID<AcsSystem>, connectedAccountID: ID<ConnectedAccount>,
    workspaceID: ID<Workspace>, createdAt: Instant, displayName: String
  ) {
    self.acsUserID = acsUserID
    self.acsSystemID = acsSystemID
    self.connectedAccountID = connectedAccountID
    self.workspaceID = workspaceID
    self.createdAt = createdAt
    self.displayName = displayName
  }
  public static let blank = UnmanagedAcsUser(
    acsUserID: .blank, acsSystemID: .blank, connectedAccountID: .blank, workspaceID: .blank, createdAt: .blank,
    displayName: "")

  public mutating func describe(_ field: inout some Field) {
    var isManaged = false
    var email = emailAddress
    field("acs_user_id", &acsUserID, "ID of the person until Latchkey takes them up.")
    field("acs_system_id", &acsSystemID, "The ACS system of the person.")
    field("connected_account_id", &connectedAccountID, "The connected account that gives access to the system.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("display_name", &displayName, "Display name.")
    field("full_name", &fullName, "Full name of the person.", .minLength(1))
    field("email_address", &emailAddress, "E-mail address of the person.", .email)
    field("email", &email, "Deprecated: use `email_address`.", .email)
    field("is_suspended", &isSuspended, "Whether the person is blocked.")
    field("is_managed", &isManaged, "Always false: Latchkey does not manage the person.", .always(false))
    field("external_type", &externalType, "Type of the person at the provider.")
    field("external_type_display_name", &externalTypeDisplayName, "Display name of the external type.")
    field("salto_ks_metadata", &saltoKSMetadata, "Metadata specific to Salto KS.")
    field("user_identity_email_address", &userIdentityEmailAddress, "Always null: the person has no identity.")
    field("user_identity_full_name", &userIdentityFullName, "Always null: the person has no identity.")
    field("user_identity_phone_number", &userIdentityPhoneNumber, "Always null: the person has no identity.")
    field("created_at", &createdAt, "When the person was first seen at the provider.")
    field("last_successful_sync_at", &lastSuccessfulSyncAt, "When the person was last seen changed.")
    field("errors", &errors, "Always empty.")
    field("warnings", &warnings, "Always empty.")
    field("pending_mutations", &pendingMutations, "Always empty: Latchkey never changes the person.")
  }
}
