import API
import Core
import Wire

/// What a list of attempts is narrowed by.
public struct ActionAttemptFilter: Sendable {
  public var ids: [ID<ActionAttempt>]?
  public var acsEntranceID: ID<AcsEntrance>?
  public init() {}
}

extension Connection {
  public func actionAttempt(_ id: ID<ActionAttempt>, in workspace: ID<Workspace>) throws -> ActionAttemptRecord? {
    try first(
      "SELECT \(attemptColumns) FROM action_attempts WHERE workspace_id = ? AND action_attempt_id = ?", workspace, id,
      read: readAttempt)
  }

  public func actionAttempts(
    _ filter: ActionAttemptFilter, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<ActionAttemptRecord> {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add("sequence >= ?", ifPresent: page.from)
    conditions.among(filter.ids, column: "action_attempt_id")
    conditions.add("acs_entrance_id = ?", ifPresent: filter.acsEntranceID)
    let rows = try all(
      "SELECT \(attemptColumns) FROM action_attempts WHERE \(conditions.sql) ORDER BY sequence LIMIT ?",
      conditions.values + [page.limit + 1], readAttempt)
    return PageOf(rows, limit: page.limit, sequence: \.sequence)
  }

  /// The attempts that were not over when the program ended.
  public func pendingActionAttempts() throws -> [ActionAttemptRecord] {
    try all("SELECT \(attemptColumns) FROM action_attempts WHERE status = 'pending'", read: readAttempt)
  }

  public func nextActionAttemptSequence(in workspace: ID<Workspace>) throws -> Int {
    try nextSequence(of: "action_attempts", in: workspace)
  }

  /// Writes an attempt that is new, or how it ended.
  public func save(_ attempt: ActionAttemptRecord) throws {
    var failure: ActionAttempt.Failure?
    if case .failure(let found) = attempt.state { failure = found }
    let status = attempt.state == .pending ? "pending" : failure == nil ? "success" : "error"
    try run(
      """
      INSERT INTO action_attempts (\(attemptColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (workspace_id, action_attempt_id) DO UPDATE SET status = excluded.status,
        error_type = excluded.error_type, error_message = excluded.error_message
      """, attempt.workspaceID, attempt.id, attempt.sequence, attempt.door?.movement.rawValue,
      attempt.door?.acsEntranceID, attempt.door?.acsSystemID, attempt.door?.connectedAccountID, attempt.createdAt,
      status, failure?.type, failure?.message)
  }
}

private let attemptColumns = """
  workspace_id, action_attempt_id, sequence, movement, acs_entrance_id, acs_system_id, connected_account_id, created_at,
  status, error_type, error_message
  """

private func readAttempt(_ row: Row) throws -> ActionAttemptRecord {
  var columns = row.columns
  let workspace = columns.id(Workspace.self)
  let id = columns.id(ActionAttempt.self)
  let sequence = columns.integer()
  let movement = columns.optionalText().flatMap(LockMovement.init(rawValue:))
  let (entrance, system) = (columns.optionalID(AcsEntrance.self), columns.optionalID(AcsSystem.self))
  let account = columns.optionalID(ConnectedAccount.self)
  var action = ActionAttemptRecord.Action.resetSandbox
  if let movement, let entrance, let system, let account {
    action = .move(.init(movement, acsEntranceID: entrance, acsSystemID: system, connectedAccountID: account))
  }
  let createdAt = columns.instant()
  let status = columns.text()
  let failure = ActionAttempt.Failure(type: columns.optionalText() ?? "", message: columns.optionalText() ?? "")
  return ActionAttemptRecord(
    id: id, workspaceID: workspace, sequence: sequence, action: action, createdAt: createdAt,
    state: status == "pending" ? .pending : status == "success" ? .success : .failure(failure))
}
