package import Wire

extension Transaction {
  /// Stores that a sign-in with a company account has ended. Each can end once, at one server.
  ///
  /// - Parameters:
  ///   - stateHash: SHA-256 of its state.
  ///   - end: when the cookie of its browser expires, by the system clock.
  /// - Returns: whether it had not ended before.
  package func endSignIn(stateHash: String, expiringAt end: Instant) throws -> Bool {
    try forgetEndedSignIns()
    return try run(
      "INSERT INTO ended_sign_ins (state_hash, ends_at) VALUES (?, ?) ON CONFLICT (state_hash) DO NOTHING", stateHash,
      end) > 0
  }

  /// Forgets the sign-ins whose cookies have expired.
  package func forgetEndedSignIns() throws {
    try run("DELETE FROM ended_sign_ins WHERE ends_at <= ?", now)
  }
}
