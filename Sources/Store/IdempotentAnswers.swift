import API
package import Core
package import Wire

/// The state of a request with an Idempotency-Key.
package struct IdempotentAnswer: Sendable {
  /// The hash of the earlier request.
  package var fingerprint: String
  package var sealedAnswer: [UInt8]
}

extension Connection {
  package func idempotentAnswer(to request: IdempotentRequest, at now: Instant) throws -> IdempotentAnswer? {
    try first(
      """
      SELECT fingerprint, sealed_answer FROM idempotent_answers
      WHERE workspace_id = ? AND caller = ? AND key_hash = ? AND created_at > ?
      """, request.workspaceID, request.caller, request.keyHash, now - IdempotentRequest.life
    ) { row in
      var columns = row.columns
      return IdempotentAnswer(fingerprint: columns.text(), sealedAnswer: columns.optionalBytes() ?? [])
    }
  }
}

extension Transaction {
  /// Stores a response in the transaction of its change. Responses expire after a day. The audit does not count it as a
  /// change.
  package func keep(_ sealedAnswer: [UInt8], of request: IdempotentRequest, at now: Instant) throws {
    try session.run("DELETE FROM idempotent_answers WHERE created_at <= ?", [now - IdempotentRequest.life])
    try session.run(
      """
      INSERT INTO idempotent_answers (workspace_id, caller, key_hash, fingerprint, sealed_answer, created_at)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (workspace_id, caller, key_hash) DO UPDATE SET sealed_answer = excluded.sealed_answer
      """, [request.workspaceID, request.caller, request.keyHash, request.fingerprint, sealedAnswer, now])
  }
}
