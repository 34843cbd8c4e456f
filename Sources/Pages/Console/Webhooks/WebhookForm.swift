import API
import HTTPTypes
import Wire

/// The form of a new webhook, or of the kinds of events of a known one.
struct WebhookForm: Sendable {
  private let visit: ConsoleVisit
  /// Nil for a new one.
  private let webhook: Webhook?

  init(creatingIn visit: ConsoleVisit) {
    self.visit = visit
    webhook = nil
  }

  init(editing webhook: Webhook, _ visit: ConsoleVisit) {
    self.visit = visit
    self.webhook = webhook
  }

  func page(_ faults: ConsoleFaults) -> ConsolePage {
    let title = webhook.map { "Events for \($0.host)" } ?? "New webhook"
    let back = webhook.map { visit.link("webhooks/\($0.webhookID)") } ?? visit.link("webhooks")
    let urlField = ConsoleField(
      "url", "Address", value: visit.form["url"], hint: "Such as https://pms.example.com/latchkey", isRequired: true,
      faults: faults, autocomplete: "off")
    let isNew = webhook == nil
    let (step, button) = isNew ? ("create", "Create the webhook") : ("save", "Save")
    let urlContext = isNew ? urlField.context : nil
    return ConsolePage(
      title: title, template: "webhooks/form",
      context: [
        "title": title, "list": visit.link("webhooks"), "back": back, "action": visit.same([:]),
        "urlField": shown(urlContext), "address": shown(webhook?.url),
        "scopeField": scopeField(faults).context, "groups": groups, "step": step, "seen": seen,
        "button": button,
      ], notices: faults.isEmpty ? [] : [faults.notice], status: faults.isEmpty ? .ok : .unprocessableContent)
  }

  /// Creates the webhook, and shows its page with the signing secret.
  func create() async throws -> ConsolePage {
    var faults = ConsoleFaults.none
    var create = Webhooks.Create()
    create.url = visit.form.filled("url") ?? ""
    create.eventTypes = chosen(&faults)
    if create.url.isEmpty { faults.add("url", "Give the address of your receiver.") }
    guard faults.isEmpty else { return page(faults) }
    let made: Webhook
    do { made = try await visit.call(create) } catch let error as APIError where error.status == 400 {
      return page(ConsoleFaults(error, fields: Self.fields))
    }
    let secret = ShownSecret(
      title: "The webhook is ready.",
      text: "Your receiver checks by this signing secret that an event comes from here.",
      secret: made.secret ?? "")
    return try await WebhookPage(visit, made.webhookID).page(secret: secret)
  }

  func save() async throws -> ConsoleAnswer? {
    guard let webhook, visit.form.step == "save" else { return nil }
    var faults = ConsoleFaults.none
    var update = Webhooks.Update()
    update.webhookID = webhook.webhookID
    update.eventTypes = chosen(&faults)
    if visit.form["seen"] ?? seen != seen {
      faults.add("scope", "Somebody changed meanwhile which events are sent. What you chose is not saved yet.")
    }
    guard faults.isEmpty else { return .page(page(faults)) }
    _ = try await visit.call(update, ifUnchanged: webhook.webhookID.text)
    return .seeOther("webhooks/\(percentEncoded(webhook.webhookID.text))?done=saved")
  }

  /// The kinds of events that are sent, so that an outdated form overwrites nothing.
  private var seen: String { (webhook?.eventTypes ?? []).sorted().joined(separator: " ") }

  private static let fields = ["event_types": "scope"]

  /// The chosen types.
  private func chosen(_ faults: inout ConsoleFaults) -> [String] {
    if visit.form["scope"] != "some" { return ["*"] }
    let typed = typed
    let types = EventType.allCases.map(\.rawValue).filter { typed.contains($0) }
    if types.isEmpty { faults.add("scope", "Choose at least one kind of event, or all.") }
    return types
  }

  /// Whether the form was sent, so that it shows what was chosen in it.
  private var isSent: Bool { visit.form["scope"] != nil }
  private var typed: Set<String> { Set(visit.form.all("types")) }

  private func scopeField(_ faults: ConsoleFaults) -> ConsoleField {
    let isForSome = isSent ? visit.form["scope"] == "some" : webhook.map { !$0.isForAll } ?? false
    return ConsoleField(
      "scope", "Which events are sent",
      .radios([
        ConsoleChoice("all", "All events", isChosen: !isForSome, detail: "Also of kinds that later versions add."),
        ConsoleChoice("some", "Only the kinds chosen below", isChosen: isForSome),
      ]), faults: faults)
  }

  /// The kinds of events by what they are about.
  private var groups: [ConsoleContext] {
    let known = isSent ? typed : Set(webhook?.eventTypes ?? [])
    let types = Dictionary(grouping: EventType.allCases.map(\.rawValue)) { type in
      String(type.prefix { $0 != "." })
    }
    return types.sorted { $0.key < $1.key }.map { subject, types in
      let choices = types.map { ["value": $0, "isChosen": known.contains($0)] as ConsoleContext }
      let count = types.filter { known.contains($0) }.count
      return [
        "title": Self.title(subject), "choices": choices, "isOpen": count > 0,
        "count": shown(count > 0 ? "\(count) chosen" : nil),
      ]
    }
  }

  /// Such as "Access grant" for `access_grant`.
  private static func title(_ subject: String) -> String {
    let words = subject.split(separator: "_").joined(separator: " ")
    if words.hasPrefix("acs ") { return "ACS\(words.dropFirst(3))" }
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
