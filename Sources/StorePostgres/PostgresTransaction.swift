import Store

/// Identifies a transaction after its connection was lost.
struct PostgresTransaction {
  /// What became of a transaction.
  enum Outcome {
    case committed
    case undone
    case unknown
  }

  let number: String
  /// The history of the server. A promoted replica may give the number of a lost transaction to another one, but it
  /// begins a new history.
  let timeline: String

  static let columns =
    "CAST(pg_current_xact_id() AS TEXT), LEFT(pg_walfile_name(pg_current_wal_lsn()), 8)"

  static func read(_ row: Row) -> PostgresTransaction {
    var columns = row.columns
    return PostgresTransaction(number: columns.text(), timeline: columns.text())
  }
}

/// What is read of a workspace when its row is locked.
struct LockedWorkspace {
  static let columns = "\(PostgresTransaction.columns), is_sandbox, \(StoredClock.columns)"

  let transaction: PostgresTransaction
  /// Nil for production.
  let clock: StoredClock?

  static func read(_ row: Row) -> LockedWorkspace {
    var columns = row.columns
    let transaction = PostgresTransaction(number: columns.text(), timeline: columns.text())
    let isSandbox = columns.flag()
    let clock = StoredClock(&columns)
    return LockedWorkspace(transaction: transaction, clock: isSandbox ? clock : nil)
  }
}

extension PostgresLink {
  /// Rolls back a transaction that may be open, and drops the actions that wait for its commit.
  func rollBack() {
    guard let opened = current else { return }
    _ = opened.session.takeAfterCommitActions()
    if !opened.base.isBroken { opened.base.rollBack() }
  }

  /// Asks the server what became of a transaction whose connection was lost while it was committed.
  ///
  /// - Parameter life: the life of the server in which it began.
  func outcome(
    of transaction: PostgresTransaction, begunIn life: String, until deadline: ContinuousClock.Instant
  ) -> PostgresTransaction.Outcome {
    let end = max(deadline, .now + .seconds(1))
    while ContinuousClock.now < end {
      guard let opened = try? open(until: end) else { return .unknown }
      let text = """
        SELECT pg_xact_status(CAST(CAST(? AS TEXT) AS xid8)), LEFT(pg_walfile_name(pg_current_wal_lsn()), 8)
        """
      do {
        let found = try opened.session.first(text, [transaction.number]) { row in
          var columns = row.columns
          return (status: columns.text(), timeline: columns.text())
        }
        guard let found, found.timeline == transaction.timeline else { return .unknown }
        switch found.status {
        // A server that crashed may have given the number of a lost transaction to another one.
        case "committed": return opened.serverLife == life ? .committed : .unknown
        case "aborted": return .undone
        // The server may not have noticed yet that its client is gone.
        case "in progress": pause()
        default: return .unknown
        }
      } catch {
        guard error as? DatabaseError == .unavailable else { return .unknown }
      }
    }
    return .unknown
  }
}
