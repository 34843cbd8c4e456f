package import API
package import Core
package import Wire

/// The cards that were held to locks while another node than the one that reads the lock's entries waits for a card there.
extension Transaction {
  /// Notes a card for the attempts of other nodes that wait for one at its lock. Does nothing in a single process.
  ///
  /// - Parameter grain: how much earlier an entry may seem than it is.
  package func noteHeldCard(of entry: ObservedEntry, at system: ID<AcsSystem>, grain: Duration) throws {
    guard let node = node.id, let number = entry.cardNumber else { return }
    let count = try run(
      """
      INSERT INTO held_cards (workspace_id, action_attempt_id, entry_id, card_number)
      SELECT a.workspace_id, a.action_attempt_id, ?, ? FROM action_attempts a
      JOIN acs_entrances e ON e.workspace_id = a.workspace_id AND e.acs_entrance_id = a.acs_encoder_id
      WHERE a.workspace_id = ? AND a.status = 'pending' AND a.reading IS NOT NULL AND a.node_id <> ?
        AND a.created_at <= ? AND e.acs_system_id = ? AND e.external_id = ?
      ON CONFLICT (workspace_id, action_attempt_id, entry_id) DO NOTHING
      """, entry.id, number, workspaceID, node, entry.occurredAt + grain, system, entry.lock)
    if count > 0 { ring(.heldCards(system)) }
  }

  /// Deletes the cards that were noted for an attempt.
  ///
  /// - Returns: their numbers.
  package func takeHeldCards(for attempt: ID<ActionAttempt>) throws -> [String] {
    let numbers = try heldCards(for: attempt)
    try run("DELETE FROM held_cards WHERE workspace_id = ? AND action_attempt_id = ?", workspaceID, attempt)
    return numbers
  }

  private func heldCards(for attempt: ID<ActionAttempt>) throws -> [String] {
    try all(
      "SELECT card_number FROM held_cards WHERE workspace_id = ? AND action_attempt_id = ? ORDER BY entry_id",
      workspaceID, attempt
    ) { row in
      var columns = row.columns
      return columns.text()
    }
  }
}

extension Connection {
  /// Whether cards were noted for an attempt.
  package func hasHeldCards(for attempt: ID<ActionAttempt>, in workspace: ID<Workspace>) throws -> Bool {
    try first(
      "SELECT 1 FROM held_cards WHERE workspace_id = ? AND action_attempt_id = ?", workspace, attempt,
      read: { _ in true }) ?? false
  }
}
