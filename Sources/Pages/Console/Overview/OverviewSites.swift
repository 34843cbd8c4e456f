import API
import Wire

/// The sites with their state, what waits for them, and the forecast of seats of one of them.
enum OverviewSites {
  /// The number of sites on the page. The rest is on the page of connections.
  private static let siteMax = 20

  static func context(_ visit: ConsoleVisit) async throws -> ConsoleContext {
    async let seats = seats(visit)
    var rows: [ConsoleContext] = []
    let shownSites = visit.sites.prefix(siteMax)
    let readings = try await readings(of: Set(shownSites.map(\.account)), visit)
    for site in shownSites {
      var request = SiteSyncs.GetWaiting()
      request.acsSystemID = site.id
      let row = row(site, try await visit.call(request), visit)
      let more: ConsoleContext = [
        "doors": try await doorCount(site, visit), "seats": readings[site.id]?.seatWords ?? "–",
        "read": shown(readings[site.id]?.lastSyncedAt.map { visit.times(site).moment($0) }),
      ]
      rows.append(row.merging(more) { $1 })
    }
    let rest = visit.sites.count - rows.count
    return [
      "sites": rows, "moreSites": shown(rest > 0 ? counted(rest, "more site", "more sites") : nil),
      "connections": visit.link("connections"), "seats": shown(try await seats),
    ]
  }

  /// What is known of each site of some accounts since it was last read.
  private static func readings(
    of accounts: Set<ID<ConnectedAccount>>, _ visit: ConsoleVisit
  ) async throws -> [ID<AcsSystem>: AccountSync.Site] {
    var found: [ID<AcsSystem>: AccountSync.Site] = [:]
    for account in accounts {
      var get = SiteSyncs.Get()
      get.connectedAccountID = account
      for site in try await visit.call(get).sites { found[site.acsSystemID] = site }
    }
    return found
  }

  private static func doorCount(_ site: ConsoleSite, _ visit: ConsoleVisit) async throws -> String {
    var list = DeskDoors.List()
    list.acsSystemID = site.id
    list.limit = 1
    return counted(try await visit.call(list).pagination.totalCount ?? 0, "door", "doors")
  }

  private static func row(_ site: ConsoleSite, _ waiting: SiteWaiting, _ visit: ConsoleVisit) -> ConsoleContext {
    let times = visit.times(site)
    let state: (kind: String, icon: ConsoleIcon, text: String)
    if !site.isConnected {
      state = ("is-bad", .plug, "Disconnected")
    } else if waiting.problem != nil {
      state = ("is-bad", .xCircle, "Does not take changes")
    } else if let first = waiting.absentIQs.map(\.since).min() {
      state = ("is-bad", .wifiOff, "Offline since \(times.text(first))")
    } else {
      state = ("is-ok", .checkCircle, "Healthy")
    }
    return [
      "name": site.name, "href": shown(visit.may(.administrator) ? visit.link("connections") : nil),
      "state": state.kind, "icon": icon(state.icon), "text": state.text, "waiting": sentence(waiting),
    ]
  }

  /// What waits for a site, in one line.
  private static func sentence(_ waiting: SiteWaiting) -> String {
    var parts: [String] = []
    if let problem = waiting.problem { parts.append(problem) }
    if !waiting.absentIQs.isEmpty {
      let doors = waiting.absentIQs.map(\.doorCount).reduce(0, +)
      parts.append("\(counted(doors, "door gets", "doors get")) no changes.")
    }
    if let first = waiting.changes.first {
      let people = Set(waiting.changes.map(\.acsUserID)).count
      let rest = people > 1 ? " and \(counted(people - 1, "other", "others"))" : ""
      let count = counted(waiting.changes.count, "change waits", "changes wait")
      parts.append("\(count), for \(first.displayName)\(rest).")
    }
    return parts.isEmpty ? "Nothing waits." : parts.joined(separator: " ")
  }

  /// The forecast of the chosen site, or else of the first.
  private static func seats(_ visit: ConsoleVisit) async throws -> ConsoleContext? {
    let chosen = visit.sites.first { $0.id.text == visit.query["site"] } ?? visit.sites.first
    guard let site = chosen else { return nil }
    var request = SeatOperations.Forecast()
    request.acsSystemID = site.id
    let forecast = try await visit.call(request)
    let choices = visit.sites.map { ConsoleChoice($0.id.text, $0.name, isChosen: $0.id == site.id) }
    let field = ConsoleField("site", "Site", .select(choices))
    let names = try await names(ofThoseWithout: forecast, visit)
    var context = SeatPlot(forecast, ofSite: site.name, names: names, visit.times(site)).context
    context["choice"] = shown(choices.count > 1 ? field.context : nil)
    context["action"] = visit.link("overview#seats")
    return context
  }

  /// The names that the table of the forecast can show: the first ones of each day.
  private static func names(
    ofThoseWithout forecast: SeatForecastAnswer, _ visit: ConsoleVisit
  ) async throws -> [ID<AcsUser>: String] {
    let ids = Set(forecast.days.flatMap { $0.without.prefix(3).map(\.acsUserID) })
    if ids.isEmpty { return [:] }
    var list = DeskPeople.List()
    list.acsUserIDs = ids.sorted { $0.text < $1.text }
    list.limit = ids.count
    let people = try await visit.call(list).items
    return Dictionary(people.map { ($0.acsUserID, $0.displayName) }) { first, _ in first }
  }
}
