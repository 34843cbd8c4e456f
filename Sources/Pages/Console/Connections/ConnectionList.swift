import API
import Wire

/// The accounts with their sites.
struct ConnectionList {
  /// Accounts have few sites, and their state of reading is a call of its own.
  private static let accountMax = 10

  private let visit: ConsoleVisit

  init(_ visit: ConsoleVisit) { self.visit = visit }

  /// - Parameter connectAddress: the address on which another account is connected. A page with it stays as it is.
  func page(notices: [ConsoleNotice] = [], connectAddress: String? = nil) async throws -> ConsolePage {
    var request = ConnectedAccounts.List()
    request.limit = Self.accountMax
    let trail = ConsoleTrail(visit, "page")
    request.pageCursor = trail.cursor.map { .value($0) }
    let found = try await visit.call(request)
    let systems = try await visit.call(AcsSystems.List())
    var accounts: [ConsoleContext] = []
    var isReading = false
    for account in found.items {
      var get = SiteSyncs.Get()
      get.connectedAccountID = account.connectedAccountID
      let sync = try await visit.call(get)
      let states = SiteReadings(sync)
      isReading = isReading || states.isReading
      let own = systems.filter { $0.connectedAccountID == account.connectedAccountID }
      accounts.append(context(account, own, states))
    }
    let pager = trail.pager("accounts", shown: accounts.count, found.pagination)
    let hasPages = found.pagination.hasNextPage || trail.cursor != nil
    return ConsolePage(
      title: "Connections", template: "connections/list",
      context: [
        "action": visit.link(ConnectionPages.name), "accounts": accounts, "hasAccounts": !accounts.isEmpty,
        "connectAddress": shown(connectAddress), "here": visit.link(ConnectionPages.name),
        "pager": shown(hasPages ? pager : nil),
      ], notices: notices, refreshSeconds: isReading && connectAddress == nil ? ConnectionPages.refreshSeconds : nil)
  }

  private func context(
    _ account: ConnectedAccount, _ systems: [AcsSystem], _ readings: SiteReadings
  ) -> ConsoleContext {
    let id = account.connectedAccountID.text
    let removal = AccountRemoval(account, visit)
    let sites = systems.filter { !$0.isCredentialManager }.sorted {
      ($0.name, $0.acsSystemID.text) < ($1.name, $1.acsSystemID.text)
    }
    let problems =
      account.errors.map { problem("is-bad", $0.message) } + account.warnings.map { problem("is-warn", $0.message) }
    let since = account.createdAt.map { ", connected \(visit.times().text($0))" } ?? ""
    return [
      "id": "account-\(id)", "name": account.displayName, "detail": "\(account.accountTypeDisplayName)\(since)",
      "sync": ConsoleForm(
        action: visit.link(ConnectionPages.name), step: ConnectionStep.sync.rawValue, button: "Read now",
        values: [(name: "account", value: id)], icon: .refresh
      ).context,
      "removal": removal.sheet(systems, doors: readings.doorCount).context, "removalID": removal.id,
      "problems": problems, "hasProblems": !problems.isEmpty, "hasSites": !sites.isEmpty,
      "sites": sites.map { row($0, readings) },
      "readings": readings.running.map(\.progress), "hasReadings": readings.isReading,
    ]
  }

  private func row(_ system: AcsSystem, _ readings: SiteReadings) -> ConsoleContext {
    let times = visit.times(visit.site(system.acsSystemID))
    let reading = readings[system.acsSystemID]
    let state = SiteState(system, reading)
    return [
      "name": system.name, "href": visit.link("\(ConnectionPages.name)/\(system.acsSystemID.text)"),
      "badge": ConsoleParts.badge(state.kind, state.text),
      "doors": reading?.entranceCount.map { ConsoleParts.grouped($0) } ?? "–",
      "people": system.acsUserCount.map { ConsoleParts.grouped($0) } ?? "–",
      "seats": reading?.seatWords ?? "–",
      "readAt": shown(reading?.lastSyncedAt.map { times.moment($0) }),
    ]
  }

  private func problem(_ kind: String, _ text: String) -> ConsoleContext {
    ["class": kind, "icon": icon(kind == "is-bad" ? .xCircle : .warn), "problem": text]
  }
}
