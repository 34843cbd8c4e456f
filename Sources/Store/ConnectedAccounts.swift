package import API
package import Core
package import Wire

/// A filter for lists of connected accounts.
package struct ConnectedAccountFilter: Sendable {
  package var ids: [ID<ConnectedAccount>]?
  package var customerKey: String?
  package var space: ID<Space>?
  package var notes = NotesFilter()
  package var search: String?
  package init() {}
}

extension Connection {
  package func connectedAccount(
    _ id: ID<ConnectedAccount>, in workspace: ID<Workspace>
  ) throws -> ConnectedAccountRecord? {
    try firstKept(
      "SELECT \(ConnectedAccountRecord.columns) FROM connected_accounts WHERE workspace_id = ? AND connected_account_id = ?",
      workspace,
      id, read: ConnectedAccountRecord.read)
  }

  package func connectedAccount(
    emailAddress: String, in workspace: ID<Workspace>
  ) throws -> ConnectedAccountRecord? {
    try first(
      "SELECT \(ConnectedAccountRecord.columns) FROM connected_accounts WHERE workspace_id = ? AND lower(email) = ? ORDER BY sequence",
      workspace, emailAddress.lowercased(), read: ConnectedAccountRecord.read)
  }

  /// Accounts in order of creation, with the systems of each.
  package func connectedAccounts(
    _ filter: ConnectedAccountFilter, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<(account: ConnectedAccountRecord, systems: [AcsSystemRecord])> {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add("sequence >= ?", ifPresent: page.from)
    conditions.add("customer_key = ?", ifPresent: filter.customerKey)
    conditions.among(filter.ids, column: "connected_account_id")
    conditions.add(
      """
      EXISTS (SELECT 1 FROM space_accounts x WHERE x.workspace_id = connected_accounts.workspace_id
        AND x.connected_account_id = connected_accounts.connected_account_id AND x.space_id = ?)
      """, ifPresent: filter.space)
    conditions.search(filter.search, in: "search_text")
    let rows = try all(
      "SELECT \(ConnectedAccountRecord.columns) FROM connected_accounts WHERE \(conditions.sql) ORDER BY sequence LIMIT ?",
      conditions.values + [page.limit + 1], ConnectedAccountRecord.read)
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
    try all(
      "SELECT \(ConnectedAccountRecord.columns) FROM connected_accounts ORDER BY workspace_id, sequence",
      read: ConnectedAccountRecord.read)
  }

  /// All accounts of a workspace, in order of creation.
  package func allConnectedAccounts(in workspace: ID<Workspace>) throws -> [ConnectedAccountRecord] {
    try all(
      "SELECT \(ConnectedAccountRecord.columns) FROM connected_accounts WHERE workspace_id = ? ORDER BY sequence",
      workspace, read: ConnectedAccountRecord.read)
  }

  /// The accounts that are worked for under a claim.
  package func connectedAccounts(under subject: ClaimSubject) throws -> [ConnectedAccountRecord] {
    switch subject.kind {
    case .account: try connectedAccount(ID(subject.id), in: subject.workspaceID).map { [$0] } ?? []
    case .sandbox: try allConnectedAccounts(in: subject.workspaceID)
    case .webhook, .retention: []
    }
  }

  /// The account that a person connected earlier.
  package func connectedAccount(
    of person: ExternalID<ProviderPerson>, at provider: String, in workspace: ID<Workspace>
  ) throws -> ConnectedAccountRecord? {
    try first(
      """
      SELECT \(ConnectedAccountRecord.columns) FROM connected_accounts WHERE workspace_id = ? AND provider = ? AND person_id = ?
      """, workspace, provider, person, read: ConnectedAccountRecord.read)
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
    try insertRow(
      account,
      adding: ["display_name": brand.name, "is_virtual": isVirtual, "sealed_credentials": sealedCredentials])
  }

  /// Stores the changeable properties of an account.
  package func save(_ account: ConnectedAccountRecord) throws {
    try updateRow(account)
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

extension ConnectedAccountRecord: Updatable {
  static let table = Table<ConnectedAccountRecord>("connected_accounts")

  static func row(_ column: inout some ColumnVisitor<ConnectedAccountRecord>) -> ConnectedAccountRecord {
    let fault = column(once: "fault", \.fault?.kind.rawValue)
    let faultAt = column(once: "fault_at", \.fault?.at)
    var account = ConnectedAccountRecord(
      id: column(key: "connected_account_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      sequence: column(once: "sequence", \.sequence), createdAt: column(once: "created_at", \.createdAt),
      emailAddress: column(once: "email", \.emailAddress), fault: AccountFault(stored: fault, at: faultAt),
      provider: column(once: "provider", \.provider))
    account.person = column(once: "person_id", \.person)
    account.chosenSites = column("chosen_sites") { $0.chosenSites.map(storedText) }.map(texts(stored:))
    account.customerKey = column("customer_key", \.customerKey)
    account.customMetadata = members(stored: column("custom_metadata") { storedText($0.customMetadata) })
    account.givenName = column("given_name", \.givenName)
    let capabilities = column("accepted_capabilities") { storedText($0.acceptedCapabilities.map(\.rawValue)) }
    account.acceptedCapabilities = texts(stored: capabilities).compactMap(ConnectedAccount.Capability.init(rawValue:))
    account.managesNewDevices = column("manages_new_devices", \.managesNewDevices)
    column(unread: "search_text") { foldedText($0.givenName, $0.emailAddress, $0.id.text) }
    return account
  }
}

extension AccountFault {
  init?(stored kind: String?, at: Instant?) {
    guard let kind = kind.flatMap(Kind.init(rawValue:)), let at else { return nil }
    self.init(kind: kind, at: at)
  }
}
