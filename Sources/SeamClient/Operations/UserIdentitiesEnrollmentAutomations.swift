// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.UserIdentities {
  /// The operations under `/user_identities/enrollment_automations`.
  public struct EnrollmentAutomations: Sendable {
    let seam: Seam

    /// Allows the identity's phones to get keys from now on. Idempotent.
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
    ) async throws -> EnrollmentAutomation {
      var request = API.EnrollmentAutomations.Launch()
      request.userIdentityID = userIdentityID
      request.credentialManagerAcsSystemID = credentialManagerAcsSystemID
      request.createCredentialManagerUser = createCredentialManagerUser
      request.credentialManagerAcsUserID = credentialManagerAcsUserID
      request.acsCredentialPoolID = acsCredentialPoolID
      return try await seam.send(request)
    }

    /// Returns one automation.
    ///
    /// - Parameters:
    ///   - enrollmentAutomationID: The automation.
    public func get(enrollmentAutomationID: ID<EnrollmentAutomation>) async throws -> EnrollmentAutomation {
      var request = API.EnrollmentAutomations.Get()
      request.enrollmentAutomationID = enrollmentAutomationID
      return try await seam.send(request)
    }

    /// Returns the automations of an identity.
    ///
    /// - Parameters:
    ///   - userIdentityID: The identity.
    public func list(userIdentityID: ID<UserIdentity>) async throws -> [EnrollmentAutomation] {
      var request = API.EnrollmentAutomations.List()
      request.userIdentityID = userIdentityID
      return try await seam.send(request)
    }

    /// Deletes the automation. The identity's phones get no more keys.
    ///
    /// - Parameters:
    ///   - enrollmentAutomationID: The automation.
    public func delete(enrollmentAutomationID: ID<EnrollmentAutomation>) async throws {
      var request = API.EnrollmentAutomations.Delete()
      request.enrollmentAutomationID = enrollmentAutomationID
      try await seam.send(request)
    }
  }
}
