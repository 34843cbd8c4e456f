package import API
import Core
package import Wire

/// The wish of one node that the node that works for a sandbox sets its clock or resets it. The row goes once that is done.
package struct ClockRequest: Hashable, Sendable {
  package let id: ID<ClockRequest>
  package let workspaceID: ID<Workspace>
  /// The order in which they are carried out.
  package let sequence: Int
  /// By the system clock.
  package let requestedAt: Instant
  /// The time that the clock is set to. Nil if it is not known yet, and for a reset.
  package var target: Instant?
  /// How far the clock is advanced. Nil for others.
  package var step: Duration?
  /// The attempt to reset the sandbox. Nil for others.
  package var actionAttemptID: ID<ActionAttempt>?

  package init(id: ID<ClockRequest>, workspaceID: ID<Workspace>, sequence: Int, requestedAt: Instant) {
    self.id = id
    self.workspaceID = workspaceID
    self.sequence = sequence
    self.requestedAt = requestedAt
  }
}

extension Connection {
  /// What is requested in all workspaces, in the order of the requests of each.
  package func clockRequests() throws -> [ClockRequest] {
    try all(
      "SELECT \(ClockRequest.columns) FROM clock_requests ORDER BY workspace_id, sequence", read: ClockRequest.read)
  }

  package func isPending(_ request: ClockRequest) throws -> Bool {
    try first(
      "SELECT 1 FROM clock_requests WHERE workspace_id = ? AND clock_request_id = ?", request.workspaceID, request.id,
      read: { _ in true }) ?? false
  }
}

extension Transaction {
  /// Stores a new request.
  ///
  /// - Parameter moment: the time of the system clock.
  package func request(
    at moment: Instant, _ wish: (inout ClockRequest) -> Void
  ) throws -> ClockRequest {
    var request = ClockRequest(
      id: identifiers.next(), workspaceID: workspaceID, sequence: try nextSequence(of: "clock_requests"),
      requestedAt: moment)
    wish(&request)
    try insertRow(request)
    ring(.clocks)
    return request
  }

  /// Stores the time that an advance leads to, so that a node that takes it over does not advance the clock once more.
  package func save(_ target: Instant, of request: ClockRequest) throws {
    try run(
      "UPDATE clock_requests SET target = ? WHERE workspace_id = ? AND clock_request_id = ?", target,
      request.workspaceID, request.id)
  }

  /// The request was carried out.
  package func remove(_ request: ClockRequest) throws {
    try run(
      "DELETE FROM clock_requests WHERE workspace_id = ? AND clock_request_id = ?", request.workspaceID, request.id)
    ring(.clocks)
  }
}

extension ClockRequest: Stored {
  static let table = Table<ClockRequest>("clock_requests")

  static func row(_ column: inout some ColumnVisitor<ClockRequest>) -> ClockRequest {
    var request = ClockRequest(
      id: column(key: "clock_request_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      sequence: column(once: "sequence", \.sequence), requestedAt: column(once: "requested_at", \.requestedAt))
    request.target = column(once: "target", \.target)
    let step = column(once: "step", \.step?.wholeMicroseconds)
    request.step = step.map { .microseconds($0) }
    request.actionAttemptID = column(once: "action_attempt_id", \.actionAttemptID)
    return request
  }
}
