import Wire

/// A means to open entrances: a mobile key, a PIN, a card.
public struct AcsCredential: Record, Answer {
  public static let name = "acs_credential"

  public enum AccessMethod: String, Choice {
    case code, card
    case mobileKey = "mobile_key"
    case cloudKey = "cloud_key"
  }
  public enum Kind: String, Choice {
    case saltoKSCredential = "salto_ks_credential"
    case saltoKSTag = "salto_ks_tag"
  }
  public enum WarningCode: String, NoticeCode {
    public static let member: StaticString = "warning_code"
    case waitingToBeIssued = "waiting_to_be_issued"
    case scheduleExternallyModified = "schedule_externally_modified"
    case scheduleModified = "schedule_modified"
    case beingDeleted = "being_deleted"
    case unknownIssue = "unknown_issue_with_acs_credential"
    case needsToBeReissued = "needs_to_be_reissued"
  }

  public var acsCredentialID: ID<AcsCredential>
  public var acsSystemID: ID<AcsSystem>
  public var connectedAccountID: ID<ConnectedAccount>
  public var workspaceID: ID<Workspace>
  public var createdAt: Instant
  public var displayName: String
  public var accessMethod: Extensible<AccessMethod>
  public var errors: [FreeNotice] = []
  public var warnings: [Notice<WarningCode>] = []
  public var acsCredentialPoolID: ID<CredentialPool>?
  public var acsUserID: ID<AcsUser>?
  public var cardNumber: Nullable<String>?
  public var code: Nullable<String>?
  public var endsAt: Instant?
  public var externalType: Extensible<Kind>?
  public var externalTypeDisplayName: String?
  public var isIssued: Bool?
  public var isLatestDesiredStateSyncedWithProvider: Nullable<Bool>?
  public var isMultiPhoneSyncCredential: Bool?
  public var isOneTimeUse: Bool?
  public var issuedAt: Nullable<Instant>?
  public var latestDesiredStateSyncedWithProviderAt: Nullable<Instant>?
  public var parentAcsCredentialID: ID<AcsCredential>?
  public var startsAt: Instant?
  public var userIdentityID: ID<UserIdentity>?

  public init(
    acsCredentialID: ID<AcsCredential>, acsSystemID: ID<AcsSystem>, connectedAccountID: ID<ConnectedAccount>,
    workspaceID: ID<Workspace>, createdAt: Instant, displayName: String, accessMethod: AccessMethod
  ) {
    self.acsCredentialID = acsCredentialID
    self.acsSystemID = acsSystemID
    self.connectedAccountID = connectedAccountID
    self.workspaceID = workspaceID
    self.createdAt = createdAt
    self.displayName = displayName
    self.accessMethod = .known(accessMethod)
  }
  public static let blank = AcsCredential(
    acsCredentialID: .blank, acsSystemID: .blank, connectedAccountID: .blank, workspaceID: .blank, createdAt: .blank,
    displayName: "", accessMethod: .code)

  public mutating func describe(_ field: Field) {
    var isManaged = true
    field("acs_credential_id", &acsCredentialID, "ID of the credential.")
    field("acs_system_id", &acsSystemID, "The system the credential belongs to.")
    field("connected_account_id", &connectedAccountID, "The account through which the system is reached.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("display_name", &displayName, "A name to show.", .minLength(1))
    field("access_method", &accessMethod, "How it opens an entrance.")
    field("acs_user_id", &acsUserID, "The user it belongs to.")
    field("user_identity_id", &userIdentityID, "The identity it belongs to.")
    field("acs_credential_pool_id", &acsCredentialPoolID, "The pool it came from.")
    field(
      "parent_acs_credential_id", &parentAcsCredentialID, "The credential for many phones of which it is one phone's.")
    field(
      "is_multi_phone_sync_credential", &isMultiPhoneSyncCredential, "Whether it stands for all phones of its owner.")
    field("is_one_time_use", &isOneTimeUse, "Whether it opens once only.")
    field("code", &code, "The PIN.")
    field("card_number", &cardNumber, "The number of the card.")
    field("starts_at", &startsAt, "From when it opens, where that is not its owner's schedule.")
    field("ends_at", &endsAt, "Until when it opens, where that is not its owner's schedule.")
    field("external_type", &externalType, "What it is at the provider.")
    field("external_type_display_name", &externalTypeDisplayName, "The same, for people.")
    field("is_managed", &isManaged, "Always true: the credential is under Latchkey's care.", .always(true))
    field("is_issued", &isIssued, "Whether its owner has it in hand.")
    field("issued_at", &issuedAt, "When its owner got it.")
    field(
      "is_latest_desired_state_synced_with_provider", &isLatestDesiredStateSyncedWithProvider,
      "Whether the provider has all that the credential needs.")
    field(
      "latest_desired_state_synced_with_provider_at", &latestDesiredStateSyncedWithProviderAt,
      "Since when the provider has it.")
    field("created_at", &createdAt, "When it was created.")
    field("errors", &errors, "What keeps it from working.")
    field("warnings", &warnings, "What is still missing.")
  }
}
