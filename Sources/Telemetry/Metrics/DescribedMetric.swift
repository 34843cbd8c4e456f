/// The described metrics, in the order in which they are printed. The raw values are their names.
package enum DescribedMetric: String, Sendable, CaseIterable {
  case requests = "latchkey_requests_total"
  case requestSeconds = "latchkey_request_seconds"
  case requestsInFlight = "latchkey_requests_in_flight"
  case providerCalls = "latchkey_provider_calls_total"
  case providerSeconds = "latchkey_provider_call_seconds"
  case webhookAttempts = "latchkey_webhook_attempts_total"
  case webhooksPaused = "latchkey_webhooks_paused"
  case webhookEventsWaiting = "latchkey_webhook_events_waiting"
  case webhookEventsExhausted = "latchkey_webhook_events_exhausted"
  case sites = "latchkey_sites"
  case usersDue = "latchkey_acs_users_due"
  case overdueRevocations = "latchkey_overdue_revocations"
  case overdueRevocationAge = "latchkey_oldest_overdue_revocation_seconds"
  case events = "latchkey_last_event_sequence"
  case nodes = "latchkey_nodes"
  case nodeClaims = "latchkey_node_claims"
  case freeClaims = "latchkey_free_claims"
  case claimTakeUps = "latchkey_claim_take_ups"

  var kind: PrometheusKind {
    switch self {
    case .requests, .providerCalls, .webhookAttempts: .counter
    case .requestSeconds, .providerSeconds: .histogram
    default: .gauge
    }
  }

  var help: String {
    switch self {
    case .requests: "Requests by operation and status."
    case .requestSeconds: "Time from a request's head to its response, by operation."
    case .requestsInFlight: "Requests in progress."
    case .providerCalls: "Calls of the provider by verb and status. Status `lost` if there was no response."
    case .providerSeconds: "Response time of the provider."
    case .webhookAttempts: "Attempts to deliver an event, by result."
    case .webhooksPaused: "Webhooks that are paused because an event could not be delivered."
    case .webhookEventsWaiting: "Events queued for webhooks and not delivered yet."
    case .webhookEventsExhausted: "Events whose delivery failed for good."
    case .sites: "Sites by state: `healthy` or the problem."
    case .usersDue: "ACS users with changes due at the provider."
    case .overdueRevocations: "Revocations that the provider has not confirmed a minute after they were due, by site."
    case .overdueRevocationAge: "Age of the oldest overdue revocation of a site."
    case .events: "Sequence number of the latest event, by workspace."
    case .nodes: "Living servers of the database: 1 for each, or 0 if it is stopping."
    case .nodeClaims: "Accounts, sandboxes and webhooks that a server works for, by kind."
    case .freeClaims: "Accounts, sandboxes and webhooks that no living server works for."
    case .claimTakeUps: "How often an account, a sandbox or a webhook was taken up, with the server that works for it."
    }
  }
}
