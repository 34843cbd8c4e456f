import CPostgres
import Store

/// A connection with its prepared statements, in pipeline mode: what is posted is sent with the next statement that has
/// a reader, so that both need one round trip.
final class PostgresSession: SQLSession {
  /// The maximum number of prepared statements.
  private static let statementMax = 1000

  /// What the server will answer, in order.
  private enum Reply {
    /// The preparation of a text.
    case preparation(String)
    case statement
    /// The end of a part of the pipeline. After an error, the server skips everything before it.
    case end
  }

  private let connection: PostgresConnection
  private var statements: [String: PostgresStatement] = [:]
  private var statementCount = 0
  private var replies: [Reply] = []
  private(set) var changeCount: Int64 = 0

  /// - Parameter noteSilence: is called with the server's host and port if it falls silent meanwhile.
  /// - Throws: ``DatabaseError/cannotOpen(_:)`` if the server cannot be reached or refuses the connection.
  init(
    _ address: PostgresAddress, for purpose: PostgresPurpose, noteSilence: (String) -> Void = { _ in }
  ) throws(DatabaseError) {
    connection = try PostgresConnection(address, for: purpose, noteSilence: noteSilence)
    PQenterPipelineMode(connection.handle)
  }

  /// Whether the connection was lost.
  var isBroken: Bool { connection.isBroken }

  /// Whether the server gave no reply in time.
  var isSilent: Bool { connection.isSilent }

  /// The host and port of the server.
  var place: String { connection.place }

  var isInTransaction: Bool { ![PQTRANS_IDLE, PQTRANS_UNKNOWN].contains(transactionStatus) }

  /// Whether a statement failed outside of a savepoint, so that the transaction can only be rolled back.
  var hasFailedTransaction: Bool { transactionStatus == PQTRANS_INERROR }

  private var transactionStatus: PGTransactionStatusType { PQtransactionStatus(connection.handle) }

  func run(_ sql: String, _ values: [any SQLValue], _ read: (Row) throws -> Bool) throws -> Int {
    try post(sql, values)
    guard let result = try collect() else { return 0 }
    let count = PQntuples(result.handle)
    guard count > 0 else { return result.changeCount }
    var place = PostgresRow(result: result.handle, index: 0)
    return try withUnsafeMutablePointer(to: &place) { pointer in
      let row = Row(handle: OpaquePointer(pointer), reader: PostgresCells.self)
      for index in 0..<count {
        pointer.pointee.index = index
        if try !read(row) { return 0 }
      }
      return result.changeCount
    }
  }

  func execute(_ sql: String) throws(DatabaseError) {
    // What was posted may fail, and the server then skips the rest of its part: also a rollback.
    if !replies.isEmpty { try send(PQpipelineSync(connection.handle), .end) }
    try send(PQsendQueryParams(connection.handle, sql, 0, nil, nil, nil, nil, 1), .statement)
    _ = try collect()
  }

  func post(_ sql: String, _ values: [any SQLValue]) throws(DatabaseError) {
    // The library refuses it, which would look like a lost connection: it and the changes of others would be repeated.
    guard values.count <= PostgresParameters.countMax else { throw .tooManyValues }
    let name = try prepared(sql, values)
    let isSent = PostgresParameters(values).withPointers { count, pointers, lengths, formats in
      PQsendQueryPrepared(connection.handle, name, count, pointers, lengths, formats, 1)
    }
    try send(isSent, .statement)
  }

  /// Ends a transaction that only reads. Nobody waits for the reply.
  func endReading() throws(DatabaseError) {
    try post("COMMIT", [])
    try send(PQpipelineSync(connection.handle), .end)
  }

  /// Commits the transaction.
  ///
  /// - Throws: ``DatabaseError/undone`` if the server rolled it back. If the connection was lost, the outcome is unknown.
  func commit() throws(DatabaseError) {
    try post("COMMIT", [])
    guard let result = try collect(), result.tag == "COMMIT" else { throw .undone }
  }

  /// Rolls the transaction back. The connection of one that cannot be rolled back is lost.
  func rollBack() {
    guard isInTransaction || !replies.isEmpty else { return }
    try? execute("ROLLBACK")
    if isInTransaction { connection.noteBroken() }
  }

  private func prepared(_ sql: String, _ values: [any SQLValue]) throws(DatabaseError) -> String {
    if let known = statements[sql], known.takes(values) { return known.name }
    // Statements with lists vary with the lengths of the lists, so the number of different statements is unlimited.
    if statements.count >= Self.statementMax {
      try send(PQsendQueryParams(connection.handle, "DEALLOCATE ALL", 0, nil, nil, nil, nil, 1), .statement)
      statements = [:]
    }
    statementCount += 1
    let statement = PostgresStatement(name: "s\(statementCount)", types: values.map { type(of: $0).sqlType.oid })
    try send(
      PQsendPrepare(
        connection.handle, statement.name, numbered(sql), Int32(statement.types.count), statement.types),
      .preparation(sql))
    statements[sql] = statement
    return statement.name
  }

  private func send(_ isSent: Int32, _ reply: Reply) throws(DatabaseError) {
    guard isSent == 1, !isBroken else {
      connection.noteBroken()
      throw .unavailable
    }
    replies.append(reply)
  }

  /// Waits for the replies to everything that was sent.
  ///
  /// - Returns: the result of the last statement.
  /// - Throws: the first error.
  private func collect() throws(DatabaseError) -> PostgresResult? {
    try send(PQpipelineSync(connection.handle), .end)
    let deadline = connection.replyDeadline()
    var (last, failure): (PostgresResult?, DatabaseError?) = (nil, nil)
    defer { replies.removeAll(keepingCapacity: true) }
    for reply in replies {
      if case .end = reply {
        try passEnd(by: deadline)
        continue
      }
      while let result = try connection.next(by: deadline) {
        if [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(result.status) {
          if case .statement = reply { note(result) }
          last = result
          continue
        }
        if case .preparation(let sql) = reply { statements[sql] = nil }
        if result.status != PGRES_PIPELINE_ABORTED { failure = failure ?? databaseError(result.handle) }
      }
    }
    guard let failure else { return last }
    // An outage ends the connection, also where the server answered.
    if failure == .unavailable || PQstatus(connection.handle) == CONNECTION_BAD { connection.noteBroken() }
    throw isBroken ? .unavailable : failure
  }

  private func note(_ result: PostgresResult) { changeCount += Int64(result.changeCount) }

  /// Reads the result that ends a part of the pipeline.
  private func passEnd(by deadline: ContinuousClock.Instant?) throws(DatabaseError) {
    while true {
      let result = try connection.next(by: deadline)
      if result?.status == PGRES_PIPELINE_SYNC { return }
      // Between two results there is at most one end of a statement. A lost connection has no more results.
      if result == nil, PQstatus(connection.handle) == CONNECTION_BAD {
        connection.noteBroken()
        throw .unavailable
      }
    }
  }
}
