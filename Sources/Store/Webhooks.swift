package import API
package import Core
package import Wire

extension Connection {
  package func webhook(_ id: ID<Webhook>, in workspace: ID<Workspace>) throws -> WebhookRecord? {
    try first(
      "SELECT \(WebhookRecord.columns) FROM webhooks WHERE workspace_id = ? AND webhook_id = ?", workspace, id,
      read: WebhookRecord.read)
  }

  package func webhooks(in workspace: ID<Workspace>) throws -> [WebhookRecord] {
    try all(
      "SELECT \(WebhookRecord.columns) FROM webhooks WHERE workspace_id = ? ORDER BY sequence", workspace,
      read: WebhookRecord.read)
  }

  /// All webhooks of all workspaces, for the deliverer.
  package func allWebhooks() throws -> [WebhookRecord] {
    try all("SELECT \(WebhookRecord.columns) FROM webhooks ORDER BY workspace_id, sequence", read: WebhookRecord.read)
  }
}

extension Transaction {
  package func nextWebhookSequence() throws -> Int {
    try nextSequence(of: "webhooks")
  }

  /// Stores a new or changed webhook.
  package func save(_ webhook: WebhookRecord) throws {
    try saveRow(webhook)
  }

  package func remove(_ webhook: WebhookRecord) throws {
    for table in ["webhook_attempts", "webhook_deliveries", "webhooks"] {
      try run("DELETE FROM \(table) WHERE workspace_id = ? AND webhook_id = ?", webhook.workspaceID, webhook.id)
    }
  }
}

extension WebhookRecord: Updatable {
  static let table = Table<WebhookRecord>("webhooks")

  static func row(_ column: inout some ColumnVisitor<WebhookRecord>) -> WebhookRecord {
    WebhookRecord(
      id: column(key: "webhook_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      sequence: column(once: "sequence", \.sequence), createdAt: column(once: "created_at", \.createdAt),
      url: column(once: "url", \.url), eventTypes: texts(stored: column("event_types") { storedText($0.eventTypes) }),
      sealedSecret: column(once: "sealed_secret", \.sealedSecret), takenUntil: column("taken_until", \.takenUntil),
      replayCount: column("replay_count", \.replayCount), pausedAt: column("paused_at", \.pausedAt))
  }
}
