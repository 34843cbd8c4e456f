package import API
import Core
package import Wire

/// A filter for lists of runs.
package struct CustomerRunFilter: Sendable {
  package var customerKey: String?
  /// Only runs with records that could not be taken completely.
  package var onlyRefused = false
  package init() {}
}

/// The number of runs of a workspace that are kept.
private let keptRuns = 1000

extension Connection {
  /// Runs in order of creation, without their records.
  package func customerRuns(
    _ filter: CustomerRunFilter, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<CustomerRun> {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add("sequence >= ?", ifPresent: page.from)
    conditions.add("customer_key = ?", ifPresent: filter.customerKey)
    if filter.onlyRefused {
      conditions.add(
        """
        EXISTS (SELECT 1 FROM customer_run_records r WHERE r.workspace_id = customer_runs.workspace_id
          AND r.customer_run_id = customer_runs.customer_run_id AND r.reason_code IS NOT NULL)
        """)
    }
    let rows = try all(
      "SELECT \(CustomerRun.columns), sequence FROM customer_runs WHERE \(conditions.sql) ORDER BY sequence LIMIT ?",
      conditions.values + [page.limit + 1]
    ) { row in
      var columns = row.columns
      let run = try CustomerRun.read(&columns)
      return (sequence: columns.integer(), run: run)
    }
    return PageOf(rows, limit: page.limit, sequence: \.sequence).map(\.run)
  }

  /// A run with its records.
  package func customerRun(_ id: ID<CustomerRun>, in workspace: ID<Workspace>) throws -> CustomerRun? {
    let found = try first(
      "SELECT \(CustomerRun.columns) FROM customer_runs WHERE workspace_id = ? AND customer_run_id = ?", workspace, id,
      read: CustomerRun.read)
    guard var run = found else { return nil }
    run.records = try all(
      """
      SELECT \(CustomerRunRecord.columns) FROM customer_run_records
      WHERE workspace_id = ? AND customer_run_id = ? ORDER BY position
      """, workspace, id, read: CustomerRunRecord.read)
    return run
  }
}

extension Transaction {
  /// Stores a run with the records that it has, and deletes the oldest runs.
  package func insert(_ run: CustomerRun) throws {
    let sequence = try nextSequence(of: "customer_runs")
    try insertRow(run, adding: ["sequence": sequence])
    for (position, record) in (run.records ?? []).enumerated() {
      try insertRow(
        record, adding: ["workspace_id": workspaceID, "customer_run_id": run.customerRunID, "position": position])
    }
    try self.run(
      """
      DELETE FROM customer_run_records WHERE workspace_id = ? AND customer_run_id IN (
        SELECT customer_run_id FROM customer_runs WHERE workspace_id = ? AND sequence <= ?)
      """, workspaceID, workspaceID, sequence - keptRuns)
    try self.run(
      "DELETE FROM customer_runs WHERE workspace_id = ? AND sequence <= ?", workspaceID, sequence - keptRuns)
  }

  /// Deletes the runs of a customer.
  package func removeRuns(of customer: String) throws {
    try run(
      """
      DELETE FROM customer_run_records WHERE workspace_id = ? AND customer_run_id IN (
        SELECT customer_run_id FROM customer_runs WHERE workspace_id = ? AND customer_key = ?)
      """, workspaceID, workspaceID, customer)
    try run("DELETE FROM customer_runs WHERE workspace_id = ? AND customer_key = ?", workspaceID, customer)
  }
}

extension CustomerRun: Stored {
  static let table = Table<CustomerRun>("customer_runs")

  static func row(_ column: inout some ColumnVisitor<CustomerRun>) -> CustomerRun {
    var run = CustomerRun(
      customerRunID: column(key: "customer_run_id", \.customerRunID),
      workspaceID: column(key: "workspace_id", \.workspaceID), createdAt: column("created_at", \.createdAt),
      source: CustomerRun.Source(rawValue: column("source", \.source.rawValue)) ?? .pushData,
      customerKey: column("customer_key", \.customerKey.optional))
    run.createdCount = column("created_count", \.createdCount)
    run.changedCount = column("changed_count", \.changedCount)
    run.unchangedCount = column("unchanged_count", \.unchangedCount)
    run.deletedCount = column("deleted_count", \.deletedCount)
    run.refusedCount = column("refused_count", \.refusedCount)
    return run
  }
}

extension CustomerRunRecord: Stored {
  static let table = Table<CustomerRunRecord>("customer_run_records")

  static func row(_ column: inout some ColumnVisitor<CustomerRunRecord>) -> CustomerRunRecord {
    var record = CustomerRunRecord(
      family: column("family", \.family), recordKey: column("record_key", \.recordKey),
      outcome: CustomerRunRecord.Outcome(rawValue: column("outcome", \.outcome.rawValue)) ?? .refused)
    record.reasonCode = column("reason_code", \.reasonCode)
    record.message = column("message", \.message)
    record.resourceID = column("resource_id", \.resourceID)
    return record
  }
}
