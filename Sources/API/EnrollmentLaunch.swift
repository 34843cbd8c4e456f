public import Wire

/// A request that launches an enrollment automation, by its present name or its former one.
public protocol EnrollmentLaunch: Request {
  var acsCredentialPoolID: ID<CredentialPool>? { get set }
  var createCredentialManagerUser: Bool? { get set }
  var credentialManagerAcsSystemID: ID<AcsSystem> { get set }
  var credentialManagerAcsUserID: ID<AcsUser>? { get set }
  var userIdentityID: ID<UserIdentity> { get set }
}

extension EnrollmentLaunch {
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
}
