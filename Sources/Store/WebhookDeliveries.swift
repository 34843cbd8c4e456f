package import API
package import Core
package import Wire

/// No earlier delivery is about the same resource.
private let isFirstOfItsResource = """
  NOT EXISTS (SELECT 1 FROM webhook_deliveries f WHERE f.workspace_id = d.workspace_id
    AND f.webhook_id = d.webhook_id AND f.resource = d.resource AND f.event_sequence < d.event_sequence)
  """

/// How many events wait for a webhook, and how many failed for good.
package struct DeliveryCounts: Hashable, Sendable {
  package var waiting = 0
  package var exhausted = 0
  package init() {}

  fileprivate init(waiting: Int, exhausted: Int) {
    self.waiting = waiting
    self.exhausted = exhausted
  }
}

extension Connection {
  /// The due deliveries: the first undelivered event of each resource, if due.
  package func dueDeliveries(of webhook: WebhookRecord, at now: Instant, limit: Int) throws -> [WebhookDelivery] {
    try all(
      """
      SELECT \(WebhookDelivery.table.columns(of: "d")) FROM webhook_deliveries d
      JOIN events e ON e.workspace_id = d.workspace_id AND e.sequence = d.event_sequence
      WHERE d.workspace_id = ? AND d.webhook_id = ? AND d.due_at <= ? AND \(isFirstOfItsResource)
      ORDER BY d.event_sequence LIMIT ?
      """, webhook.workspaceID, webhook.id, now, limit, read: WebhookDelivery.read)
  }

  /// When the next event is due. Nil if none is. An event that waits for an earlier one is due with it.
  package func nextDelivery(of webhook: WebhookRecord, after now: Instant) throws -> Instant? {
    try first(
      """
      SELECT MIN(d.due_at) FROM webhook_deliveries d
      WHERE d.workspace_id = ? AND d.webhook_id = ? AND d.due_at > ? AND \(isFirstOfItsResource)
      """, webhook.workspaceID, webhook.id, now
    ) { row in
      var columns = row.columns
      return columns.optionalInstant()
    } ?? nil
  }

  /// The numbers of waiting and failed events.
  package func deliveryCounts(of webhook: WebhookRecord) throws -> DeliveryCounts {
    let found = try deliveryCounts(
      Conditions("workspace_id = ? AND webhook_id = ?", webhook.workspaceID, webhook.id))
    return found[webhook.id] ?? DeliveryCounts()
  }

  /// The numbers of waiting and failed events, by webhook. One without such events is missing.
  package func deliveryCounts(in workspace: ID<Workspace>) throws -> [ID<Webhook>: DeliveryCounts] {
    try deliveryCounts(Conditions("workspace_id = ?", workspace))
  }

  private func deliveryCounts(_ conditions: Conditions) throws -> [ID<Webhook>: DeliveryCounts] {
    let found: [(ID<Webhook>, DeliveryCounts)] = try all(
      """
      SELECT webhook_id, COUNT(due_at), COUNT(*) - COUNT(due_at) FROM webhook_deliveries WHERE \(conditions.sql)
      GROUP BY webhook_id
      """, conditions.values
    ) { row in
      var columns = row.columns
      return (columns.id(), DeliveryCounts(waiting: columns.integer(), exhausted: columns.integer()))
    }
    return Dictionary(found) { first, _ in first }
  }

  /// The last attempt of each webhook. A webhook without attempts is missing.
  package func lastWebhookAttempts(in workspace: ID<Workspace>) throws -> [ID<Webhook>: WebhookAttempt] {
    let found: [(ID<Webhook>, WebhookAttempt)] = try all(
      """
      SELECT w.webhook_id, \(WebhookAttempt.table.columns(of: "a")) FROM webhooks w
      JOIN webhook_attempts a ON a.workspace_id = w.workspace_id AND a.webhook_id = w.webhook_id AND a.sequence = (
        SELECT MAX(l.sequence) FROM webhook_attempts l
        WHERE l.workspace_id = w.workspace_id AND l.webhook_id = w.webhook_id
      ) WHERE w.workspace_id = ?
      """, workspace
    ) { row in
      var columns = row.columns
      return (columns.id(), try WebhookAttempt.read(&columns))
    }
    return Dictionary(found) { first, _ in first }
  }

  /// The last attempts, the newest first.
  package func webhookAttempts(of webhook: WebhookRecord, limit: Int) throws -> [WebhookAttempt] {
    try all(
      """
      SELECT \(WebhookAttempt.columns) FROM webhook_attempts
      WHERE workspace_id = ? AND webhook_id = ? ORDER BY sequence DESC LIMIT ?
      """, webhook.workspaceID, webhook.id, limit, read: WebhookAttempt.read)
  }
}

extension Transaction {
  /// Number of stored attempts per webhook.
  private static let attemptMax = 1000

