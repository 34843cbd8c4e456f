package import API
package import Core
package import Wire

extension Connection {
  /// The deliveries of events to a webhook, the newest events first, in two statements.
  ///
  /// - Parameters:
  ///   - event: only the delivery of this event.
  ///   - page: begins at the sequence of its newest event.
  package func eventDeliveries(
    of webhook: WebhookRecord, only event: ID<Event>?, _ page: PageRange
  ) throws -> PageOf<EventDelivery> {
    let (workspace, id) = (webhook.workspaceID, webhook.id)
    var conditions = Conditions("1 = 1")
    conditions.add("q.event_id = ?", ifPresent: event)
    conditions.add("q.event_sequence <= ?", ifPresent: page.from)
    let owners: [any SQLValue] = [workspace, id, workspace, id, workspace, id, workspace]
    let rows = try all(
      """
      SELECT q.event_sequence, q.event_id, d.event_id IS NOT NULL, d.due_at, e.body FROM (
        SELECT event_sequence, event_id FROM webhook_deliveries WHERE workspace_id = ? AND webhook_id = ?
        UNION SELECT event_sequence, event_id FROM webhook_attempts WHERE workspace_id = ? AND webhook_id = ?
      ) q LEFT JOIN webhook_deliveries d
        ON d.workspace_id = ? AND d.webhook_id = ? AND d.event_sequence = q.event_sequence
      LEFT JOIN events e ON e.workspace_id = ? AND e.sequence = q.event_sequence
      WHERE \(conditions.sql) ORDER BY q.event_sequence DESC LIMIT ?
      """, owners + conditions.values + [page.limit + 1]
    ) { row in
      var columns = row.columns
      return DeliveryRow(
        sequence: columns.integer(), eventID: columns.id(), isPending: columns.flag(), dueAt: columns.optionalInstant(),
        body: columns.optionalBytes())
    }
    let found = PageOf(rows, limit: page.limit, sequence: \.sequence)
    let attempts = try attempts(of: webhook, at: found.rows.map(\.sequence))
    return try found.map { row in
      let own = attempts[row.sequence] ?? []
      let event = try row.body.map { bytes in
        var issues = Issues()
        return Event(try JSON.parse(bytes), noting: &issues)
      }
      return EventDelivery(
        eventID: row.eventID, sequence: row.sequence, state: row.state(after: own), nextAttemptAt: row.dueAt,
        attempts: own.map(\.resource), sentEvent: event)
    }
  }

  /// The attempts to deliver events, by the sequence of the event, the newest first.
  private func attempts(of webhook: WebhookRecord, at sequences: [Int]) throws -> [Int: [WebhookAttempt]] {
    var conditions = Conditions("workspace_id = ? AND webhook_id = ?", webhook.workspaceID, webhook.id)
    conditions.among(sequences, column: "event_sequence")
    let found = try all(
      "SELECT \(WebhookAttempt.columns) FROM webhook_attempts WHERE \(conditions.sql) ORDER BY sequence DESC",
      conditions.values, WebhookAttempt.read)
    return Dictionary(grouping: found, by: \.eventSequence)
  }
}

private struct DeliveryRow: Sendable {
  var sequence: Int
  var eventID: ID<Event>
  var isPending: Bool
  /// Nil once it has failed for good, or was delivered.
  var dueAt: Instant?
  /// Nil once the event is deleted.
  var body: [UInt8]?

  func state(after attempts: [WebhookAttempt]) -> EventDelivery.State {
    if dueAt != nil { return .waiting }
    return isPending || attempts.first?.isSuccess == false ? .failed : .delivered
  }
}
