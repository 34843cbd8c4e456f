package import API
package import Core
package import Wire

extension Connection {
  /// The link whose secret has a hash.
  package func customerPortal(secretHash: String) throws -> CustomerPortalRecord? {
    try first(
      "SELECT \(CustomerPortalRecord.columns) FROM customer_portals WHERE secret_hash = ?", secretHash,
      read: CustomerPortalRecord.read)
  }

  /// The links of a customer that expired before a moment.
  package func customerPortals(
    of customer: String, expiredAt now: Instant, in workspace: ID<Workspace>
  ) throws -> [CustomerPortalRecord] {
    try all(
      """
      SELECT \(CustomerPortalRecord.columns) FROM customer_portals
      WHERE workspace_id = ? AND customer_key = ? AND expires_at <= ? ORDER BY expires_at
      """, workspace, customer, now, read: CustomerPortalRecord.read)
  }
}

extension Transaction {
  package func insert(_ portal: CustomerPortalRecord) throws { try insertRow(portal) }
}

extension CustomerPortalRecord: Stored {
  static let table = Table<CustomerPortalRecord>("customer_portals")

  static func row(_ column: inout some ColumnVisitor<CustomerPortalRecord>) -> CustomerPortalRecord {
    CustomerPortalRecord(
      id: column(key: "customer_portal_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      session: column(once: "client_session_id", \.session), customerKey: column(once: "customer_key", \.customerKey),
      createdAt: column(once: "created_at", \.createdAt), expiresAt: column(once: "expires_at", \.expiresAt),
      secretHash: column(once: "secret_hash", \.secretHash), options: column(once: "options", \.options))
  }
}
