import API
import Wire

/// The list of API keys, with the forms that create and revoke them.
struct KeyList: Sendable {
  private let visit: ConsoleVisit
  private let times: ConsoleTimes

  init(_ visit: ConsoleVisit) {
    self.visit = visit
    times = visit.times()
  }

  /// - Parameter secret: the key that was just created.
  func page(notices: [ConsoleNotice] = [], secret: ShownSecret? = nil) async throws -> ConsolePage {
    // The newest first.
    let keys: [APIKey] = try await visit.call(APIKeys.List()).reversed()
    let sheets = keys.filter { $0.revokedAt.optional == nil }.map { revocation(of: $0).context }
    let context: ConsoleContext = [
      "rows": keys.map(row), "sheets": sheets, "newSheet": newKey(.none).context, "secret": shown(secret?.context),
      "place": times.place, "operators": visit.link("operators"),
    ]
    return ConsolePage(title: "API keys", template: "keys/list", context: context, notices: notices)
  }

  func newKey(_ faults: ConsoleFaults) -> ConsoleSheet {
    let isPublishable = visit.form["kind"] == "publishable"
    let kinds = [
      ConsoleChoice(
        "secret", "For a program on a server", isChosen: !isPublishable,
        detail: "It may do everything that an administrator may."),
      ConsoleChoice(
        "publishable", "For an app", isChosen: isPublishable,
        detail: "Publishable: it can only create empty client sessions."),
    ]
    return ConsoleSheet(
      id: "new-key", title: "New API key", action: visit.link("keys"), step: "create", button: "Create the key",
      fields: [
        ConsoleField(
          "name", "Name", value: visit.form["name"], hint: "Name the program, so that you know later what uses it.",
          isRequired: true, faults: faults, autocomplete: "off"),
        ConsoleField("kind", "What it is for", .radios(kinds)),
      ])
  }

  private func sheetID(_ key: APIKey) -> String { "revoke-\(key.apiKeyID)" }

  private func revocation(of key: APIKey) -> ConsoleSheet {
    let use = key.lastUsedAt.optional.map { "It was last used about \(times.text($0))." } ?? "It was not used yet."
    return ConsoleSheet(
      id: sheetID(key), title: "Revoke the key “\(key.name)”?", action: visit.link("keys"), step: "revoke",
      button: "Revoke the key", cancel: "Keep the key", isDanger: true,
      consequences: [
        (.x, "Programs that use it are refused with “401” from now on. \(use)"),
        (.x, "It cannot be restored. A program needs a new key."),
        (.check, "Stays, keys to doors and webhooks that it made stay as they are."),
      ], values: [("key", key.apiKeyID.text)])
  }

  private func row(_ key: APIKey) -> ConsoleContext {
    let revokedAt = key.revokedAt.optional
    let badge = key.isPublishable ? ConsoleParts.badge(.info, "Publishable") : ConsoleParts.badge(.ok, "Works")
    return [
      "name": key.name, "begin": key.beginsWith,
      "madeBy": key.createdBy.optional.map { AuditWords.author($0) } ?? "–", "created": times.moment(key.createdAt),
      "used": shown(key.lastUsedAt.optional.map { times.moment($0) }),
      "revoked": shown(revokedAt.map { times.moment($0) }), "badge": shown(revokedAt == nil ? badge : nil),
      "revokeID": shown(revokedAt == nil ? sheetID(key) : nil),
    ]
  }
}
