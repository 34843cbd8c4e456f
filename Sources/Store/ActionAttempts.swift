package import API
package import Core
package import Wire

/// A filter for lists of attempts.
package struct ActionAttemptFilter: Sendable {
  package var ids: [ID<ActionAttempt>]?
  package var acsEntranceID: ID<AcsEntrance>?
  package init() {}
}

extension Connection {
  package func actionAttempt(_ id: ID<ActionAttempt>, in workspace: ID<Workspace>) throws -> ActionAttemptRecord? {
    try first(
      "SELECT \(attemptColumns) FROM action_attempts WHERE workspace_id = ? AND action_attempt_id = ?", workspace, id,
      read: readAttempt)
  }

  package func actionAttempts(
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

  /// The attempts that were pending when the program stopped.
  package func pendingActionAttempts() throws -> [ActionAttemptRecord] {
    try all("SELECT \(attemptColumns) FROM action_attempts WHERE status = 'pending'", read: readAttempt)
  }
}

extension Transaction {
  /// Deletes finished attempts from before a moment. The last one stays, since the numbers of future ones are
  /// counted from it.
  ///
  /// - Returns: whether there may be more.
  package func forgetActionAttempts(before moment: Instant, limit: Int) throws -> Bool {
    try run(
      """
      DELETE FROM action_attempts WHERE (workspace_id, sequence) IN (
        SELECT workspace_id, sequence FROM action_attempts WHERE workspace_id = ? AND created_at < ? AND status <> 'pending' AND sequence < (
          SELECT MAX(sequence) FROM action_attempts WHERE workspace_id = ?) ORDER BY sequence LIMIT ?)
      """, workspaceID, moment, workspaceID, limit) == limit
  }

  package func nextActionAttemptSequence() throws -> Int {
    try nextSequence(of: "action_attempts")
  }

  package func insert(_ attempt: ActionAttemptRecord) throws {
    try run(
      "INSERT INTO action_attempts (\(attemptColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      attempt.workspaceID, attempt.id, attempt.sequence, attempt.door?.movement.rawValue, attempt.door?.acsEntranceID,
      attempt.door?.acsSystemID, attempt.door?.connectedAccountID, attempt.createdAt, attempt.state.status,
      attempt.state.failure?.type, attempt.state.failure?.message, attempt.door?.requester?.caller.kind,
      attempt.door?.requester?.caller.reference, attempt.door?.requester?.cloudKey)
  }

  /// Stores the result of an attempt.
  ///
  /// - Returns: false if it has already finished or was deleted.
  package func close(_ attempt: ActionAttemptRecord) throws -> Bool {
    try run(
      """
      UPDATE action_attempts SET status = ?, error_type = ?, error_message = ?
      WHERE workspace_id = ? AND action_attempt_id = ? AND status = 'pending'
      """, attempt.state.status, attempt.state.failure?.type, attempt.state.failure?.message, attempt.workspaceID,
      attempt.id) > 0
  }
}

extension ActionAttemptRecord.State {
  fileprivate var failure: ActionAttempt.Failure? { if case .failure(let failure) = self { failure } else { nil } }
  fileprivate var status: String { self == .pending ? "pending" : failure == nil ? "success" : "error" }
}

extension MovementRequester.Caller {
  fileprivate var kind: String {
    switch self {
    case .apiKey: "api_key"
    case .personalAccessToken: "personal_access_token"
    case .clientSession: "client_session"
    }
  }

  fileprivate var reference: String {
    switch self {
    case .apiKey(let token), .personalAccessToken(let token): token
    case .clientSession(let id): id.text
    }
  }

  fileprivate init?(kind: String?, reference: String?) {
    guard let reference else { return nil }
    switch kind {
    case "api_key": self = .apiKey(shortToken: reference)
    case "personal_access_token": self = .personalAccessToken(shortToken: reference)
    case "client_session": self = .clientSession(ID(reference))
    default: return nil
    }
  }
}

private let attemptColumns = """
  workspace_id, action_attempt_id, sequence, movement, acs_entrance_id, acs_system_id, connected_account_id, created_at,
  status, error_type, error_message, requester_kind, requester_reference, acs_credential_id
  """

private func readAttempt(_ row: Row) throws -> ActionAttemptRecord {
  var columns = row.columns
  let workspace = columns.id(Workspace.self)
  let id = columns.id(ActionAttempt.self)
  let sequence = columns.integer()
  let movement = columns.optionalText().flatMap(LockMovement.init(rawValue:))
  let (entrance, system) = (columns.optionalID(AcsEntrance.self), columns.optionalID(AcsSystem.self))
  let account = columns.optionalID(ConnectedAccount.self)
  let createdAt = columns.instant()
  let status = columns.text()
  let failure = ActionAttempt.Failure(type: columns.optionalText() ?? "", message: columns.optionalText() ?? "")
  let caller = MovementRequester.Caller(kind: columns.optionalText(), reference: columns.optionalText())
  let key = columns.optionalID(AcsCredential.self)
  let requester = caller.map { MovementRequester($0, cloudKey: key) }
  var action = ActionAttemptRecord.Action.resetSandbox
  if let movement, let entrance, let system, let account {
    action = .move(
      .init(
        movement, acsEntranceID: entrance, acsSystemID: system, connectedAccountID: account, requester: requester))
  }
  return ActionAttemptRecord(
    id: id, workspaceID: workspace, sequence: sequence, action: action, createdAt: createdAt,
    state: status == "pending" ? .pending : status == "success" ? .success : .failure(failure))
}
