package import API
package import Core
package import Wire

extension Transaction {
  /// Stores what an encoder meets next. It replaces an earlier simulation.
  package func save(_ simulation: EncoderSimulation, at entrance: ID<AcsEntrance>) throws {
    try run(
      """
      INSERT INTO encoder_simulations (workspace_id, acs_entrance_id, action, outcome, acs_credential_id)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (workspace_id, acs_entrance_id, action) DO UPDATE SET outcome = excluded.outcome, acs_credential_id = excluded.acs_credential_id
      """, workspaceID, entrance, simulation.action.rawValue, simulation.outcome.rawValue, simulation.acsCredentialID)
  }

  /// Reads and deletes what an encoder meets next. Nil if nothing is simulated.
  package func takeSimulation(
    of action: EncoderSimulation.Action, at entrance: ID<AcsEntrance>
  ) throws -> EncoderSimulation? {
    let found: EncoderSimulation?? = try first(
      """
      SELECT outcome, acs_credential_id FROM encoder_simulations
      WHERE workspace_id = ? AND acs_entrance_id = ? AND action = ?
      """, workspaceID, entrance, action.rawValue
    ) { row -> EncoderSimulation? in
      var columns = row.columns
      let outcome = EncoderSimulation.Outcome(rawValue: columns.text())
      let credential: ID<AcsCredential>? = columns.optionalID()
      return outcome.map { EncoderSimulation(action, $0, acsCredentialID: credential) }
    }
    guard let found else { return nil }
    try run(
      "DELETE FROM encoder_simulations WHERE workspace_id = ? AND acs_entrance_id = ? AND action = ?", workspaceID,
      entrance, action.rawValue)
    return found
  }
}
