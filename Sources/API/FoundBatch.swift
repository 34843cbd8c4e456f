public import Wire

/// What has an ID, in one list for each kind. A list without anything is absent.
public struct FoundBatch: Record, Answer {
  public static let name = "found_batch"

  public var accessCodes: [AccessCode]?
  public var accessGrants: [AccessGrant]?
  public var accessMethods: [AccessMethod]?
  public var acsAccessGroups: [AcsAccessGroup]?
  public var acsCredentials: [AcsCredential]?
  public var acsEncoders: [AcsEncoder]?
  public var acsEntrances: [AcsEntrance]?
  public var acsSystems: [AcsSystem]?
  public var acsUsers: [AcsUser]?
  public var actionAttempts: [ActionAttempt]?
  public var clientSessions: [ClientSession]?
  public var connectWebviews: [ConnectWebview]?
  public var connectedAccounts: [ConnectedAccount]?
  public var customizationProfiles: [CustomizationProfile]?
  public var devices: [Device]?
  public var events: [StoredJSON<Event>]?
  public var instantKeys: [InstantKey]?
  public var spaces: [Space]?
  public var unmanagedAccessCodes: [UnmanagedAccessCode]?
  public var unmanagedAcsAccessGroups: [UnmanagedAcsAccessGroup]?
  public var unmanagedAcsCredentials: [UnmanagedAcsCredential]?
  public var unmanagedAcsUsers: [UnmanagedAcsUser]?
  public var unmanagedDevices: [UnmanagedDevice]?
  public var userIdentities: [UserIdentity]?
  public var workspaces: [Workspace]?
  public init() {}
  public static let blank = FoundBatch()

  public mutating func describe(_ field: inout some Field) {
    field("access_codes", &accessCodes, "The access code with the ID.")
    field("access_grants", &accessGrants, "The access grant with the ID.")
    field("access_methods", &accessMethods, "The access method with the ID.")
    field("acs_access_groups", &acsAccessGroups, "The access group with the ID.")
    field("acs_credentials", &acsCredentials, "The credential with the ID.")
    field("acs_encoders", &acsEncoders, "The encoder with the ID.")
    field("acs_entrances", &acsEntrances, "The entrance with the ID.")
    field("acs_systems", &acsSystems, "The system with the ID.")
    field("acs_users", &acsUsers, "The user with the ID.")
    field("action_attempts", &actionAttempts, "The action attempt with the ID.")
    field("client_sessions", &clientSessions, "The client session with the ID.")
    field("connect_webviews", &connectWebviews, "The webview with the ID.")
    field("connected_accounts", &connectedAccounts, "The account with the ID.")
    field("customization_profiles", &customizationProfiles, "The customization profile with the ID.")
    field("devices", &devices, "The device with the ID.")
    field("events", &events, "The event with the ID.")
    field("instant_keys", &instantKeys, "The instant key with the ID.")
    field("spaces", &spaces, "The space with the ID.")
    field("unmanaged_access_codes", &unmanagedAccessCodes, "The unmanaged access code with the ID.")
    field("unmanaged_acs_access_groups", &unmanagedAcsAccessGroups, "Always absent: all groups are managed.")
    field("unmanaged_acs_credentials", &unmanagedAcsCredentials, "Always absent: all credentials are managed.")
    field("unmanaged_acs_users", &unmanagedAcsUsers, "The unmanaged person with the ID.")
    field("unmanaged_devices", &unmanagedDevices, "The unmanaged device with the ID.")
    field("user_identities", &userIdentities, "The identity with the ID.")
    field("workspaces", &workspaces, "The caller's workspace, if it has the ID.")
  }
}
