import API
import Core
import Engine
import HTTPTypes
import Hummingbird
import NIOCore
import Store
import Wire

/// What those who watch over the server ask for: how it and every site do, and what it measured.
struct Monitoring: Sendable {
  static let metricsPath = "/metrics"

  let database: Database
  let clocks: WorkspaceClocks
  let metrics: Metrics
  let gate: RequestGate
  /// A token that opens the metrics beside API keys; nil for none.
  let token: String?

  /// Whether a request shows the token.
  func isKnown(_ headers: HTTPFields) -> Bool {
    guard let token, let header = headers[.authorization], header.lowercased().hasPrefix("bearer ") else { return false }
    return areEqualInConstantTime(sha256Text(String(header.dropFirst(7))), sha256Text(token))
  }

  /// The state of every site, without names, since anybody may ask.
  func health() async -> JSON {
    let conditions = try? await database.read { try $0.siteConditions() }
    let takesWrites = await database.takesWrites()
    let works = takesWrites ? "It answers." : "It cannot be written; see the server's log."
    let description = conditions == nil ? "It does not answer." : works
    let isHealthy = conditions != nil && takesWrites
    let database = JSON.object([
      "service": .string("database"), "status": .string(isHealthy ? "healthy" : "down"),
      "description": .string(description),
    ])
    return .object([
      "ok": .bool(isHealthy), "msg": .string("Latchkey is here."),
      "last_service_evaluation_at": .string(clocks.system.now().description),
      "service_health_statuses": .array([database] + (conditions ?? []).map(\.status)),
    ])
  }

  func text() async throws -> String {
    let clocks = clocks
    let (conditions, webhooks, perWorkspace) = try await database.read { connection in
      (
        try connection.siteConditions(), try connection.webhookCondition(),
        try connection.workspaces().map { workspace in
          (
            workspace.id, try connection.lastEventSequence(in: workspace.id),
            try connection.dueUserCount(in: workspace.id, at: clocks.now(in: workspace.id))
          )
        }
      )
    }
    var gauges = Dictionary(grouping: conditions, by: \.word).map { word, sites in
      Gauge(.sites, ("state", word), value: sites.count)
    }
    for (workspace, sequence, due) in perWorkspace {
      gauges.append(Gauge(.events, ("workspace_id", workspace.text), value: sequence))
      gauges.append(Gauge(.usersDue, ("workspace_id", workspace.text), value: due))
    }
    gauges.append(Gauge(.requestsInFlight, value: gate.count))
    gauges.append(Gauge(.webhooksPaused, value: webhooks.paused))
    gauges.append(Gauge(.webhookEventsWaiting, value: webhooks.waiting))
    gauges.append(Gauge(.webhookEventsExhausted, value: webhooks.exhausted))
    return metrics.text(gauges)
  }
}

extension SiteCondition {
  fileprivate var word: String { accountFault ?? fault?.rawValue ?? "healthy" }

  fileprivate var status: JSON {
    let isDown = accountFault != nil || fault?.isDisconnection ?? false
    return .object([
      "service": .string("acs_system \(acsSystemID)"),
      "status": .string(isDown ? "down" : fault == nil ? "healthy" : "degraded"),
      "description": .string(word == "healthy" ? "It is in step." : "What is wrong: \(word)."),
    ])
  }
}
