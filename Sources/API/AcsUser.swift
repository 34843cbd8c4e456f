public import Wire

/// A person in an access control system.
public struct AcsUser: Record, Answer {
  public static let name = "acs_user"

  public enum Kind: String, Choice { case saltoSiteUser = "salto_site_user" }

  public enum ErrorCode: String, NoticeCode {
    public static let member: StaticString = "error_code"
    case deletedExternally = "deleted_externally"
    case saltoKSSubscriptionLimitExceeded = "salto_ks_subscription_limit_exceeded"
    case failedToCreate = "failed_to_create_on_acs_system"
    case failedToUpdate = "failed_to_update_on_acs_system"
    case failedToDelete = "failed_to_delete_on_acs_system"
    case latchConflictWithResidentUser = "latch_conflict_with_resident_user"
  }

  public enum WarningCode: String, NoticeCode {
    public static let member: StaticString = "warning_code"
    case beingDeleted = "being_deleted"
    case saltoKSUserNotSubscribed = "salto_ks_user_not_subscribed"
    case inactive = "acs_user_inactive"
    case unknownIssue = "unknown_issue_with_acs_user"
    case latchResidentUser = "latch_resident_user"
  }

  public struct SaltoKSMetadata: Record, Hashable {
    public static let name = "acs_user_salto_ks_metadata"
    public var isSubscribed: Bool?
    public init(isSubscribed: Bool) { self.isSubscribed = isSubscribed }
    public static let blank = SaltoKSMetadata(isSubscribed: false)
    public mutating func describe(_ field: inout some Field) {
      field(
        "is_subscribed", &isSubscribed, "Whether the user occupied one of the site's seats when last seen at Salto KS.")
    }
  }

  public var acsUserID: ID<AcsUser>
  public var acsSystemID: ID<AcsSystem>
  public var connectedAccountID: ID<ConnectedAccount>
  public var workspaceID: ID<Workspace>
  public var createdAt: Instant
  public var displayName: String
  public var lastSuccessfulSyncAt: Nullable<Instant> = .null
  public var errors: [Notice<ErrorCode>] = []
  public var warnings: [Notice<WarningCode>] = []
  public var pendingMutations: [AcsUserMutation]? = []
  public var accessSchedule: AccessSchedule?
  public var emailAddress: String?
  public var externalType: Extensible<Kind>?
  public var externalTypeDisplayName: String?
  public var fullName: String?
  public var hidAcsSystemID: ID<AcsSystem>?
  public var isSuspended: Bool?
  public var phoneNumber: String?
  public var saltoKSMetadata: SaltoKSMetadata?
  public var userIdentityID: ID<UserIdentity>?
  public var userIdentityEmailAddress: Nullable<String>?
  public var userIdentityFullName: Nullable<String>?
  public var userIdentityPhoneNumber: Nullable<String>?

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
  public static let blank = AcsUser(
    acsUserID: .blank, acsSystemID: .blank, connectedAccountID: .blank, workspaceID: .blank, createdAt: .blank,
    displayName: "")

  public mutating func describe(_ field: inout some Field) {
    var isManaged = true
    var email = emailAddress
    field("acs_user_id", &acsUserID, "ID of the ACS user.")
    field("acs_system_id", &acsSystemID, "The ACS system of the user.")
    field("connected_account_id", &connectedAccountID, "The connected account that gives access to the system.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("display_name", &displayName, "Display name: the full name, or else the e-mail address.")
    field("full_name", &fullName, "Full name of the user.", .minLength(1))
    field("email_address", &emailAddress, "E-mail address of the user.", .email)
    field("email", &email, "Deprecated: use `email_address`.", .email)
    field("phone_number", &phoneNumber, "Phone number of the user.")
    field("access_schedule", &accessSchedule, "When the user's access is valid. Absent for always.")
    field("is_suspended", &isSuspended, "Whether the user is suspended.")
    field("is_managed", &isManaged, "Always true: Latchkey manages the user.", .always(true))
    field("external_type", &externalType, "Type of the user at the provider.")
    field("external_type_display_name", &externalTypeDisplayName, "Display name of the external type.")
    field("hid_acs_system_id", &hidAcsSystemID, "For HID only: the credential manager of the user.")
    field("salto_ks_metadata", &saltoKSMetadata, "Metadata specific to Salto KS.")
    field("user_identity_id", &userIdentityID, "The identity of the user.")
    field("user_identity_email_address", &userIdentityEmailAddress, "The identity's e-mail address.")
    field("user_identity_full_name", &userIdentityFullName, "The identity's full name.")
    field("user_identity_phone_number", &userIdentityPhoneNumber, "The identity's phone number.")
    field("created_at", &createdAt, "When the user was created.")
    field("last_successful_sync_at", &lastSuccessfulSyncAt, "When the user was last seen in sync with the provider.")
    field("errors", &errors, "Errors that keep the user from getting access.")
    field("warnings", &warnings, "Warnings: reasons why the user may have no access now.")
    field("pending_mutations", &pendingMutations, "Changes that the provider has not confirmed yet.")
  }
}
