import API
import Core
import Engine
import HTTPTypes
import Metrics
import Operations
import Store
import Telemetry
import Wire

/// The metrics of the server.
///
/// Metrics of the whole server require the metrics token. Callers who run a workspace see
/// the metrics of that workspace.
struct Monitoring: Sendable {
  let database: Database
  let clocks: WorkspaceClocks
  let metrics: PrometheusMetrics
  let gate: RequestGate
  /// The metrics token. Nil for none.
  let token: String?

  /// Whether a request has the metrics token.
  func isKnown(_ headers: HTTPFields) -> Bool {
    guard let token, let header = headers[.authorization], header.lowercased().hasPrefix("bearer ") else {
      return false
    }
    return areEqualInConstantTime(sha256Text(String(header.dropFirst(7))), sha256Text(token))
  }

  /// The metrics of the whole server.
  func text() async throws -> String {
    let clocks = clocks
    var levels = try await database.read { connection in
      let workspaces = try connection.workspaces().flatMap { try connection.levels(of: $0.id, clocks) }
      return workspaces + (try connection.conditions(in: nil))
    }
    levels.append(Level(.requestsInFlight, value: gate.count))
    let readings = Self.readings(levels)
    if database.isShared {
      for level in try await NodeStore(database, clock: clocks.system).census().levels {
        Recorder(label: level.label, dimensions: level.dimensions, aggregate: false, factory: readings)
          .record(level.value)
      }
    }
    return metrics.text(with: readings)
  }

  /// The metrics of one workspace.
  func text(of workspace: ID<Workspace>) async throws -> String {
    let clocks = clocks
    let levels = try await database.read { try $0.levels(of: workspace, clocks) + $0.conditions(in: workspace) }
    return Self.readings(levels).text()
  }

  private static func readings(_ levels: [Level]) -> PrometheusMetrics {
    let readings = PrometheusMetrics()
    for level in levels {
      Recorder(label: level.metric.rawValue, dimensions: level.dimensions, aggregate: false, factory: readings)
        .record(level.value)
    }
    return readings
  }
}

/// A metric that is read on request.
private struct Level: Sendable {
  var metric: DescribedMetric
  var dimensions: [(String, String)]
  var value: Int

  init(_ metric: DescribedMetric, _ dimensions: (String, String)..., value: Int) {
    self.metric = metric
    self.dimensions = dimensions
    self.value = value
  }
}

extension Connection {
  /// The metrics of each workspace.
  fileprivate func levels(of workspace: ID<Workspace>, _ clocks: WorkspaceClocks) throws -> [Level] {
    let now = clocks.now(in: workspace)
    let due = try dueUserCount(in: workspace, at: now)
    return [
      Level(.events, ("workspace_id", workspace.text), value: try lastEventSequence(in: workspace)),
      Level(.usersDue, ("workspace_id", workspace.text), value: due),
    ] + (try overdueRevocations(of: workspace, now: now))
  }

  /// The overdue revocations of each site, with the age of the oldest.
  private func overdueRevocations(of workspace: ID<Workspace>, now: Instant) throws -> [Level] {
    try overdueRevocations(in: workspace, before: now - revocationGrace).flatMap { site -> [Level] in
      let system = site.acsSystemID.text
      let age = site.oldest.map { Int((now - $0).components.seconds) } ?? 0
      return [
        Level(
          .overdueRevocations, ("workspace_id", workspace.text), ("acs_system_id", system), value: site.count),
        Level(.overdueRevocationAge, ("workspace_id", workspace.text), ("acs_system_id", system), value: age),
      ]
    }
  }

  /// The metrics over the sites and webhooks of one workspace or of all.
  fileprivate func conditions(in workspace: ID<Workspace>?) throws -> [Level] {
    let webhooks = try webhookCondition(in: workspace)
    let sites = Dictionary(grouping: try siteConditions(in: workspace), by: \.word)
    return sites.map { Level(.sites, ("state", $0), value: $1.count) } + [
      Level(.webhooksPaused, value: webhooks.paused), Level(.webhookEventsWaiting, value: webhooks.waiting),
      Level(.webhookEventsExhausted, value: webhooks.exhausted),
    ]
  }
}
