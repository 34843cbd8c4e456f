package import API
package import Core
package import Wire

extension Connection {
  package func webhook(_ id: ID<Webhook>, in workspace: ID<Workspace>) throws -> WebhookRecord? {
    try first(
      "SELECT \(webhookColumns) FROM webhooks WHERE workspace_id = ? AND webhook_id = ?", workspace, id,
      read: readWebhook)
  }

  package func webhooks(in workspace: ID<Workspace>) throws -> [WebhookRecord] {
    try all(
      "SELECT \(webhookColumns) FROM webhooks WHERE workspace_id = ? ORDER BY sequence", workspace, read: readWebhook)
  }

  /// All webhooks of all workspaces, for the deliverer.
  package func allWebhooks() throws -> [WebhookRecord] {
    try all("SELECT \(webhookColumns) FROM webhooks ORDER BY workspace_id, sequence", read: readWebhook)
  }
}

extension Transaction {
  package func nextWebhookSequence() throws -> Int {
    try nextSequence(of: "webhooks")
  }

  /// Stores a new or changed webhook.
  package func save(_ webhook: WebhookRecord) throws {
    let types = JSON.array(webhook.eventTypes.map(JSON.string))
    try run(
      """
      INSERT INTO webhooks (\(webhookColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (workspace_id, webhook_id) DO UPDATE SET event_types = excluded.event_types,
        taken_until = excluded.taken_until, replay_count = excluded.replay_count, paused_at = excluded.paused_at
      """, webhook.workspaceID, webhook.id, webhook.sequence, webhook.createdAt, webhook.url,
      String(decoding: types.bytes, as: UTF8.self), webhook.sealedSecret, webhook.takenUntil,
      webhook.replayCount, webhook.pausedAt)
  }

  package func remove(_ webhook: WebhookRecord) throws {
    for table in ["webhook_attempts", "webhook_deliveries", "webhooks"] {
      try run("DELETE FROM \(table) WHERE workspace_id = ? AND webhook_id = ?", webhook.workspaceID, webhook.id)
    }
  }
}

private let webhookColumns = """
  workspace_id, webhook_id, sequence, created_at, url, event_types, sealed_secret, taken_until, replay_count,
  paused_at
  """

private func readWebhook(_ row: Row) throws -> WebhookRecord {
  var columns = row.columns
  let workspace = columns.id(Workspace.self)
  return WebhookRecord(
    id: columns.id(), workspaceID: workspace, sequence: columns.integer(), createdAt: columns.instant(),
    url: columns.text(), eventTypes: texts(try? JSON.parse(columns.text().utf8)),
    sealedSecret: columns.optionalBytes() ?? [], takenUntil: columns.integer(), replayCount: columns.integer(),
    pausedAt: columns.optionalInstant())
}
