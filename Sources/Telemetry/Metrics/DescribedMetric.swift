/// What is measured, in the order in which it is printed. The names are those under which monitoring finds it.
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
    case .requestSeconds: "Time from a request's head to its answer, by operation."
    case .requestsInFlight: "Requests that are being worked on."
    case .providerCalls: "Calls of the provider by verb and status; status lost where no answer came."
    case .providerSeconds: "Time that the provider took."
    case .webhookAttempts: "Attempts to deliver an event, by result."
    case .webhooksPaused: "Webhooks to which nothing is sent, as an event was given up."
    case .webhookEventsWaiting: "Events that were taken up for webhooks and not delivered yet."
    case .webhookEventsExhausted: "Events that were given up."
    case .sites: "Sites by state: healthy, or what is wrong."
    case .usersDue: "ACS users for whom something is to be done at the provider now."
    case .overdueRevocations: "Revocations that Salto KS has not confirmed a minute after they were due, by site."
    case .overdueRevocationAge: "For how long the oldest of a site's overdue revocations has been due."
    case .events: "Number of the last event, by workspace."
    }
  }
}
