package import API
package import Core
package import Wire

/// A guest's own account at the provider, with the guest's authorization.
package struct GuestAccountRow: Sendable {
  package var workspaceID: ID<Workspace>
  package var userIdentityID: ID<UserIdentity>
  package var connectedAccountID: ID<ConnectedAccount>
  /// Nil until the guest has signed in.
  package var sealedTokens: [UInt8]?
  /// A sign-in that has begun.
  package var pending: Pending?
  /// The owner of the account. Nil until the guest has signed in.
  package var guest: GuestPerson?

  /// A sign-in that has begun, found by the hash of its state.
  package struct Pending: Sendable {
    package var stateHash: String
    package var sealed: [UInt8]
    package init(stateHash: String, sealed: [UInt8]) {
      self.stateHash = stateHash
      self.sealed = sealed
    }
  }

  package init(
    workspaceID: ID<Workspace>, userIdentityID: ID<UserIdentity>, connectedAccountID: ID<ConnectedAccount>,
    sealedTokens: [UInt8]? = nil, pending: Pending? = nil
  ) {
    self.workspaceID = workspaceID
    self.userIdentityID = userIdentityID
    self.connectedAccountID = connectedAccountID
    self.sealedTokens = sealedTokens
    self.pending = pending
  }

  /// The context that the sealed values are bound to.
  package var place: String { "guest_account/\(workspaceID)/\(userIdentityID)/\(connectedAccountID)" }
}

extension Connection {
  package func guestAccount(
    of identity: ID<UserIdentity>, at account: ID<ConnectedAccount>, in workspace: ID<Workspace>
  ) throws -> GuestAccountRow? {
    try firstKept(
      """
      SELECT \(GuestAccountRow.columns) FROM guest_accounts
      WHERE workspace_id = ? AND user_identity_id = ? AND connected_account_id = ?
      """, workspace, identity, account, read: GuestAccountRow.read)
  }

  package func guestAccounts(of identity: ID<UserIdentity>, in workspace: ID<Workspace>) throws -> [GuestAccountRow] {
    try all(
      "SELECT \(GuestAccountRow.columns) FROM guest_accounts WHERE workspace_id = ? AND user_identity_id = ?",
      workspace, identity,
      read: GuestAccountRow.read)
  }

  /// The account of a pending sign-in.
  package func guestAccount(pendingStateHash hash: String) throws -> GuestAccountRow? {
    try first(
      "SELECT \(GuestAccountRow.columns) FROM guest_accounts WHERE pending_state_hash = ?", hash,
      read: GuestAccountRow.read)
  }
}

extension Transaction {
  package func save(_ guest: GuestAccountRow) throws { try saveRow(guest) }

  /// Begins to renew a guest's tokens, unless another server has begun: a refresh token may be valid for one use only.
  ///
  /// - Parameters:
  ///   - end: when others may begin even if the tokens were not saved, by the system clock.
  ///   - now: the system's time.
  /// - Returns: false if another server has begun.
  package func beginRenewal(of guest: GuestAccountRow, until end: Instant, at now: Instant) throws -> Bool {
    try run(
      """
      UPDATE guest_accounts SET renewal_ends_at = ?
      WHERE workspace_id = ? AND user_identity_id = ? AND connected_account_id = ?
        AND (renewal_ends_at IS NULL OR renewal_ends_at <= ?)
      """, end, guest.workspaceID, guest.userIdentityID, guest.connectedAccountID, now) > 0
  }

  /// Ends a renewal: stores the tokens, or that none are valid any longer.
  package func saveTokens(_ sealed: [UInt8]?, of guest: GuestAccountRow) throws {
    try run(
      """
      UPDATE guest_accounts SET sealed_tokens = ?, renewal_ends_at = NULL
      WHERE workspace_id = ? AND user_identity_id = ? AND connected_account_id = ?
      """, sealed, guest.workspaceID, guest.userIdentityID, guest.connectedAccountID)
  }

  /// Deletes the guest's authorization.
  package func removeGuestAccounts(of identity: ID<UserIdentity>) throws {
    try run("DELETE FROM guest_accounts WHERE workspace_id = ? AND user_identity_id = ?", workspaceID, identity)
  }
}

extension GuestAccountRow: Updatable {
  static let table = Table<GuestAccountRow>("guest_accounts")

  static func row(_ column: inout some ColumnVisitor<GuestAccountRow>) -> GuestAccountRow {
    var row = GuestAccountRow(
      workspaceID: column(key: "workspace_id", \.workspaceID),
      userIdentityID: column(key: "user_identity_id", \.userIdentityID),
      connectedAccountID: column(key: "connected_account_id", \.connectedAccountID),
      sealedTokens: column("sealed_tokens", \.sealedTokens))
    let hash = column("pending_state_hash", \.pending?.stateHash)
    let sealed = column("sealed_pending", \.pending?.sealed)
    if let hash, let sealed { row.pending = Pending(stateHash: hash, sealed: sealed) }
    let person = column("person_id", \.guest?.person)
    let address = column("email_address", \.guest?.emailAddress)
    row.guest = person.map { GuestPerson(person: $0, emailAddress: address) }
    return row
  }
}
