public import Wire

/// Access grants and what belongs to them, in one list for each kind. A list that was not requested is absent.
public struct AccessGrantBatch: Record, Answer {
  public static let name = "access_grant_batch"

  /// The lists of a batch.
  public enum Part: String, Choice {
    case spaces, devices
    case acsEntrances = "acs_entrances"
    case connectedAccounts = "connected_accounts"
    case acsSystems = "acs_systems"
    case userIdentities = "user_identities"
    case acsAccessGroups = "acs_access_groups"
    case accessMethods = "access_methods"
  }

  public var spaces: [Space]?
  public var devices: [Device]?
  public var acsEntrances: [AcsEntrance]?
  public var connectedAccounts: [ConnectedAccount]?
  public var acsSystems: [AcsSystem]?
  public var userIdentities: [UserIdentity]?
  public var acsAccessGroups: [AcsAccessGroup]?
  public var accessMethods: [AccessMethod]?
  public init() {}
  public static let blank = AccessGrantBatch()

  public mutating func describe(_ field: inout some Field) {
    field("spaces", &spaces, "Their spaces.")
    field("devices", &devices, "Their devices.")
    field("acs_entrances", &acsEntrances, "Their entrances.")
    field("connected_accounts", &connectedAccounts, "The accounts of their doors.")
    field("acs_systems", &acsSystems, "The systems of their doors.")
    field("user_identities", &userIdentities, "Their persons.")
    field("acs_access_groups", &acsAccessGroups, "The access groups that were made for them.")
    field("access_methods", &accessMethods, "Their access methods.")
  }
}

/// Access methods and what belongs to them, in one list for each kind. A list that was not requested is absent.
public struct AccessMethodBatch: Record, Answer {
  public static let name = "access_method_batch"

  /// The lists of a batch.
  public enum Part: String, Choice {
    case spaces, devices
    case acsEntrances = "acs_entrances"
    case accessGrants = "access_grants"
    case accessMethods = "access_methods"
    case instantKeys = "instant_keys"
    case clientSessions = "client_sessions"
    case acsCredentials = "acs_credentials"
  }

  public var spaces: [Space]?
  public var devices: [Device]?
  public var acsEntrances: [AcsEntrance]?
  public var accessGrants: [AccessGrant]?
  public var accessMethods: [AccessMethod]?
  public var instantKeys: [InstantKey]?
  public var clientSessions: [ClientSession]?
  public var acsCredentials: [AcsCredential]?
  public init() {}
  public static let blank = AccessMethodBatch()

  public mutating func describe(_ field: inout some Field) {
    field("spaces", &spaces, "The spaces of their grants.")
    field("devices", &devices, "The devices that they open.")
    field("acs_entrances", &acsEntrances, "The entrances that they open.")
    field("access_grants", &accessGrants, "Their grants.")
    field("access_methods", &accessMethods, "The access methods.")
    field("instant_keys", &instantKeys, "Their instant keys.")
    field("client_sessions", &clientSessions, "Their client sessions.")
    field("acs_credentials", &acsCredentials, "Their credentials.")
  }
}
