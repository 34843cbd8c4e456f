public import Wire

/// A means to open entrances: a mobile key, a PIN or a card.
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
  /// The codes of errors that the public API does not have.
  public enum ErrorCode: String, Sendable {
    case pinsNotEnabled = "salto_ks_pins_not_enabled"
    case noKeypad = "salto_ks_no_keypad"
    case pinRefused = "salto_ks_pin_refused"
    case pinReplaced = "salto_ks_pin_replaced"
    case otherPerson = "salto_ks_other_person"
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

  public mutating func describe(_ field: inout some Field) { describe(&field, isManaged: true) }

  /// - Parameter managed: whether it is a managed credential.
  mutating func describe(_ field: inout some Field, isManaged managed: Bool) {
    var isManaged = managed
    field("acs_credential_id", &acsCredentialID, "ID of the credential.")
    field("acs_system_id", &acsSystemID, "The ACS system of the credential.")
    field("connected_account_id", &connectedAccountID, "The connected account that gives access to the system.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("display_name", &displayName, "Display name.", .minLength(1))
    field("access_method", &accessMethod, "Means by which the credential opens an entrance.")
    field("acs_user_id", &acsUserID, "The ACS user who owns the credential.")
    field("user_identity_id", &userIdentityID, "The identity that owns the credential.")
    field("acs_credential_pool_id", &acsCredentialPoolID, "The pool that the credential came from.")
    field(
      "parent_acs_credential_id", &parentAcsCredentialID,
      "The multi-phone credential that this phone's credential belongs to.")
    field(
      "is_multi_phone_sync_credential", &isMultiPhoneSyncCredential,
      "Whether the credential covers all phones of its owner.")
    field("is_one_time_use", &isOneTimeUse, "Whether the credential can be used only once.")
    field("code", &code, "The PIN.", .secret)
    field("card_number", &cardNumber, "The number of the card.")
    field("starts_at", &startsAt, "When the credential becomes valid, if not by its owner's schedule.")
    field("ends_at", &endsAt, "When the credential expires, if not by its owner's schedule.")
    field("external_type", &externalType, "Type of the credential at the provider.")
    field("external_type_display_name", &externalTypeDisplayName, "Display name of the external type.")
    field("is_managed", &isManaged, "Whether Latchkey manages the credential.", .always(managed))
    field("is_issued", &isIssued, "Whether the credential has been issued to its owner.")
    field("issued_at", &issuedAt, "When the credential was issued.")
    field(
      "is_latest_desired_state_synced_with_provider", &isLatestDesiredStateSyncedWithProvider,
      "Whether the credential is in sync with the provider.")
    field(
      "latest_desired_state_synced_with_provider_at", &latestDesiredStateSyncedWithProviderAt,
      "When the credential came in sync with the provider.")
    field("created_at", &createdAt, "When the credential was created.")
    field("errors", &errors, "Errors of the credential.")
    field("warnings", &warnings, "Warnings of the credential: what it still lacks.")
  }
}
