import Store

/// Keeps the answer of an operation that changes something, in the transaction of the change, where the same call may
/// come again.
struct KeptAnswer<Answer>: Sendable {
  /// Nil where the same call does not come again.
  let call: IdempotentCall?
  /// The body of an answer.
  let body: @Sendable (Answer) -> [UInt8]

  /// - Parameter answer: made only where it is kept.
  func keep(_ connection: Transaction, _ answer: () throws -> Answer) throws {
    if let call { try call.keep(body: body(try answer()), connection) }
  }
}
