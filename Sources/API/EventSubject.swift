public import Wire

/// The resource that an event is about, and the resources that it belongs to.
public struct EventSubject: Hashable, Sendable {
  public var connectedAccountID: ID<ConnectedAccount>?
  public var acsSystemID: ID<AcsSystem>?
  public var acsUserID: ID<AcsUser>?
  public var acsCredentialID: ID<AcsCredential>?
  public var acsAccessGroupID: ID<AcsAccessGroup>?
  public var acsEntranceID: ID<AcsEntrance>?
  public var acsEncoderID: ID<AcsEncoder>?
  public var enrollmentAutomationID: ID<EnrollmentAutomation>?
  public var clientSessionID: ID<ClientSession>?
  public var connectWebviewID: ID<ConnectWebview>?
  public var deviceID: ID<Device>?
  public var userIdentityID: ID<UserIdentity>?
  public var spaceID: ID<Space>?
  public var accessGrantID: ID<AccessGrant>?
  public var accessMethodID: ID<AccessMethod>?
  public init() {}

  mutating func describe(_ field: inout some Field) {
    field("connected_account_id", &connectedAccountID, "The connected account that the event is about.")
    field("acs_system_id", &acsSystemID, "The ACS system that the event is about.")
    field("acs_user_id", &acsUserID, "The ACS user that the event is about.")
    field("acs_credential_id", &acsCredentialID, "The credential that the event is about.")
    field("acs_access_group_id", &acsAccessGroupID, "The access group that the event is about.")
    field("acs_entrance_id", &acsEntranceID, "The entrance that the event is about.")
    field("acs_encoder_id", &acsEncoderID, "The encoder that the event is about.")
    field("enrollment_automation_id", &enrollmentAutomationID, "The enrollment automation that the event is about.")
    field("client_session_id", &clientSessionID, "The client session that the event is about.")
    field("connect_webview_id", &connectWebviewID, "The connect webview that the event is about.")
    field("device_id", &deviceID, "The device that the event is about.")
    field("user_identity_id", &userIdentityID, "The identity that the event is about.")
    field("space_id", &spaceID, "The space that the event is about.")
    field("access_grant_id", &accessGrantID, "The access grant that the event is about.")
    field("access_method_id", &accessMethodID, "The access method that the event is about.")
  }
}
