import Wire

/// What an event is about: the resource itself and what that belongs to.
public struct EventSubject: Hashable, Sendable {
  public var connectedAccountID: ID<ConnectedAccount>?
  public var acsSystemID: ID<AcsSystem>?
  public var acsUserID: ID<AcsUser>?
  public var acsCredentialID: ID<AcsCredential>?
  public var acsAccessGroupID: ID<AcsAccessGroup>?
  public var acsEntranceID: ID<AcsEntrance>?
  public var enrollmentAutomationID: ID<EnrollmentAutomation>?
  public var clientSessionID: ID<ClientSession>?
  public var connectWebviewID: ID<ConnectWebview>?
  public var deviceID: ID<Device>?
  public var userIdentityID: ID<UserIdentity>?
  public init() {}

  mutating func describe(_ field: Field) {
    field("connected_account_id", &connectedAccountID, "The account it concerns.")
    field("acs_system_id", &acsSystemID, "The system it concerns.")
    field("acs_user_id", &acsUserID, "The ACS user it concerns.")
    field("acs_credential_id", &acsCredentialID, "The credential it concerns.")
    field("acs_access_group_id", &acsAccessGroupID, "The access group it concerns.")
    field("acs_entrance_id", &acsEntranceID, "The entrance it concerns.")
    field("enrollment_automation_id", &enrollmentAutomationID, "The enrollment automation it concerns.")
    field("client_session_id", &clientSessionID, "The client session it concerns.")
    field("connect_webview_id", &connectWebviewID, "The connect webview it concerns.")
    field("device_id", &deviceID, "The device it concerns.")
    field("user_identity_id", &userIdentityID, "The identity it concerns.")
  }
}
