import API
import Wire

/// How the delivery to a webhook goes.
enum WebhookCondition: Sendable {
  case receiving, retrying, paused

  init(_ state: WebhookState) {
    let hasFailed = state.attempts.first.map { $0.problem != nil } ?? false
    if state.pausedAt != nil {
      self = .paused
    } else {
      self = state.waitingCount > 0 && hasFailed ? .retrying : .receiving
    }
  }

  var badge: ConsoleContext {
    switch self {
    case .receiving: ConsoleParts.badge(.ok, "Receiving")
    case .retrying: ConsoleParts.badge(.warn, "Retrying")
    case .paused: ConsoleParts.badge(.bad, "Paused")
    }
  }
}

extension Webhook {
  /// The host of the URL, as the short name of the webhook.
  var host: String {
    guard let mark = url.firstRange(of: "://") else { return url }
    return String(url[mark.upperBound...].prefix { $0 != "/" && $0 != "?" })
  }

  /// Whether it gets events of every kind.
  var isForAll: Bool { eventTypes?.contains("*") ?? true }

  /// Which events are sent, in words.
  var kinds: String {
    if isForAll { return "All" }
    let count = eventTypes?.count ?? 0
    return count == 1 ? "1 kind" : "\(count) kinds"
  }
}

extension WebhookState.Attempt {
  /// What came of the attempt, in words.
  var outcome: String { problem ?? statusCode.map { "Status \($0)" } ?? "No response" }
}

/// A number of events, in words.
func eventCount(_ count: Int) -> String { count == 1 ? "1 event" : "\(ConsoleParts.grouped(count)) events" }
