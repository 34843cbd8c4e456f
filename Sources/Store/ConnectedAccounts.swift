package import API
package import Core
package import Wire

/// A filter for lists of connected accounts.
package struct ConnectedAccountFilter: Sendable {
  package var ids: [ID<ConnectedAccount>]?
  package var customerKey: String?
  package var notes = NotesFilter()
  package var search: String?
  package init() {}
}

extension Connection {
  package func connectedAccount(
    _ id: ID<ConnectedAccount>, in workspace: ID<Workspace>
  ) throws -> ConnectedAccountRecord? {
    try first(
      "SELECT \(accountColumns) FROM connected_accounts WHERE workspace_id = ? AND connected_account_id = ?", workspace,
      id, read: accountRecord)
  }

  package func connectedAccount(
    emailAddress: String, in workspace: ID<Workspace>
  ) throws -> ConnectedAccountRecord? {
    try first(
      "SELECT \(accountColumns) FROM connected_accounts WHERE workspace_id = ? AND lower(email) = ? ORDER BY sequence",
      workspace, emailAddress.lowercased(), read: accountRecord)
  }

  /// Accounts in order of creation, with the systems of each.
  package func connectedAccounts(
    _ filter: ConnectedAccountFilter, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<(account: ConnectedAccountRecord, systems: [AcsSystemRecord])> {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add("sequence >= ?", ifPresent: page.from)
    conditions.add("customer_key = ?", ifPresent: filter.customerKey)
    conditions.among(filter.ids, column: "connected_account_id")
    conditions.search(filter.search, in: "search_text")
    let rows = try all(
      "SELECT \(accountColumns) FROM connected_accounts WHERE \(conditions.sql) ORDER BY sequence LIMIT ?",
      conditions.values + [page.limit + 1], accountRecord)
    var found = PageOf(rows, limit: page.limit, sequence: \.sequence)
    // Custom metadata is small and free-form, so it is compared here and not in the database.
    found.rows.removeAll { !filter.notes.accepts($0.customMetadata) }
    let chosen = "SELECT workspace_id, connected_account_id FROM connected_accounts WHERE \(conditions.sql)"
    let systems = try acsSystems(
      ofAccounts: "\(chosen) ORDER BY sequence LIMIT ?", conditions.values + [page.limit])
    return found.map { ($0, systems[$0.id] ?? []) }
  }

  /// All accounts of all workspaces, for the engine.
  package func allConnectedAccounts() throws -> [ConnectedAccountRecord] {
    try all("SELECT \(accountColumns) FROM connected_accounts ORDER BY workspace_id, sequence", read: accountRecord)
  }

  /// The account that a person connected earlier.
  package func connectedAccount(
    of person: ExternalID<ProviderPerson>, at provider: String, in workspace: ID<Workspace>
  ) throws -> ConnectedAccountRecord? {
    try first(
      """
      SELECT \(accountColumns) FROM connected_accounts WHERE workspace_id = ? AND provider = ? AND person_id = ?
      """, workspace, provider, person, read: accountRecord)
  }

  /// The account's sealed login at the provider.
  package func sealedCredentials(of account: ID<ConnectedAccount>, in workspace: ID<Workspace>) throws -> [UInt8]? {
    try sealed("sealed_credentials", of: account, in: workspace)
  }

  /// The account's sealed last token.
  package func sealedToken(of account: ID<ConnectedAccount>, in workspace: ID<Workspace>) throws -> [UInt8]? {
    try sealed("sealed_token", of: account, in: workspace)
  }

  private func sealed(
    _ column: String, of account: ID<ConnectedAccount>, in workspace: ID<Workspace>
  ) throws -> [UInt8]? {
    try first(
      "SELECT \(column) FROM connected_accounts WHERE workspace_id = ? AND connected_account_id = ?", workspace, account
    ) { row in
      var columns = row.columns
      return columns.optionalBytes()
    } ?? nil
  }
}

extension Transaction {
  package func nextConnectedAccountSequence() throws -> Int {
    try nextSequence(of: "connected_accounts")
  }

