import Store

/// Stores the response of a changing operation in the transaction of the change, if the call can be
/// retried.
struct KeptAnswer<Answer>: Sendable {
  /// Nil if the call cannot be retried.
  let call: IdempotentCall?
  /// The body of a response.
  let body: @Sendable (Answer) -> [UInt8]

  /// - Parameter answer: evaluated only if it is stored.
  func keep(_ transaction: Transaction, _ answer: () throws -> Answer) throws {
    if let call { try call.keep(body: body(try answer()), transaction) }
  }
}
