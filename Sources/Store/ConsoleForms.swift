import API
package import Core
import Wire

extension Transaction {
  /// Stores that a form was sent, unless its session sent one with the same key before, to this server or another.
  /// Forgets the expired forms of the session.
  ///
  /// - Returns: the earlier one. Nil if there is none.
  package func take(_ form: SentConsoleForm) throws -> SentConsoleForm.Earlier? {
    try run(
      "DELETE FROM console_forms WHERE operator_session_id = ? AND sent_at <= ?", form.sessionID,
      now - SentConsoleForm.life)
    let count = try run(
      """
      INSERT INTO console_forms (operator_session_id, key_hash, fingerprint, sent_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (operator_session_id, key_hash) DO NOTHING
      """, form.sessionID, form.keyHash, form.fingerprint, now)
    if count > 0 { return nil }
    return try first(
      "SELECT fingerprint, has_ended, place FROM console_forms WHERE operator_session_id = ? AND key_hash = ?",
      form.sessionID, form.keyHash
    ) { row in
      var columns = row.columns
      return SentConsoleForm.Earlier(
        fingerprint: columns.text(), hasEnded: columns.flag(), place: columns.optionalText())
    }
  }

  /// Stores that a form has ended.
  ///
  /// - Parameter place: the address that it led to. Nil for none.
  package func end(_ form: SentConsoleForm, ledTo place: String?) throws {
    try run(
      "UPDATE console_forms SET has_ended = 1, place = ? WHERE operator_session_id = ? AND key_hash = ?", place,
      form.sessionID, form.keyHash)
  }

  /// Forgets a form, so that it can be sent again.
  package func delete(_ form: SentConsoleForm) throws {
    try run(
      "DELETE FROM console_forms WHERE operator_session_id = ? AND key_hash = ?", form.sessionID, form.keyHash)
  }

  /// Forgets the expired forms of all sessions.
  package func forgetConsoleForms() throws {
    try run("DELETE FROM console_forms WHERE sent_at <= ?", now - SentConsoleForm.life)
  }
}
