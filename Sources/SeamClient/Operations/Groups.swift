// Printed from the catalogue by scripts/print-sdk.

extension Seam {
  /// The operations under `/acs`.
  public var acs: Acs { Acs(seam: self) }

  /// The operations under `/latchkey`.
  public var latchkey: Latchkey { Latchkey(seam: self) }

  /// The operations under `/user_identities`.
  public var userIdentities: UserIdentities { UserIdentities(seam: self) }

  /// The operations under `/devices`.
  public var devices: Devices { Devices(seam: self) }

  /// The operations under `/locks`.
  public var locks: Locks { Locks(seam: self) }

  /// The operations under `/spaces`.
  public var spaces: Spaces { Spaces(seam: self) }

  /// The operations under `/access_grants`.
  public var accessGrants: AccessGrants { AccessGrants(seam: self) }

  /// The operations under `/access_methods`.
  public var accessMethods: AccessMethods { AccessMethods(seam: self) }

  /// The operations under `/access_codes`.
  public var accessCodes: AccessCodes { AccessCodes(seam: self) }

  /// The operations under `/instant_keys`.
  public var instantKeys: InstantKeys { InstantKeys(seam: self) }

  /// The operations under `/customers`.
  public var customers: Customers { Customers(seam: self) }

  /// The operations under `/action_attempts`.
  public var actionAttempts: ActionAttempts { ActionAttempts(seam: self) }

  /// The operations under `/connect_webviews`.
  public var connectWebviews: ConnectWebviews { ConnectWebviews(seam: self) }

  /// The operations under `/connected_accounts`.
  public var connectedAccounts: ConnectedAccounts { ConnectedAccounts(seam: self) }

  /// The operations under `/events`.
  public var events: Events { Events(seam: self) }

  /// The operations under `/webhooks`.
  public var webhooks: Webhooks { Webhooks(seam: self) }

  /// The operations under `/workspaces`.
  public var workspaces: Workspaces { Workspaces(seam: self) }

  /// The operations under `/client_sessions`.
  public var clientSessions: ClientSessions { ClientSessions(seam: self) }

  /// The operations under `/phones`.
  public var phones: Phones { Phones(seam: self) }

  /// The operations under `/mobile_sdk`.
  public var mobileSDK: MobileSDK { MobileSDK(seam: self) }

  /// The operations under `/instant_key`.
  public var instantKey: InstantKey { InstantKey(seam: self) }
}
