package import API
package import Wire

/// The wish of one node that the node that works for a site syncs it. The row goes once that is done.
package struct SyncRequest: Hashable, Sendable {
  package var id: ID<SyncRequest>
  package var workspaceID: ID<Workspace>
  package var acsSystemID: ID<AcsSystem>
  /// Whether a person has confirmed that all missing items are gone.
  package var believesAll: Bool
  /// Whether the login of the account has changed, so that the site is only looked at by the new one.
  package var signsIn: Bool

  package init(
    id: ID<SyncRequest>, workspaceID: ID<Workspace>, acsSystemID: ID<AcsSystem>, believesAll: Bool,
    signsIn: Bool = false
  ) {
    self.signsIn = signsIn
    self.id = id
    self.workspaceID = workspaceID
    self.acsSystemID = acsSystemID
    self.believesAll = believesAll
  }
}

extension Connection {
  /// What is requested in all workspaces.
  package func syncRequests() throws -> [SyncRequest] {
    try all("SELECT \(SyncRequest.columns) FROM sync_requests", read: SyncRequest.read)
  }

  package func isPending(_ request: SyncRequest) throws -> Bool {
    try first(
      "SELECT 1 FROM sync_requests WHERE workspace_id = ? AND sync_request_id = ?", request.workspaceID, request.id,
      read: { _ in true }) ?? false
  }
}

extension Transaction {
  package func insert(_ request: SyncRequest) throws {
    try insertRow(request)
    ring(.syncRequests)
  }

  /// The site was synced, or nobody waits for it.
  package func remove(_ request: SyncRequest) throws {
    try run("DELETE FROM sync_requests WHERE workspace_id = ? AND sync_request_id = ?", request.workspaceID, request.id)
    ring(.syncRequests)
  }
}

extension SyncRequest: Stored {
  static let table = Table<SyncRequest>("sync_requests")

  static func row(_ column: inout some ColumnVisitor<SyncRequest>) -> SyncRequest {
    SyncRequest(
      id: column(key: "sync_request_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      acsSystemID: column(once: "acs_system_id", \.acsSystemID),
      believesAll: column(once: "believes_all", \.believesAll), signsIn: column(once: "signs_in", \.signsIn))
  }
}
