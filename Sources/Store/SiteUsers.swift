package import API
package import Core
package import Wire

extension Connection {
  /// The unmanaged people of a site.
  package func siteUsers(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> [SiteUserRecord] {
    try all(
      "SELECT \(columns) FROM site_users WHERE workspace_id = ? AND acs_system_id = ? ORDER BY sequence", workspace,
      system, read: readSiteUser)
  }

  package func siteUser(_ id: ID<AcsUser>, in workspace: ID<Workspace>) throws -> SiteUserRecord? {
    try first(
      "SELECT \(columns) FROM site_users WHERE workspace_id = ? AND acs_user_id = ?", workspace, id, read: readSiteUser)
  }

  /// The person with an e-mail address at a site.
  package func siteUser(
    emailAddress: String, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> SiteUserRecord? {
    try first(
      """
      SELECT \(columns) FROM site_users WHERE workspace_id = ? AND acs_system_id = ? AND lower(email_address) = ?
        AND email_address IS NOT NULL LIMIT 1
      """, workspace, system, emailAddress.lowercased(), read: readSiteUser)
  }

  /// The person with a card number at a site.
  package func siteUser(
    tagNumber: String, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> SiteUserRecord? {
    try first(
      "SELECT \(columns) FROM site_users WHERE workspace_id = ? AND acs_system_id = ? AND tag_number = ?", workspace,
      system, tagNumber, read: readSiteUser)
  }

  /// The person with an external ID at a site.
  package func siteUser(
    _ siteUser: ExternalID<ProviderSiteUser>, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> SiteUserRecord? {
    try first(
      "SELECT \(columns) FROM site_users WHERE workspace_id = ? AND acs_system_id = ? AND site_user_id = ?", workspace,
      system, siteUser, read: readSiteUser)
  }

  package func siteUsers(
    at system: ID<AcsSystem>?, search: String?, limit: Int, in workspace: ID<Workspace>
  ) throws -> [SiteUserRecord] {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add("acs_system_id = ?", ifPresent: system)
    conditions.search(search, in: "search_text")
    return try all(
      "SELECT \(columns) FROM site_users WHERE \(conditions.sql) ORDER BY sequence LIMIT ?",
      conditions.values + [limit], readSiteUser)
  }
}

extension Transaction {
  package func nextSiteUserSequence() throws -> Int {
    try nextSequence(of: "site_users")
  }

  /// Stores the observed state of a known or new person.
  package func save(_ record: SiteUserRecord) throws {
    let shown = record.shown
    let marks = Array(repeating: "?", count: 20).joined(separator: ", ")
    try run(
      """
      INSERT INTO site_users (\(columns), search_text) VALUES (\(marks))
      ON CONFLICT (workspace_id, acs_user_id) DO UPDATE SET full_name = excluded.full_name,
        email_address = excluded.email_address, is_subscribed = excluded.is_subscribed,
        is_blocked = excluded.is_blocked, may_hold_mobile_key = excluded.may_hold_mobile_key,
        may_use_pin = excluded.may_use_pin, is_ordinary = excluded.is_ordinary, group_ids = excluded.group_ids,
        observed_at = excluded.observed_at, tag_number = excluded.tag_number, alias = excluded.alias,
        search_text = excluded.search_text
      """,
      [
        record.workspaceID, record.id, record.acsSystemID, record.connectedAccountID, record.sequence,
        record.createdAt, shown.siteUser, shown.person, shown.profile.fullName, shown.profile.emailAddress,
        shown.isSubscribed, shown.isBlocked, shown.profile.mayHoldMobileKey, shown.profile.mayUsePin ?? false,
        shown.isOrdinary,
        String(decoding: JSON.array(record.groups.map { .string($0.text) }).bytes, as: UTF8.self), record.observedAt,
        shown.tagNumber, shown.profile.reference,
        foldedText(shown.profile.fullName, shown.profile.emailAddress, record.id.text),
      ])
  }

  package func remove(_ record: SiteUserRecord) throws {
    try run("DELETE FROM site_users WHERE workspace_id = ? AND acs_user_id = ?", record.workspaceID, record.id)
  }
}

private let columns = """
  workspace_id, acs_user_id, acs_system_id, connected_account_id, sequence, created_at, site_user_id, person_id,
  full_name, email_address, is_subscribed, is_blocked, may_hold_mobile_key, may_use_pin, is_ordinary, group_ids,
  observed_at, tag_number, alias
  """

private func readSiteUser(_ row: Row) throws -> SiteUserRecord {
  var columns = row.columns
  let workspace = columns.id(Workspace.self)
  let id = columns.id(AcsUser.self)
  let system = columns.id(AcsSystem.self)
  let account = columns.id(ConnectedAccount.self)
  let (sequence, createdAt) = (columns.integer(), columns.instant())
  let siteUser: ExternalID<ProviderSiteUser> = columns.external()
  let person: ExternalID<ProviderPerson> = columns.external()
  let (fullName, emailAddress) = (columns.text(), columns.optionalText())
  let (isSubscribed, isBlocked) = (columns.flag(), columns.flag())
  let profile = UserProfile(
    fullName: fullName, reference: "", emailAddress: emailAddress, mayHoldMobileKey: columns.flag(),
    mayUsePin: columns.flag())
  var shown = ObservedUser(
    siteUser: siteUser, person: person, profile: profile, isSubscribed: isSubscribed, isBlocked: isBlocked,
    isOrdinary: columns.flag())
  let groups = texts(try? JSON.parse(columns.text().utf8)).map { ExternalID<ProviderAccessGroup>($0) }
  let observedAt = columns.instant()
  shown.tagNumber = columns.optionalText()
  shown.profile.reference = columns.text()
  return SiteUserRecord(
    id: id, workspaceID: workspace, acsSystemID: system, connectedAccountID: account, sequence: sequence,
    createdAt: createdAt, shown: shown, groups: groups, observedAt: observedAt)
}
