public import Wire

/// The operations on automations by their former name.
public enum CredentialProvisioningAutomations {
  public struct Launch: EnrollmentLaunch {
    public typealias Response = CredentialProvisioningAutomation
    public static let operation = Operation(
      "/acs/credential_provisioning_automations/launch", .act, by: .workspace, role: .frontDesk,
      returns: "acs_credential_provisioning_automation", title: "Launch a credential provisioning automation",
      doc: "Deprecated: use `/user_identities/enrollment_automations/launch`. Idempotent.")
    public var acsCredentialPoolID: ID<CredentialPool>?
    public var createCredentialManagerUser: Bool?
    public var credentialManagerAcsSystemID = ID<AcsSystem>.blank
    public var credentialManagerAcsUserID: ID<AcsUser>?
    public var userIdentityID = ID<UserIdentity>.blank
    public init() {}
  }
}
