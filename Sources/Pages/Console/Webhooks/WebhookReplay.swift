import API
import HTTPTypes
import Wire

/// Sends events to a webhook again, from a number or a moment on, after saying what that will do.
struct WebhookReplay: Sendable {
  private let visit: ConsoleVisit
  private let id: ID<Webhook>

  init(_ visit: ConsoleVisit, _ id: ID<Webhook>) {
    self.visit = visit
    self.id = id
  }

  /// The page that asks before the replay, or the webhook's page with what is wrong.
  func asking() async throws -> ConsolePage {
    var (get, getState) = (Webhooks.Get(), WebhookDeliveries.Get())
    get.webhookID = id
    getState.webhookID = id
    let webhook = try await visit.call(get)
    let last = try await visit.call(getState).lastSequence
    var faults = ConsoleFaults.none
    guard let start = try await start(last: last, &faults) else {
      return try await WebhookPage(visit, id).page(faults: faults)
    }
    let address = visit.link("webhooks/\(id)")
    var page = ConsolePage.asking(sheet(webhook, from: start, to: last, address), faults: .none, back: address)
    page.status = .ok
    return page
  }

  func replay() async throws -> ConsoleAnswer? {
    guard let start = visit.form["from"].flatMap({ Int($0) }) else { return nil }
    var replay = WebhookDeliveries.Replay()
    replay.webhookID = id
    replay.fromSequence = start
    _ = try await visit.call(replay)
    return .seeOther("webhooks/\(percentEncoded(id.text))?done=replayed")
  }

  private func sheet(_ webhook: Webhook, from start: Int, to last: Int, _ address: String) -> ConsoleSheet {
    let count = eventCount(last - start + 1)
    let range = start == last ? "Event \(start) is" : "Events \(start) to \(last) are"
    let kinds = webhook.isForAll ? "\(range) sent again." : "\(range) sent again, as far as they are of its kinds."
    return ConsoleSheet(
      id: "replay", title: "Send \(count) to \(webhook.host) again?", action: address, step: "replay",
      button: "Replay \(count)",
      consequences: [
        (.refresh, "\(kinds) Events that are no longer kept are not sent."),
        (.info, "Each keeps its ID, so that a receiver can skip those that it knows."),
        (.clock, "If sending is paused, it goes on. Events that failed before number \(start) stay as they are."),
      ], values: [("from", "\(start)")])
  }

  /// The number of the first event to send. Nil with a fault if there is none.
  private func start(last: Int, _ faults: inout ConsoleFaults) async throws -> Int? {
    if let text = visit.query.filled("from") {
      guard let number = Int(text), (1...max(last, 1)).contains(number), last > 0 else {
        faults.add("from", last > 0 ? "Give a number from 1 to \(last)." : "No event was recorded yet.")
        return nil
      }
      return number
    }
    guard let text = visit.query.filled("since") else {
      faults.add("from", "Give the number of an event, or a moment.")
      return nil
    }
    guard let moment = visit.times().instant(text) else {
      faults.add("since", "Give a date and a time.")
      return nil
    }
    var before = Activities.List()
    before.before = moment
    before.limit = 1
    let number = (try await visit.call(before).items.first?.sequence ?? 0) + 1
    if number > last {
      faults.add("since", "No event was recorded since then.")
      return nil
    }
    return number
  }
}
