package import API
package import Core
package import Wire

extension Connection {
  /// The unmanaged people of a site.
  package func siteUsers(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> [SiteUserRecord] {
    try all(
      "SELECT \(SiteUserRecord.columns) FROM site_users WHERE workspace_id = ? AND acs_system_id = ? ORDER BY sequence",
      workspace,
      system, read: SiteUserRecord.read)
  }

  /// The unmanaged people of sites.
  package func siteUsers(of systems: [ID<AcsSystem>], in workspace: ID<Workspace>) throws -> [SiteUserRecord] {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.among(systems, column: "acs_system_id")
    return try all(
      "SELECT \(SiteUserRecord.columns) FROM site_users WHERE \(conditions.sql) ORDER BY sequence", conditions.values,
      SiteUserRecord.read)
  }

  package func siteUser(_ id: ID<AcsUser>, in workspace: ID<Workspace>) throws -> SiteUserRecord? {
    try first(
      "SELECT \(SiteUserRecord.columns) FROM site_users WHERE workspace_id = ? AND acs_user_id = ?", workspace, id,
      read: SiteUserRecord.read)
  }

  /// The person with an e-mail address at a site.
  package func siteUser(
    emailAddress: String, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> SiteUserRecord? {
    try first(
      """
      SELECT \(SiteUserRecord.columns) FROM site_users WHERE workspace_id = ? AND acs_system_id = ? AND lower(email_address) = ?
        AND email_address IS NOT NULL LIMIT 1
      """, workspace, system, emailAddress.lowercased(), read: SiteUserRecord.read)
  }

  /// The person with a card number at a site.
  package func siteUser(
    tagNumber: String, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> SiteUserRecord? {
    try first(
      "SELECT \(SiteUserRecord.columns) FROM site_users WHERE workspace_id = ? AND acs_system_id = ? AND tag_number = ?",
      workspace,
      system, tagNumber, read: SiteUserRecord.read)
  }

  /// The person with an external ID at a site.
  package func siteUser(
    _ siteUser: ExternalID<ProviderSiteUser>, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> SiteUserRecord? {
    try first(
      "SELECT \(SiteUserRecord.columns) FROM site_users WHERE workspace_id = ? AND acs_system_id = ? AND site_user_id = ?",
      workspace,
      system, siteUser, read: SiteUserRecord.read)
  }

  package func siteUsers(
    at system: ID<AcsSystem>?, search: String?, limit: Int, in workspace: ID<Workspace>
  ) throws -> [SiteUserRecord] {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add("acs_system_id = ?", ifPresent: system)
    conditions.search(search, in: "search_text")
    return try all(
      "SELECT \(SiteUserRecord.columns) FROM site_users WHERE \(conditions.sql) ORDER BY sequence LIMIT ?",
      conditions.values + [limit], SiteUserRecord.read)
  }
}

extension Transaction {
  package func nextSiteUserSequence() throws -> Int {
    try nextSequence(of: "site_users")
  }

  /// Stores the observed state of a known or new person.
  package func save(_ record: SiteUserRecord) throws {
    try saveRow(record)
  }

  package func remove(_ record: SiteUserRecord) throws {
    try run("DELETE FROM site_users WHERE workspace_id = ? AND acs_user_id = ?", record.workspaceID, record.id)
  }
}

extension SiteUserRecord: Updatable {
  static let table = Table<SiteUserRecord>("site_users")

  static func row(_ column: inout some ColumnVisitor<SiteUserRecord>) -> SiteUserRecord {
    let groups = column("group_ids") { storedText($0.groups.map(\.text)) }
    column(unread: "search_text") {
      foldedText($0.shown.profile.fullName, $0.shown.profile.emailAddress, $0.id.text)
    }
    return SiteUserRecord(
      id: column(key: "acs_user_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      acsSystemID: column(once: "acs_system_id", \.acsSystemID),
      connectedAccountID: column(once: "connected_account_id", \.connectedAccountID),
      sequence: column(once: "sequence", \.sequence), createdAt: column(once: "created_at", \.createdAt),
      shown: shown(&column), groups: texts(stored: groups).map { ExternalID($0) },
      observedAt: column("observed_at", \.observedAt))
  }

  private static func shown(_ column: inout some ColumnVisitor<SiteUserRecord>) -> ObservedUser {
    let profile = UserProfile(
      fullName: column("full_name", \.shown.profile.fullName), reference: column("alias", \.shown.profile.reference),
      emailAddress: column("email_address", \.shown.profile.emailAddress),
      mayHoldMobileKey: column("may_hold_mobile_key", \.shown.profile.mayHoldMobileKey),
      mayUsePin: column("may_use_pin") { $0.shown.profile.mayUsePin ?? false })
    var shown = ObservedUser(
      siteUser: column(once: "site_user_id", \.shown.siteUser), person: column(once: "person_id", \.shown.person),
      profile: profile, isSubscribed: column("is_subscribed", \.shown.isSubscribed),
      isBlocked: column("is_blocked", \.shown.isBlocked), isOrdinary: column("is_ordinary", \.shown.isOrdinary))
    shown.tagNumber = column("tag_number", \.shown.tagNumber)
    shown.expiresAt = column("expires_at", \.shown.expiresAt)
    return shown
  }
}
