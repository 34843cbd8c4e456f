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
      "SELECT \(ActionAttemptRecord.columns) FROM action_attempts WHERE workspace_id = ? AND action_attempt_id = ?",
      workspace, id,
      read: ActionAttemptRecord.read)
  }

  package func actionAttempts(
    _ filter: ActionAttemptFilter, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<ActionAttemptRecord> {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add("sequence >= ?", ifPresent: page.from)
    conditions.among(filter.ids, column: "action_attempt_id")
    conditions.add("acs_entrance_id = ?", ifPresent: filter.acsEntranceID)
    let rows = try all(
      "SELECT \(ActionAttemptRecord.columns) FROM action_attempts WHERE \(conditions.sql) ORDER BY sequence LIMIT ?",
      conditions.values + [page.limit + 1], ActionAttemptRecord.read)
    return PageOf(rows, limit: page.limit, sequence: \.sequence)
  }

  /// The attempts that were pending when the program stopped.
  package func pendingActionAttempts() throws -> [ActionAttemptRecord] {
    try all(
      "SELECT \(ActionAttemptRecord.columns) FROM action_attempts WHERE status = 'pending'",
      read: ActionAttemptRecord.read)
  }
}

extension Transaction {
  /// Deletes finished attempts from before a moment. The last one stays, since future attempts are numbered from it.
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

  /// Deletes the results of attempts about access codes, which repeat the names of the codes. The attempts stay.
  package func eraseActionAttempts(about ids: Set<String>) throws {
    let sorted = ids.sorted()
    for start in stride(from: 0, to: sorted.count, by: 500) {
      var results = Conditions("workspace_id = ? AND result IS NOT NULL", workspaceID)
      results.among(Array(sorted[start..<min(start + 500, sorted.count)]), column: "access_code_id")
      try run("UPDATE action_attempts SET result = NULL WHERE \(results.sql)", results.values)
    }
  }

  package func nextActionAttemptSequence() throws -> Int {
    try nextSequence(of: "action_attempts")
  }

  /// The number of the next attempt, and the moment that the limit of such movements has stored for the lock.
  package func nextMovement(
    _ movement: LockMovement, of entrance: ID<AcsEntrance>
  ) throws -> (sequence: Int, limitedUntil: Instant?) {
    let next = try first(
      """
      SELECT COALESCE(MAX(sequence), 0) + 1, (SELECT last.limited_until FROM action_attempts last
        WHERE last.workspace_id = ? AND last.acs_entrance_id = ? AND last.movement = ?
          AND last.limited_until IS NOT NULL ORDER BY last.sequence DESC LIMIT 1)
      FROM action_attempts WHERE workspace_id = ?
      """, workspaceID, entrance, movement.rawValue, workspaceID
    ) { row in
      var columns = row.columns
      return (sequence: columns.integer(), limitedUntil: columns.optionalInstant())
    }
    return next ?? (sequence: 1, limitedUntil: nil)
  }

  /// Fails the attempts that wait for a card at locks that are about to be deleted.
  ///
  /// - Parameter entrances: a query for the IDs of the locks' entrances, with its values.
  func failCardReadings(at entrances: String, _ values: any SQLValue...) throws {
    try failCardReadings(
      "acs_encoder_id IN (\(entrances))", values, "The encoder no longer exists: its lock or its account was removed.")
  }

  /// Fails the attempts that wait at an encoder for a card to give to somebody: the next card is meant for a newer one.
  package func failOlderCardReadings(at encoder: ID<AcsEncoder>) throws {
    try failCardReadings(
      "acs_encoder_id = ? AND reading <> ?", [encoder, ActionAttemptRecord.CardReading.Purpose.scan.rawValue],
      "A newer attempt waits for a card at this encoder. Start again after it.")
  }

  /// Fails the attempts that wait for a card, since the clock was set back: cards that are held to locks now are older
  /// than these attempts.
  package func failCardReadings() throws {
    try failCardReadings(
      "acs_encoder_id IS NOT NULL", [], "The sandbox's clock was set back in the meantime. Start again.")
  }

  private func failCardReadings(_ which: String, _ values: [any SQLValue], _ message: String) throws {
    var conditions = Conditions("workspace_id = ? AND status = 'pending'", workspaceID)
    conditions.add(which, all: values)
    for var attempt in try all(
      "SELECT \(ActionAttemptRecord.columns) FROM action_attempts WHERE \(conditions.sql)", conditions.values,
      ActionAttemptRecord.read)
    {
      attempt.state = .failure(.init(type: "uncategorized_error", message: message))
      _ = try close(attempt)
    }
  }

  /// - Parameter moment: what the limit of a lock's movements stores. Nil for other attempts.
  package func insert(_ attempt: ActionAttemptRecord, limitedUntil moment: Instant? = nil) throws {
    try insertRow(attempt, adding: ["limited_until": moment, "node_id": node.id])
  }

