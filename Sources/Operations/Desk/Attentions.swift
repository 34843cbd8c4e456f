import API
import Core
import Engine
import Store
import Wire

extension Platform {
  func handleAttentions(_ handlers: inout Handlers) {
    handlers.on(Attentions.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      let reconciler = reconciler
      return try await read(caller) { connection, now in
        let found = AttentionList(connection: connection, workspace: caller.workspaceID, now: now)
        let all = try found.items { reconciler.failure(at: $0) }
        let before = paging.range.from ?? 0
        let page = Array(all.dropFirst(before).prefix(paging.range.limit))
        let next = before + page.count < all.count ? before + page.count : nil
        return Page(page, paging.pagination(next: next, total: all.count))
      }
    }
  }
}

/// What needs attention in a workspace, as the resources themselves show it.
private struct AttentionList {
  /// How far seats are looked at.
  private static let forecastDays = 30
  /// The number of people, and of grants, with errors.
  private static let errorMax = 100
  /// How long refused records are shown.
  private static let refusalLife = Duration.seconds(86_400)

  let connection: Connection
  let workspace: ID<Workspace>
  let now: Instant

  /// - Parameter failure: the calls of a system's site that have been failing for too long.
  func items(_ failure: (ID<AcsSystem>) -> CallFailure?) throws -> [Attention] {
    let range = PageRange(from: nil, limit: Paging.rowMax)
    let accounts = try connection.connectedAccounts(ConnectedAccountFilter(), range, in: workspace).rows
    let sites = accounts.flatMap(\.systems).filter { !$0.isCredentialManager }
    let failing = sites.compactMap { site in
      failure(site.id).map { site.attention(toFailureSince: $0.since, $0.message(connection.brand)) }
    }
    let items =
      accounts.compactMap { $0.account.attention(connection.brand) }
      + sites.flatMap { $0.attention(connection.brand) } + failing
    let refused = try connection.refusedRecords(since: now - Self.refusalLife, in: workspace).map(\.attention)
    return try
      (items + absentIQs(of: sites) + shortages(at: sites) + peopleAndGrants() + webhooksAndBatteries() + refused)
      .worstFirst
  }

  private func absentIQs(of sites: [AcsSystemRecord]) throws -> [Attention] {
    let byID = Dictionary(sites.map { ($0.id, $0) }) { first, _ in first }
    return try connection.absentIQs(in: workspace).compactMap { absent in
      byID[absent.system]?.attention(toIQ: absent.iq, since: absent.since, doorCount: absent.doorCount)
    }
  }

  /// The first day on which each site has too few seats, if nobody lacks one already.
  private func shortages(at sites: [AcsSystemRecord]) throws -> [Attention] {
    if sites.isEmpty { return [] }
    let end = now + .seconds((Self.forecastDays + 1) * 86_400)
    let seats = try connection.seats(of: sites.map(\.id), in: workspace)
    let crowds = try connection.seatCrowds(ofEach: sites.map(\.id), in: workspace, from: now, until: end)
    return try sites.compactMap { site in
      guard site.seatsExceededAt == nil, site.syncedAt != nil, let own = seats[site.id],
        let zone = SiteZone(site.timeZone ?? "UTC") ?? SiteZone("UTC")
      else { return nil }
      var edges = [now]
      for _ in 0..<Self.forecastDays { edges.append(zone.startOfNextDay(at: edges[edges.count - 1])) }
      let days = try connection.seatDays(of: crowds[site.id] ?? [], at: own, edges) {
        try connection.seatStays(of: site.id, in: workspace, from: now, until: end)
      }
      guard let short = days.firstIndex(where: { !$0.without.isEmpty }) else { return nil }
      return site.attention(toShortageAt: edges[short], without: days[short].without.count)
    }
  }

  private func peopleAndGrants() throws -> [Attention] {
    var filter = PersonFilter(now: now)
    filter.filter = .withErrors
    let range = PageRange(from: nil, limit: Self.errorMax)
    let ids = try connection.people(filter, by: .startsAt, range, in: workspace).found.rows
    let people = try connection.acsUserRows(ids, in: workspace).compactMap { row in
      PersonRow(id: row.user.id, user: row, identity: row.identity, stays: []).resource(now: now)
    }
    let doubtful = try connection.doubtfulGrants(in: workspace, now: now, limit: Self.errorMax)
    let grants = try connection.accessGrants(ids: doubtful, in: workspace)
    let states = try connection.states(of: grants, in: workspace)
    return people.flatMap(\.attention) + states.flatMap { $0.attention(now: now, connection.brand) }
  }

  private func webhooksAndBatteries() throws -> [Attention] {
    let waiting = try connection.waitingCounts(in: workspace)
    let webhooks = try connection.webhooks(in: workspace).compactMap { $0.attention(waiting: waiting[$0.id] ?? 0) }
    return try webhooks + connection.lowBatteries(in: workspace).map(\.attention)
  }
}
