import API
import HTTPTypes
import Wire

/// The page of one webhook: whether events arrive, each attempt, and sending events again.
struct WebhookPage: Sendable {
  private static let rowMax = 50
  private let visit: ConsoleVisit
  private let id: ID<Webhook>
  private let times: ConsoleTimes

  init(_ visit: ConsoleVisit, _ id: ID<Webhook>) {
    self.visit = visit
    self.id = id
    times = visit.times()
  }

  private var address: String { visit.link("webhooks/\(id)") }

  /// - Parameters:
  ///   - secret: the signing secret, where it was asked for.
  ///   - faults: those of the form that replays events.
  func page(
    notices: [ConsoleNotice] = [], secret: ShownSecret? = nil, faults: ConsoleFaults = .none
  ) async throws -> ConsolePage {
    var (get, getState) = (Webhooks.Get(), WebhookDeliveries.Get())
    get.webhookID = id
    getState.webhookID = id
    let webhook = try await visit.call(get)
    let state = try await visit.call(getState)
    let kinds = webhook.isForAll ? "all events" : "\(webhook.kinds) of events"
    let types: [String] = webhook.eventTypes ?? []
    let (deliveries, attempts) = (try await deliveries(state), try await attempts())
    let context: ConsoleContext = [
      "list": visit.link("webhooks"), "address": address, "host": webhook.host, "url": webhook.url,
      "kinds": kinds, "badge": WebhookCondition(state).badge, "place": times.place,
      "editLink": visit.link("webhooks/\(id)/edit"), "paused": shown(pause(state)), "state": facts(state),
      "types": types, "hasTypes": !webhook.isForAll, "secret": shown(secret?.context),
      "deliveries": deliveries, "attempts": shown(attempts),
      "replayAction": visit.link("webhooks/\(id)/replay"), "replayFields": replayFields(state, faults).map(\.context),
      "deletion": deletion(of: webhook, state).context, "webhookID": id.text,
    ]
    return ConsolePage(
      title: webhook.host, template: "webhooks/webhook", context: context,
      notices: faults.isEmpty ? notices : [faults.notice], status: faults.isEmpty ? .ok : .unprocessableContent)
  }

  private func pause(_ state: WebhookState) -> ConsoleContext? {
    guard let since = state.pausedAt else { return nil }
    let problem = state.attempts.first { $0.problem != nil }?.problem
    let why = problem.map { "The last attempt failed: \($0). " } ?? ""
    return [
      "since": times.moment(since),
      "text": "\(why)\(eventCount(state.waitingCount + state.exhaustedCount)) waiting or failed. New events wait too.",
    ]
  }

  private func facts(_ state: WebhookState) -> ConsoleContext {
    [
      "waiting": ConsoleParts.grouped(state.waitingCount), "failed": ConsoleParts.grouped(state.exhaustedCount),
      "last": shown(state.attempts.first.map { times.moment($0.attemptedAt) }),
      "outcome": state.attempts.first?.outcome ?? "Nothing was sent yet",
    ]
  }

  private func deliveries(_ state: WebhookState) async throws -> ConsoleContext {
    let trail = ConsoleTrail(visit)
    var list = WebhookDeliveries.List()
    list.webhookID = id
    list.limit = Self.rowMax
    list.pageCursor = trail.cursor.map { .value($0) }
    let found = try await visit.call(list)
    let rows = found.items.map { row($0, isPaused: state.pausedAt != nil) }
    return [
      "rows": rows, "hasRows": !rows.isEmpty, "pager": trail.pager("events", shown: rows.count, found.pagination),
    ]
  }

  private func row(_ delivery: EventDelivery, isPaused: Bool) -> ConsoleContext {
    let last = delivery.attempts.first
    let count = delivery.attempts.count > 1 ? ", \(delivery.attempts.count) attempts" : ""
    let next = isPaused ? nil : delivery.nextAttemptAt
    let query: KeyValuePairs<String, String?> = [
      "event": delivery.eventID.text, "cursor": visit.query.filled("cursor"),
    ]
    return [
      "href": visit.link("webhooks/\(id)#attempts", query), "number": "\(delivery.sequence)",
      "kind": delivery.sentEvent?.eventType.rawValue ?? "deleted from the log",
      "happened": shown(delivery.sentEvent.map { times.moment($0.occurredAt) }), "badge": badge(delivery),
      "outcome": last.map { $0.outcome + count } ?? "–", "next": shown(next.map { times.moment($0) }),
    ]
  }

  private func badge(_ delivery: EventDelivery) -> ConsoleContext {
    switch delivery.state.known {
    case .delivered: ConsoleParts.badge(.ok, "Delivered")
    case .failed: ConsoleParts.badge(.bad, "Given up")
    case .waiting, nil:
      delivery.attempts.isEmpty ? ConsoleParts.badge(.info, "Waiting") : ConsoleParts.badge(.warn, "Retrying")
    }
  }

  /// The attempts for the event that the address names. Nil if it names none of this webhook.
  private func attempts() async throws -> ConsoleContext? {
    guard let event = visit.query.filled("event") else { return nil }
    var list = WebhookDeliveries.List()
    list.webhookID = id
    list.eventID = ID(event)
    list.limit = 1
    guard let delivery = try await visit.call(list).items.first else { return nil }
    let rows = delivery.attempts.map { attempt in
      [
        "at": times.moment(attempt.attemptedAt), "outcome": attempt.outcome,
        "badge": attempt.problem == nil ? ConsoleParts.badge(.ok, "Taken") : ConsoleParts.badge(.bad, "Failed"),
      ] as ConsoleContext
    }
    return [
      "number": "\(delivery.sequence)", "rows": rows, "hasRows": !rows.isEmpty,
      "sent": shown(try delivery.sentEvent.map { indentedJSON(try JSON.parse($0.jsonBytes)) }),
      "replayLink": visit.link("webhooks/\(id)/replay", ["from": "\(delivery.sequence)"]), "eventID": event,
    ]
  }

  private func replayFields(_ state: WebhookState, _ faults: ConsoleFaults) -> [ConsoleField] {
    [
      ConsoleField(
        "from", "From event number", .number, value: visit.query["from"],
        hint: "The latest event has the number \(state.lastSequence).", faults: faults, autocomplete: "off"),
      ConsoleField(
        "since", "Or from a moment", .datetime, value: visit.query["since"], hint: "\(times.place) time.",
        faults: faults),
    ]
  }

  private func deletion(of webhook: Webhook, _ state: WebhookState) -> ConsoleSheet {
    let waiting = state.waitingCount + state.exhaustedCount
    let lost = waiting == 0 ? "" : ", not even the \(eventCount(waiting)) that did not arrive yet"
    return ConsoleSheet(
      id: "delete-webhook", title: "Delete the webhook to \(webhook.host)?", action: address, step: "delete",
      button: "Delete the webhook", cancel: "Keep the webhook", isDanger: true,
      consequences: [
        (.x, "Nothing is sent to \(webhook.url) from now on\(lost)."),
        (.x, "The list of attempts and the signing secret are lost."),
        (.check, "The events stay in the log and can go to another webhook."),
      ])
  }
}