  /// Queues events for a webhook.
  ///
  /// - Parameter webhook: read in the same transaction, so that no concurrent replay is lost.
  /// - Returns: whether there may be more.
  package func takeUpEvents(for webhook: WebhookRecord, limit: Int) throws -> Bool {
    let events = try all(
      """
      SELECT sequence, event_id, event_type, COALESCE(acs_credential_id, acs_user_id, acs_entrance_id,
        acs_encoder_id, acs_access_group_id, device_id, client_session_id, acs_system_id, connected_account_id, event_id)
      FROM events WHERE workspace_id = ? AND sequence > ? ORDER BY sequence LIMIT ?
      """, webhook.workspaceID, webhook.takenUntil, limit
    ) { row in
      var columns = row.columns
      return (sequence: columns.integer(), id: columns.text(), type: columns.text(), resource: columns.text())
    }
    guard let last = events.last else { return false }
    for event in events where webhook.wants(event.type) {
      let delivery = WebhookDelivery(
        eventSequence: event.sequence, eventID: ID(event.id), resource: event.resource, attempts: 0, dueAt: now,
        replayCount: webhook.replayCount, body: "")
      try insertRow(
        delivery, adding: ["workspace_id": webhook.workspaceID, "webhook_id": webhook.id],
        unlessPresent: "workspace_id, webhook_id, event_sequence")
    }
    try run(
      "UPDATE webhooks SET taken_until = ? WHERE workspace_id = ? AND webhook_id = ?", last.sequence,
      webhook.workspaceID, webhook.id)
    return events.count == limit
  }

  /// Stores the result of an attempt.
  ///
  /// - Parameter dueAt: when it is retried. Nil if it was delivered or has failed for good.
  /// - Returns: false if the delivery is no longer pending: it was replayed in the meantime, or deleted.
  package func settle(
    _ delivery: WebhookDelivery, _ attempt: WebhookAttempt, of webhook: WebhookRecord, dueAt: Instant?
  ) throws -> Bool {
    let whose = "workspace_id = ? AND webhook_id = ?"
    let which = "\(whose) AND event_sequence = ? AND replay_count = ?"
    let count =
      if attempt.isSuccess {
        try run(
          "DELETE FROM webhook_deliveries WHERE \(which)", webhook.workspaceID, webhook.id, delivery.eventSequence,
          delivery.replayCount)
      } else {
        try run(
          "UPDATE webhook_deliveries SET attempts = attempts + 1, due_at = ? WHERE \(which)", dueAt,
          webhook.workspaceID,
          webhook.id, delivery.eventSequence, delivery.replayCount)
      }
    let number =
      try first(
        "SELECT COALESCE(MAX(sequence), 0) + 1 FROM webhook_attempts WHERE \(whose)", webhook.workspaceID, webhook.id
      ) { row in
        var columns = row.columns
        return columns.integer()
      } ?? 1
    try insertRow(
      attempt, adding: ["workspace_id": webhook.workspaceID, "webhook_id": webhook.id, "sequence": number])
    try run(
      "DELETE FROM webhook_attempts WHERE \(whose) AND sequence <= ?", webhook.workspaceID, webhook.id,
      number - Self.attemptMax)
    return count > 0
  }

  /// Makes waiting and failed deliveries due.
  ///
  /// - Parameter moment: by the system's clock, as for all deliveries.
  package func makeAllDue(of webhook: WebhookRecord, at moment: Instant) throws {
    try run(
      """
      UPDATE webhook_deliveries SET attempts = CASE WHEN due_at IS NULL THEN 0 ELSE attempts END, due_at = ?
      WHERE workspace_id = ? AND webhook_id = ?
      """, moment, webhook.workspaceID, webhook.id)
  }

  /// Deletes the deliveries from a sequence number on, since they will be queued again.
  package func forgetDeliveries(of webhook: WebhookRecord, from sequence: Int) throws {
    try run(
      "DELETE FROM webhook_deliveries WHERE workspace_id = ? AND webhook_id = ? AND event_sequence >= ?",
      webhook.workspaceID, webhook.id, sequence)
  }
}

extension WebhookDelivery: Stored {
  static let table = Table<WebhookDelivery>("webhook_deliveries")

  static func row(_ column: inout some ColumnVisitor<WebhookDelivery>) -> WebhookDelivery {
    WebhookDelivery(
      eventSequence: column(key: "event_sequence", \.eventSequence), eventID: column("event_id", \.eventID),
      resource: column("resource", \.resource), attempts: column("attempts", \.attempts),
      dueAt: column("due_at", \.dueAt), replayCount: column("replay_count", \.replayCount),
      body: column("body", of: "e", \.body))
  }
}

extension WebhookAttempt: Stored {
  static let table = Table<WebhookAttempt>("webhook_attempts")

  static func row(_ column: inout some ColumnVisitor<WebhookAttempt>) -> WebhookAttempt {
    WebhookAttempt(
      eventSequence: column("event_sequence", \.eventSequence), eventID: column("event_id", \.eventID),
      at: column("at", \.at), status: column("status", \.status), problem: column("problem", \.problem))
  }
}
