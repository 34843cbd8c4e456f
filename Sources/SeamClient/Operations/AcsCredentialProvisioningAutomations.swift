// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Acs {
  /// The operations under `/acs/credential_provisioning_automations`.
  public struct CredentialProvisioningAutomations: Sendable {
    let seam: Seam

    /// Deprecated: use `/userIdentities/enrollmentAutomations/launch`. Idempotent.
    ///
    /// - Parameters:
    ///   - userIdentityID: The identity.
    ///   - credentialManagerAcsSystemID: The credential manager.
    ///   - createCredentialManagerUser: Whether to create a user for the identity at the credential manager.
    ///   - credentialManagerAcsUserID: The identity's existing user at the credential manager.
    ///   - acsCredentialPoolID: For HID only: the pool of credentials.
    @discardableResult
    public func launch(
      userIdentityID: ID<UserIdentity>, credentialManagerAcsSystemID: ID<AcsSystem>,
      createCredentialManagerUser: Bool? = nil, credentialManagerAcsUserID: ID<AcsUser>? = nil,
      acsCredentialPoolID: ID<CredentialPool>? = nil
    ) async throws -> CredentialProvisioningAutomation {
      var request = API.CredentialProvisioningAutomations.Launch()
      request.userIdentityID = userIdentityID
      request.credentialManagerAcsSystemID = credentialManagerAcsSystemID
      request.createCredentialManagerUser = createCredentialManagerUser
      request.credentialManagerAcsUserID = credentialManagerAcsUserID
      request.acsCredentialPoolID = acsCredentialPoolID
      return try await seam.send(request)
    }
  }
}
