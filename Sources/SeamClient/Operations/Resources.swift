// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension APIKey: Identifiable {
  public var id: ID<APIKey> { apiKeyID }
}

extension AccessCode: Identifiable {
  public var id: ID<AccessCode> { accessCodeID }
}

extension AccessGrant: Identifiable {
  public var id: ID<AccessGrant> { accessGrantID }
}

extension AccessMethod: Identifiable {
  public var id: ID<AccessMethod> { accessMethodID }
}

extension AccessToken: Identifiable {
  public var id: ID<AccessToken> { accessTokenID }
}

extension AcsAccessGroup: Identifiable {
  public var id: ID<AcsAccessGroup> { acsAccessGroupID }
}

extension AcsCredential: Identifiable {
  public var id: ID<AcsCredential> { acsCredentialID }
}

extension AcsEncoder: Identifiable {
  public var id: ID<AcsEncoder> { acsEncoderID }
}

extension AcsEntrance: Identifiable {
  public var id: ID<AcsEntrance> { acsEntranceID }
}

extension AcsSystem: Identifiable {
  public var id: ID<AcsSystem> { acsSystemID }
}

extension AcsUser: Identifiable {
  public var id: ID<AcsUser> { acsUserID }
}

extension ActionAttempt: Identifiable {
  public var id: ID<ActionAttempt> { actionAttemptID }
}

extension ClientSession: Identifiable {
  public var id: ID<ClientSession> { clientSessionID }
}

extension ConnectWebview: Identifiable {
  public var id: ID<ConnectWebview> { connectWebviewID }
}

extension ConnectedAccount: Identifiable {
  public var id: ID<ConnectedAccount> { connectedAccountID }
}

extension CredentialPool: Identifiable {
  public var id: ID<CredentialPool> { acsCredentialPoolID }
}

extension CredentialProvisioningAutomation: Identifiable {
  public var id: ID<CredentialProvisioningAutomation> { acsCredentialProvisioningAutomationID }
}

extension CustomerRun: Identifiable {
  public var id: ID<CustomerRun> { customerRunID }
}

extension CustomizationProfile: Identifiable {
  public var id: ID<CustomizationProfile> { customizationProfileID }
}

extension Device: Identifiable {
  public var id: ID<Device> { deviceID }
}

extension EnrollmentAutomation: Identifiable {
  public var id: ID<EnrollmentAutomation> { enrollmentAutomationID }
}

extension Event: Identifiable {
  public var id: ID<Event> { eventID }
}

extension IQ: Identifiable {
  public var id: ID<IQ> { iqID }
}

extension InstantKey: Identifiable {
  public var id: ID<InstantKey> { instantKeyID }
}

extension Operator: Identifiable {
  public var id: ID<Operator> { operatorID }
}

extension OperatorSession: Identifiable {
  public var id: ID<OperatorSession> { operatorSessionID }
}

extension PhoneRegistration: Identifiable {
  public var id: ID<PhoneRegistration> { phoneRegistrationID }
}

extension Space: Identifiable {
  public var id: ID<Space> { spaceID }
}

extension UserIdentity: Identifiable {
  public var id: ID<UserIdentity> { userIdentityID }
}

extension Webhook: Identifiable {
  public var id: ID<Webhook> { webhookID }
}

extension Workspace: Identifiable {
  public var id: ID<Workspace> { workspaceID }
}