  /// Stores the result of an attempt.
  ///
  /// - Returns: false if it has already finished or was deleted.
  package func close(_ attempt: ActionAttemptRecord) throws -> Bool {
    try run(
      """
      UPDATE action_attempts SET status = ?, error_type = ?, error_message = ?, result = ?
      WHERE workspace_id = ? AND action_attempt_id = ? AND status = 'pending'
      """, attempt.state.status, attempt.state.failure?.type, attempt.state.failure?.message, attempt.resultText,
      attempt.workspaceID, attempt.id) > 0
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
    case .operatorSession: "operator_session"
    }
  }

  fileprivate var reference: String {
    switch self {
    case .apiKey(let token), .personalAccessToken(let token): token
    case .clientSession(let id): id.text
    case .operatorSession(let id): id.text
    }
  }

  fileprivate init?(kind: String?, reference: String?) {
    guard let reference else { return nil }
    switch kind {
    case "api_key": self = .apiKey(shortToken: reference)
    case "personal_access_token": self = .personalAccessToken(shortToken: reference)
    case "client_session": self = .clientSession(ID(reference))
    case "operator_session": self = .operatorSession(ID(reference))
    default: return nil
    }
  }
}

extension ActionAttemptRecord {
  fileprivate var card: (action: CardAction, method: ID<AccessMethod>)? {
    if case .card(let action, let method) = action { (action, method) } else { nil }
  }

  fileprivate var resultText: String? { result.map { String(decoding: $0.bytes, as: UTF8.self) } }
}

extension ActionAttemptRecord {
  fileprivate var code: (action: CodeAction, code: ID<AccessCode>)? {
    if case .code(let action, let code) = action { (action, code) } else { nil }
  }
}

extension ActionAttemptRecord: Stored {
  static let table = Table<ActionAttemptRecord>("action_attempts")

  static func row(_ column: inout some ColumnVisitor<ActionAttemptRecord>) -> ActionAttemptRecord {
    let status = column("status", \.state.status)
    let type = column("error_type", \.state.failure?.type)
    let message = column("error_message", \.state.failure?.message)
    let failure = ActionAttempt.Failure(type: type ?? "", message: message ?? "")
    var attempt = ActionAttemptRecord(
      id: column(key: "action_attempt_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      sequence: column(once: "sequence", \.sequence), action: action(&column),
      createdAt: column(once: "created_at", \.createdAt),
      state: status == "pending" ? .pending : status == "success" ? .success : .failure(failure))
    let result = column(once: "result", \.resultText)
    attempt.result = result.flatMap { try? JSON.parse($0.utf8) }
    return attempt
  }

  private static func action(_ column: inout some ColumnVisitor<ActionAttemptRecord>) -> Action {
    let movement = column(once: "movement", \.door?.movement.rawValue)
    let entrance = column(once: "acs_entrance_id", \.door?.acsEntranceID)
    let system = column(once: "acs_system_id", \.door?.acsSystemID)
    let account = column(once: "connected_account_id", \.door?.connectedAccountID)
    let kind = column(once: "requester_kind", \.door?.requester?.caller.kind)
    let reference = column(once: "requester_reference", \.door?.requester?.caller.reference)
    let key = column(once: "acs_credential_id", \.door?.requester?.cloudKey)
    let occasion = column(once: "occasion", \.door?.occasion?.rawValue)
    let method = column(once: "access_method_id", \.card?.method)
    let action = column(once: "method_action", \.card?.action.rawValue)
    let encoder = column(once: "acs_encoder_id", \.reading?.acsEncoderID)
    let purpose = column(once: "reading", \.reading?.purpose.rawValue)
    let code = column(once: "access_code_id", \.code?.code)
    let codeAction = column(once: "code_action", \.code?.action.rawValue)
    if let encoder, let purpose = purpose.flatMap(CardReading.Purpose.init(rawValue:)) {
      return .reading(.init(purpose, acsEncoderID: encoder))
    }
    if let code, let action = codeAction.flatMap(CodeAction.init(rawValue:)) { return .code(action, code) }
    if let method, let action = action.flatMap(CardAction.init(rawValue:)) { return .card(action, method) }
    guard let movement = movement.flatMap(LockMovement.init(rawValue:)), let entrance, let system, let account else {
      return .resetSandbox
    }
    let caller = MovementRequester.Caller(kind: kind, reference: reference)
    return .move(
      .init(
        movement, acsEntranceID: entrance, acsSystemID: system, connectedAccountID: account,
        requester: caller.map { MovementRequester($0, cloudKey: key) },
        occasion: occasion.flatMap(Occasion.init(rawValue:))))
  }
}
