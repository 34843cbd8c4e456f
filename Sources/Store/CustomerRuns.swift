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
      "SELECT sequence, \(runColumns) FROM customer_runs WHERE \(conditions.sql) ORDER BY sequence LIMIT ?",
      conditions.values + [page.limit + 1]
    ) { row in
      var columns = row.columns
      let sequence = columns.integer()
      return (sequence: sequence, run: readRun(&columns, in: workspace))
    }
    return PageOf(rows, limit: page.limit, sequence: \.sequence).map(\.run)
  }

  /// A run with its records.
  package func customerRun(_ id: ID<CustomerRun>, in workspace: ID<Workspace>) throws -> CustomerRun? {
    let found = try first(
      "SELECT \(runColumns) FROM customer_runs WHERE workspace_id = ? AND customer_run_id = ?", workspace, id
    ) { row in
      var columns = row.columns
      return readRun(&columns, in: workspace)
    }
    guard var run = found else { return nil }
    run.records = try all(
      """
      SELECT family, record_key, outcome, reason_code, message, resource_id FROM customer_run_records
      WHERE workspace_id = ? AND customer_run_id = ? ORDER BY position
      """, workspace, id
    ) { row in
      var columns = row.columns
      var record = CustomerRunRecord(family: columns.text(), recordKey: columns.text(), outcome: .refused)
      if let outcome = CustomerRunRecord.Outcome(rawValue: columns.text()) { record.outcome = .known(outcome) }
      record.reasonCode = columns.optionalText()
      record.message = columns.optionalText()
      record.resourceID = columns.optionalText()
      return record
    }
    return run
  }
}

extension Transaction {
  /// Stores a run with the records that it has, and deletes the oldest runs.
  package func insert(_ run: CustomerRun) throws {
    let sequence = try nextSequence(of: "customer_runs")
    try self.run(
      """
      INSERT INTO customer_runs (workspace_id, customer_run_id, sequence, created_at, source, customer_key,
        created_count, changed_count, unchanged_count, deleted_count, refused_count)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, workspaceID, run.customerRunID, sequence, run.createdAt, run.source.rawValue, run.customerKey.optional,
      run.createdCount, run.changedCount, run.unchangedCount, run.deletedCount, run.refusedCount)
    for (position, record) in (run.records ?? []).enumerated() {
      try self.run(
        """
        INSERT INTO customer_run_records (workspace_id, customer_run_id, position, family, record_key, outcome,
          reason_code, message, resource_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, workspaceID, run.customerRunID, position, record.family, record.recordKey, record.outcome.rawValue,
        record.reasonCode, record.message, record.resourceID)
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

private let runColumns = """
  customer_run_id, created_at, source, customer_key, created_count, changed_count, unchanged_count, deleted_count,
  refused_count
  """

private func readRun(_ columns: inout Columns, in workspace: ID<Workspace>) -> CustomerRun {
  var run = CustomerRun(
    customerRunID: columns.id(), workspaceID: workspace, createdAt: columns.instant(),
    source: CustomerRun.Source(rawValue: columns.text()) ?? .pushData, customerKey: columns.optionalText())
  run.createdCount = columns.integer()
  run.changedCount = columns.integer()
  run.unchangedCount = columns.integer()
  run.deletedCount = columns.integer()
  run.refusedCount = columns.integer()
  return run
}
