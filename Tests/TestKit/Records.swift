package import API
package import Core
package import Store
package import Wire

// Records with what most tests need. A test sets what it is about.

extension WorkspaceRecord {
  package static func example(id: ID<Workspace> = house, createdAt: Instant = .start) -> WorkspaceRecord {
    WorkspaceRecord(id: id, name: "House", isSandbox: true, createdAt: createdAt, clockOffset: .zero)
  }
}

extension ConnectedAccountRecord {
  package static func example(
    id: ID<ConnectedAccount> = "account", in workspace: ID<Workspace> = house, createdAt: Instant = .start
  ) -> ConnectedAccountRecord {
    ConnectedAccountRecord(
      id: id, workspaceID: workspace, sequence: 1, createdAt: createdAt, emailAddress: "a@example.com", fault: nil,
      provider: "acme")
  }
}

extension AcsSystemRecord {
  /// A site with twenty free seats that accepts PINs and mobile keys.
  package static func example(
    id: ID<AcsSystem> = "system", in workspace: ID<Workspace> = house, createdAt: Instant = .start
  ) -> AcsSystemRecord {
    AcsSystemRecord(
      id: id, workspaceID: workspace, connectedAccountID: "account", sequence: 1, site: ExternalID("site"),
      name: "Site", timeZone: nil, createdAt: createdAt, seats: Seats(limit: 20, used: 0, reserved: 0),
      seatsAlmostAt: nil, seatsExceededAt: nil, acceptsPins: true, acceptsMobileKeys: true, isSubscriptionValid: true,
      fault: nil)
  }
}

extension AcsEntranceRecord {
  package static func example(
    _ lock: ObservedLock, id: ID<AcsEntrance> = "entrance", createdAt: Instant = .start
  ) -> AcsEntranceRecord {
    AcsEntranceRecord(
      id: id, acsSystemID: "system", connectedAccountID: "account", sequence: 1, createdAt: createdAt, lock: lock,
      privacyModeAt: nil, siteAcceptsPins: true, siteAcceptsMobileKeys: true)
  }
}

extension AcsUserRecord {
  package static func example(
    id: ID<AcsUser> = "user", identity: ID<UserIdentity>? = nil, createdAt: Instant = .start,
    wanted: AcsUserRecord.Wanted = AcsUserRecord.Wanted(fullName: "Jane"), observed: AcsUserRecord.Observed? = nil
  ) -> AcsUserRecord {
    AcsUserRecord(
      id: id, workspaceID: house, acsSystemID: "system", connectedAccountID: "account", userIdentityID: identity,
      sequence: 1, createdAt: createdAt, wanted: wanted, observed: observed)
  }
}

extension AccessGrantRecord {
  package static func example(
    id: ID<AccessGrant> = "grant", sequence: Int = 1, identity: ID<UserIdentity> = "identity", schedule: Schedule,
    createdAt: Instant = .start
  ) -> AccessGrantRecord {
    AccessGrantRecord(
      id: id, workspaceID: house, sequence: sequence, createdAt: createdAt, userIdentityID: identity,
      schedule: schedule,
      name: "Stay", key: nil, customerKey: nil)
  }
}

extension Transaction {
  /// Inserts the workspace, the account and a system.
  package func insertSite(_ system: AcsSystemRecord = .example()) throws {
    try save(WorkspaceRecord.example(createdAt: system.createdAt))
    try insert(ConnectedAccountRecord.example(createdAt: system.createdAt), isVirtual: true, sealedCredentials: [1])
    try insert(system)
  }
}
