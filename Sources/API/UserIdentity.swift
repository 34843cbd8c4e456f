public import Wire

/// A person in your own application.
public struct UserIdentity: Record, Answer {
  public static let name = "user_identity"

  public struct Issue: Record, Hashable {
    public static let name = "user_identity_error"
    public enum Code: String, Choice { case issueWithAcsUser = "issue_with_acs_user" }
    public var code = Extensible.known(Code.issueWithAcsUser)
    public var acsSystemID: ID<AcsSystem>
    public var acsUserID: ID<AcsUser>
    public var createdAt: Instant
    public var message: String
    public init(acsSystemID: ID<AcsSystem>, acsUserID: ID<AcsUser>, createdAt: Instant, message: String) {
      self.acsSystemID = acsSystemID
      self.acsUserID = acsUserID
      self.createdAt = createdAt
      self.message = message
    }
    public static let blank = Issue(acsSystemID: .blank, acsUserID: .blank, createdAt: .blank, message: "")
    public mutating func describe(_ field: inout some Field) {
      field("error_code", &code, "Machine-readable code.")
      field("acs_system_id", &acsSystemID, "The ACS system of the user with the error.")
      field("acs_user_id", &acsUserID, "The ACS user with the error.")
      field("created_at", &createdAt, "When the problem began.")
      field("message", &message, "What the problem is and how to fix it.")
    }
  }

  public enum WarningCode: String, NoticeCode {
    public static let member: StaticString = "warning_code"
    case beingDeleted = "being_deleted"
    case profileDoesNotMatch = "acs_user_profile_does_not_match_user_identity"
  }

  public var userIdentityID: ID<UserIdentity>
  public var workspaceID: ID<Workspace>
  public var createdAt: Instant
  public var displayName: String
  public var userIdentityKey: Nullable<String> = .null
  public var emailAddress: Nullable<String> = .null
  public var fullName: Nullable<String> = .null
  public var phoneNumber: Nullable<String> = .null
  public var acsUserIDs: [ID<AcsUser>] = []
  public var mergedUserIdentityIDs: [ID<UserIdentity>] = []
  public var mergedUserIdentityKeys: [String] = []
  public var errors: [Issue] = []
  public var warnings: [Notice<WarningCode>] = []

  public init(userIdentityID: ID<UserIdentity>, workspaceID: ID<Workspace>, createdAt: Instant, displayName: String) {
    self.userIdentityID = userIdentityID
    self.workspaceID = workspaceID
    self.createdAt = createdAt
    self.displayName = displayName
  }
  public static let blank = UserIdentity(
    userIdentityID: .blank, workspaceID: .blank, createdAt: .blank, displayName: "")

  public mutating func describe(_ field: inout some Field) { describe(&field, isManaged: true) }

  /// An unmanaged identity has no key.
  mutating func describe(_ field: inout some Field, isManaged: Bool) {
    field("user_identity_id", &userIdentityID, "ID of the identity.")
    if isManaged { field("user_identity_key", &userIdentityKey, "Your own key for the identity.") }
    field("email_address", &emailAddress, "E-mail address.", .email)
    field("full_name", &fullName, "Full name.")
    field("phone_number", &phoneNumber, "Phone number.")
    field(
      "display_name", &displayName, "Display name: the full name, or else the e-mail address, or else the key.",
      .minLength(1))
    field("acs_user_ids", &acsUserIDs, "The ACS users of the identity.")
    field("merged_user_identity_ids", &mergedUserIdentityIDs, "IDs of the identities that were merged into this one.")
    field(
      "merged_user_identity_keys", &mergedUserIdentityKeys, "Keys of the identities that were merged into this one.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("created_at", &createdAt, "When it was created.")
    field("errors", &errors, "Errors of the identity's ACS users.")
    field("warnings", &warnings, "Warnings of the identity.")
  }
}
