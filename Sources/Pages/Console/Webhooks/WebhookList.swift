import API
import Wire

/// The list of webhooks.
struct WebhookList: Sendable {
  private let visit: ConsoleVisit
  private let times: ConsoleTimes

  init(_ visit: ConsoleVisit) {
    self.visit = visit
    times = visit.times()
  }

  func page() async throws -> ConsolePage {
    let webhooks = try await visit.call(Webhooks.List())
    let states = try await visit.call(WebhookDeliveries.ListStates())
    let byID = Dictionary(states.map { ($0.webhookID, $0) }) { first, _ in first }
    let deleted = ConsoleNotice(.ok, "The webhook is deleted.", "The events are still in the log.")
    return ConsolePage(
      title: "Webhooks", template: "webhooks/list",
      context: [
        "rows": webhooks.map { row($0, byID[$0.webhookID]) }, "place": times.place,
        "newLink": visit.link("webhooks/new"),
        "nothing": shown(webhooks.isEmpty ? nothing : nil),
      ], notices: visit.query["done"] == "deleted" ? [deleted] : [])
  }

  private func row(_ webhook: Webhook, _ state: WebhookState?) -> ConsoleContext {
    let waiting = state?.waitingCount ?? 0
    return [
      "href": visit.link("webhooks/\(webhook.webhookID)"), "url": webhook.url, "kinds": webhook.kinds,
      "badge": shown(state.map { WebhookCondition($0).badge }), "waiting": ConsoleParts.grouped(waiting),
      "note": shown(waiting > 0 ? "\(ConsoleParts.grouped(waiting)) waiting" : nil),
      "sent": shown(state?.attempts.first.map { times.moment($0.attemptedAt) }),
    ]
  }

  private var nothing: ConsoleContext {
    [
      "icon": icon(.webhook), "title": "No webhooks yet",
      "text": "A webhook sends what happens to a system of yours, such as a booking system.",
      "links": [["href": visit.link("webhooks/new"), "text": "New webhook"] as ConsoleContext],
    ]
  }
}
