public import Wire

/// The operations on automations by their former name.
public enum CredentialProvisioningAutomations {
  public struct Launch: Request {
    public typealias Response = CredentialProvisioningAutomation
    public static let operation = Operation(
      "/acs/credential_provisioning_automations/launch", .act, by: .workspace,
      returns: "acs_credential_provisioning_automation", title: "Launch a credential provisioning automation",
      doc: "Deprecated: use `/user_identities/enrollment_automations/launch`. Idempotent.")
    public var acsCredentialPoolID: ID<CredentialPool>?
    public var createCredentialManagerUser: Bool?
    public var credentialManagerAcsSystemID = ID<AcsSystem>.blank
    public var credentialManagerAcsUserID: ID<AcsUser>?
    public var userIdentityID = ID<UserIdentity>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("user_identity_id", &userIdentityID, "The identity.")
      field("credential_manager_acs_system_id", &credentialManagerAcsSystemID, "The credential manager.")
      field(
        "create_credential_manager_user", &createCredentialManagerUser,
        "Whether to create a user for the identity at the credential manager.")
      field(
        "credential_manager_acs_user_id", &credentialManagerAcsUserID,
        "The identity's existing user at the credential manager.")
      field("acs_credential_pool_id", &acsCredentialPoolID, "For HID only: the pool of credentials.")
    }

    /// The same request by its present name.
    public var asEnrollment: EnrollmentAutomations.Launch {
      var launch = EnrollmentAutomations.Launch()
      launch.acsCredentialPoolID = acsCredentialPoolID
      launch.createCredentialManagerUser = createCredentialManagerUser
      launch.credentialManagerAcsSystemID = credentialManagerAcsSystemID
      launch.credentialManagerAcsUserID = credentialManagerAcsUserID
      launch.userIdentityID = userIdentityID
      return launch
    }
  }
}
