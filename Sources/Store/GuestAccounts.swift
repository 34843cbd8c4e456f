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
  /// A pending sign-in.
  package var sealedPending: [UInt8]?
  /// The owner of the account. Nil until the guest has signed in.
  package var guest: GuestPerson?

  package init(
    workspaceID: ID<Workspace>, userIdentityID: ID<UserIdentity>, connectedAccountID: ID<ConnectedAccount>,
    sealedTokens: [UInt8]? = nil, sealedPending: [UInt8]? = nil
  ) {
    self.workspaceID = workspaceID
    self.userIdentityID = userIdentityID
    self.connectedAccountID = connectedAccountID
    self.sealedTokens = sealedTokens
    self.sealedPending = sealedPending
  }

  /// The context that the sealed values are bound to.
  package var place: String { "guest_account/\(workspaceID)/\(userIdentityID)/\(connectedAccountID)" }
}

extension Connection {
  package func guestAccount(
    of identity: ID<UserIdentity>, at account: ID<ConnectedAccount>, in workspace: ID<Workspace>
  ) throws -> GuestAccountRow? {
    try first(
      """
      SELECT \(guestColumns) FROM guest_accounts
      WHERE workspace_id = ? AND user_identity_id = ? AND connected_account_id = ?
      """, workspace, identity, account, read: readGuest)
  }

  package func guestAccounts(of identity: ID<UserIdentity>, in workspace: ID<Workspace>) throws -> [GuestAccountRow] {
    try all(
      "SELECT \(guestColumns) FROM guest_accounts WHERE workspace_id = ? AND user_identity_id = ?", workspace, identity,
      read: readGuest)
  }

  /// The account of a pending sign-in.
  package func guestAccount(pendingStateHash hash: String) throws -> GuestAccountRow? {
    try first("SELECT \(guestColumns) FROM guest_accounts WHERE pending_state_hash = ?", hash, read: readGuest)
  }
}

extension Transaction {
  package func save(_ guest: GuestAccountRow, pendingStateHash hash: String?) throws {
    try run(
      """
      INSERT INTO guest_accounts (\(guestColumns), pending_state_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (workspace_id, user_identity_id, connected_account_id) DO UPDATE SET
        sealed_tokens = excluded.sealed_tokens, sealed_pending = excluded.sealed_pending,
        person_id = excluded.person_id, email_address = excluded.email_address,
        pending_state_hash = excluded.pending_state_hash
      """, guest.workspaceID, guest.userIdentityID, guest.connectedAccountID, guest.sealedTokens, guest.sealedPending,
      guest.guest?.person, guest.guest?.emailAddress, hash)
  }

  /// Stores renewed tokens, or that none are valid any longer.
  package func saveTokens(_ sealed: [UInt8]?, of guest: GuestAccountRow) throws {
    try run(
      """
      UPDATE guest_accounts SET sealed_tokens = ?
      WHERE workspace_id = ? AND user_identity_id = ? AND connected_account_id = ?
      """, sealed, guest.workspaceID, guest.userIdentityID, guest.connectedAccountID)
  }

  /// Stores the owner of the account.
  package func saveGuest(_ person: GuestPerson, of guest: GuestAccountRow) throws {
    try run(
      """
      UPDATE guest_accounts SET person_id = ?, email_address = ?
      WHERE workspace_id = ? AND user_identity_id = ? AND connected_account_id = ?
      """, person.person, person.emailAddress, guest.workspaceID, guest.userIdentityID, guest.connectedAccountID)
  }

  /// Deletes the guest's authorization.
  package func removeGuestAccounts(of identity: ID<UserIdentity>) throws {
    try run("DELETE FROM guest_accounts WHERE workspace_id = ? AND user_identity_id = ?", workspaceID, identity)
  }
}

private let guestColumns =
  "workspace_id, user_identity_id, connected_account_id, sealed_tokens, sealed_pending, person_id, email_address"

private func readGuest(_ row: Row) throws -> GuestAccountRow {
  var columns = row.columns
  var row = GuestAccountRow(
    workspaceID: columns.id(), userIdentityID: columns.id(), connectedAccountID: columns.id(),
    sealedTokens: columns.optionalBytes(), sealedPending: columns.optionalBytes())
  let (person, address) = (columns.optionalText(), columns.optionalText())
  row.guest = person.map { GuestPerson(person: ExternalID($0), emailAddress: address) }
  return row
}
