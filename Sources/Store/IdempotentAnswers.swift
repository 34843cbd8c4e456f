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

/// Another call with the same Idempotency-Key has stored its response meanwhile. What this one did is rolled back.
package struct IdempotencyKeyTaken: Error, Equatable {}

extension Transaction {
  /// Stores a response in the transaction of its change, and takes the key: of two servers that run a call at once, only
  /// one stores anything. Responses expire after a day. The audit does not count it as a change.
  ///
  /// - Throws: ``IdempotencyKeyTaken``.
  package func keep(_ sealedAnswer: [UInt8], of request: IdempotentRequest, at now: Instant) throws {
    let isTaken =
      try save(
        sealedAnswer, of: request, at: now, if: " WHERE idempotent_answers.created_at <= ?",
        [now - IdempotentRequest.life]) == 0
    if isTaken { throw IdempotencyKeyTaken() }
  }

  /// Stores a response in place of the one that the call has stored, if any.
  package func replace(_ sealedAnswer: [UInt8], of request: IdempotentRequest, at now: Instant) throws {
    try save(sealedAnswer, of: request, at: now)
  }

  /// - Parameter condition: when a stored response is replaced. Empty for always.
  @discardableResult
  private func save(
    _ sealedAnswer: [UInt8], of request: IdempotentRequest, at now: Instant, if condition: String = "",
    _ more: [any SQLValue] = []
  ) throws -> Int {
    let values: [any SQLValue] = [
      request.workspaceID, request.caller, request.keyHash, request.fingerprint, sealedAnswer, now,
    ]
    return try session.run(
      """
      INSERT INTO idempotent_answers (workspace_id, caller, key_hash, fingerprint, sealed_answer, created_at)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (workspace_id, caller, key_hash) DO UPDATE SET fingerprint = excluded.fingerprint,
        sealed_answer = excluded.sealed_answer, created_at = excluded.created_at\(condition)
      """, values + more)
  }

  /// Deletes the expired responses of the workspace.
  ///
  /// - Parameter now: the system's time.
  package func forgetIdempotentAnswers(at now: Instant) throws {
    try session.run(
      "DELETE FROM idempotent_answers WHERE workspace_id = ? AND created_at <= ?",
      [workspaceID, now - IdempotentRequest.life])
  }
}