  package func insert(_ account: ConnectedAccountRecord, isVirtual: Bool, sealedCredentials: [UInt8]) throws {
    try run(
      """
      INSERT INTO connected_accounts (workspace_id, connected_account_id, sequence, created_at, display_name, email,
        is_virtual, sealed_credentials, provider, person_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, account.workspaceID, account.id, account.sequence, account.createdAt, brand.name, account.emailAddress,
      isVirtual, sealedCredentials, account.provider, account.person)
    try save(account)
  }

  /// Stores the changeable properties of an account.
  package func save(_ account: ConnectedAccountRecord) throws {
    let sites = account.chosenSites.map { String(decoding: JSON.array($0.map(JSON.string)).bytes, as: UTF8.self) }
    let capabilities = JSON.array(account.acceptedCapabilities.map { .string($0.rawValue) })
    try run(
      """
      UPDATE connected_accounts SET chosen_sites = ?, customer_key = ?, custom_metadata = ?, given_name = ?,
        accepted_capabilities = ?, manages_new_devices = ?, search_text = ?
      WHERE workspace_id = ? AND connected_account_id = ?
      """, sites, account.customerKey,
      String(decoding: JSON.object(account.customMetadata).bytes, as: UTF8.self), account.givenName,
      String(decoding: capabilities.bytes, as: UTF8.self), account.managesNewDevices,
      foldedText(account.givenName, account.emailAddress, account.id.text), account.workspaceID, account.id)
  }

  /// Replaces the login, and deletes the token of the old login.
  package func saveSealedCredentials(_ sealed: [UInt8], of account: ID<ConnectedAccount>) throws {
    try run(
      """
      UPDATE connected_accounts SET sealed_credentials = ?, sealed_token = NULL
      WHERE workspace_id = ? AND connected_account_id = ?
      """, sealed, workspaceID, account)
  }

  package func saveSealedToken(_ token: [UInt8]?, of account: ID<ConnectedAccount>) throws {
    try run(
      "UPDATE connected_accounts SET sealed_token = ? WHERE workspace_id = ? AND connected_account_id = ?", token,
      workspaceID, account)
  }

  /// Stores the problem of the connection to the provider, or none.
  ///
  /// - Returns: the previous value.
  @discardableResult
  package func saveFault(_ fault: AccountFault.Kind?, of account: ID<ConnectedAccount>) throws -> AccountFault.Kind? {
    let before = try connectedAccount(account, in: workspaceID)?.fault?.kind
    guard before != fault else { return fault }
    try run(
      "UPDATE connected_accounts SET fault = ?, fault_at = ? WHERE workspace_id = ? AND connected_account_id = ?",
      fault?.rawValue, fault == nil ? nil : now, workspaceID, account)
    return before
  }
}

private let accountColumns = """
  workspace_id, connected_account_id, sequence, created_at, email, fault, fault_at, provider, person_id, chosen_sites,
  customer_key, custom_metadata, given_name, accepted_capabilities, manages_new_devices
  """

private func accountRecord(_ row: Row) throws -> ConnectedAccountRecord {
  var columns = row.columns
  let workspace = columns.id(Workspace.self)
  var account = ConnectedAccountRecord(
    id: columns.id(), workspaceID: workspace, sequence: columns.integer(), createdAt: columns.instant(),
    emailAddress: columns.text(), fault: columns.accountFault(), provider: columns.text())
  account.person = columns.optionalText().map { ExternalID($0) }
  account.chosenSites = columns.optionalText().map { texts(try? JSON.parse($0.utf8)) }
  account.customerKey = columns.optionalText()
  if case .object(let notes)? = try? JSON.parse(columns.text().utf8) { account.customMetadata = notes }
  account.givenName = columns.optionalText()
  account.acceptedCapabilities = texts(try? JSON.parse(columns.text().utf8))
    .compactMap(ConnectedAccount.Capability.init(rawValue:))
  account.managesNewDevices = columns.flag()
  return account
}

extension Columns {
  mutating func accountFault() -> AccountFault? {
    let kind = optionalText().flatMap(AccountFault.Kind.init(rawValue:))
    let at = optionalInstant()
    guard let kind, let at else { return nil }
    return AccountFault(kind: kind, at: at)
  }
}
