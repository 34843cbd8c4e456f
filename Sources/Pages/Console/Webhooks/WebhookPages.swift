import API
import Wire

/// The webhooks of the workspace: where events are sent, whether they arrive, and sending them again.
enum WebhookPages: ConsoleSection {
  static let name = "webhooks"
  static let role = OperatorRole.administrator
  static let templates = [
    "webhooks/list": WebhookTemplates.list, "webhooks/webhook": WebhookTemplates.webhook,
    "webhooks/deliveries": WebhookTemplates.deliveries, "webhooks/attempts": WebhookTemplates.attempts,
    "webhooks/form": WebhookTemplates.form,
  ]

  static func show(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    guard let first = visit.path.first else { return .page(try await WebhookList(visit).page()) }
    if visit.path == ["new"] { return .page(WebhookForm(creatingIn: visit).page(.none)) }
    let id = ID<Webhook>(first)
    switch visit.path.dropFirst() {
    case []: return .page(try await WebhookPage(visit, id).page(notices: doneNotices(visit)))
    case ["edit"]: return .page(WebhookForm(editing: try await webhook(id, visit), visit).page(.none))
    case ["replay"]: return .page(try await WebhookReplay(visit, id).asking())
    default: return nil
    }
  }

  static func submit(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    if visit.path == ["new"] { return .page(try await WebhookForm(creatingIn: visit).create()) }
    guard let first = visit.path.first else { return nil }
    let id = ID<Webhook>(first)
    if visit.path == [first, "edit"] {
      return try await WebhookForm(editing: try await webhook(id, visit), visit).save()
    }
    guard visit.path == [first] else { return nil }
    switch visit.form.step {
    case "resume":
      var resume = WebhookDeliveries.Resume()
      resume.webhookID = id
      _ = try await visit.call(resume)
      return .seeOther("webhooks/\(percentEncoded(first))?done=resumed")
    case "replay": return try await WebhookReplay(visit, id).replay()
    case "test": return .page(try await test(id, visit))
    case "secret": return .page(try await secret(of: id, visit))
    case "delete":
      var delete = Webhooks.Delete()
      delete.webhookID = id
      _ = try await visit.call(delete)
      return .seeOther("webhooks?done=deleted")
    default: return nil
    }
  }

  private static func webhook(_ id: ID<Webhook>, _ visit: ConsoleVisit) async throws -> Webhook {
    var get = Webhooks.Get()
    get.webhookID = id
    return try await visit.call(get)
  }

  private static func doneNotices(_ visit: ConsoleVisit) -> [ConsoleNotice] {
    switch visit.query["done"] {
    case "resumed": [ConsoleNotice(.ok, "Sending goes on.", "What waited is sent now.")]
    case "replayed": [ConsoleNotice(.ok, "The events are being sent again.", "Load the page again to see how it goes.")]
    case "saved": [ConsoleNotice(.ok, "The kinds of events are saved.", "They apply to events from now on.")]
    default: []
    }
  }

  private static func test(_ id: ID<Webhook>, _ visit: ConsoleVisit) async throws -> ConsolePage {
    var send = WebhookDeliveries.SendTestEvent()
    send.webhookID = id
    let test = try await visit.call(send)
    let status = test.statusCode.map { "It responded with status \($0)." } ?? "It did not respond."
    let notice =
      test.isDelivered
      ? ConsoleNotice(.ok, "The receiver took the test event.", status)
      : ConsoleNotice(.bad, "The receiver did not take the test event.", test.problem.map { "\($0)." } ?? status)
    return try await WebhookPage(visit, id).page(notices: [notice])
  }

  private static func secret(of id: ID<Webhook>, _ visit: ConsoleVisit) async throws -> ConsolePage {
    let secret = ShownSecret(
      title: "The signing secret.", text: "Your receiver checks by it that an event comes from here.",
      secret: try await webhook(id, visit).secret ?? "")
    return try await WebhookPage(visit, id).page(secret: secret)
  }
}
