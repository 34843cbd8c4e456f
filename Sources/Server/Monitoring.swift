import API
import Core
import Engine
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Store
import Wire

/// What those who watch over the server ask for: what it measured.
///
/// Numbers that are not of one workspace are for the watchman alone, who has a token for that. Who runs a workspace sees
/// what there is to count in it.
struct Monitoring: Sendable {
  static let metricsPath = "/metrics"

  let database: Database
  let clocks: WorkspaceClocks
  let metrics: Metrics
  let gate: RequestGate
  /// The watchman's token; nil for none.
  let token: String?

  /// Whether a request shows the token.
  func isKnown(_ headers: HTTPFields) -> Bool {
    guard let token, let header = headers[.authorization], header.lowercased().hasPrefix("bearer ") else { return false }
    return areEqualInConstantTime(sha256Text(String(header.dropFirst(7))), sha256Text(token))
  }

  /// The numbers of the whole server.
  func text() async throws -> String {
    let clocks = clocks
    var gauges = try await database.read { connection in
      let workspaces = try connection.workspaces().flatMap { try connection.numbers(of: $0.id, clocks) }
      return workspaces + (try connection.conditions(in: nil))
    }
    gauges.append(Gauge(.requestsInFlight, value: gate.count))
    return metrics.text(gauges)
  }

  /// The numbers of one workspace.
  func text(of workspace: ID<Workspace>) async throws -> String {
    let clocks = clocks
    return Metrics.text(
      of: try await database.read { try $0.numbers(of: workspace, clocks) + $0.conditions(in: workspace) })
  }
}

extension Connection {
  /// What is counted for each workspace.
  fileprivate func numbers(of workspace: ID<Workspace>, _ clocks: WorkspaceClocks) throws -> [Gauge] {
    let now = clocks.now(in: workspace)
    let due = try dueUserCount(in: workspace, at: now)
    return [
      Gauge(.events, ("workspace_id", workspace.text), value: try lastEventSequence(in: workspace)),
      Gauge(.usersDue, ("workspace_id", workspace.text), value: due),
    ] + (try overdueRevocations(of: workspace, now: now))
  }

  /// The overdue revocations of each site, with the age of the oldest.
  private func overdueRevocations(of workspace: ID<Workspace>, now: Instant) throws -> [Gauge] {
    try overdueRevocations(in: workspace, before: now - revocationGrace).flatMap { site -> [Gauge] in
      let system = site.acsSystemID.text
      let age = site.oldest.map { Int((now - $0).components.seconds) } ?? 0
      return [
        Gauge(
          .overdueRevocations, ("workspace_id", workspace.text), ("acs_system_id", system), value: site.count),
        Gauge(.overdueRevocationAge, ("workspace_id", workspace.text), ("acs_system_id", system), value: age),
      ]
    }
  }

  /// What is counted over the sites and webhooks of one workspace, or of all.
  fileprivate func conditions(in workspace: ID<Workspace>?) throws -> [Gauge] {
    let webhooks = try webhookCondition(in: workspace)
    let sites = Dictionary(grouping: try siteConditions(in: workspace), by: \.word)
    return sites.map { Gauge(.sites, ("state", $0), value: $1.count) } + [
      Gauge(.webhooksPaused, value: webhooks.paused), Gauge(.webhookEventsWaiting, value: webhooks.waiting),
      Gauge(.webhookEventsExhausted, value: webhooks.exhausted),
    ]
  }
}
