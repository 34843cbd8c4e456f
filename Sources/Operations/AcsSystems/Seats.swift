import API
import Core
import Store
import Wire

extension Platform {
  func handleSeats(_ handlers: inout Handlers) {
    handlers.on(SeatOperations.Forecast.self) { request, caller in
      try await read(caller) { connection, now in
        let (system, zone) = try connection.site(request.acsSystemID, in: caller.workspaceID)
        return try connection.forecast(system, zone, days: request.days, now: now)
      }
    }
    handlers.on(SeatOperations.Update.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        let (system, _) = try change.transaction.site(request.acsSystemID, in: caller.workspaceID)
        try change.transaction.saveSeatsForStaff(request.reservedForStaff, of: system.id)
        // Users who waited for a seat that is no longer reserved get it now.
        if try change.transaction.offerFreeSeats(of: system.id) > 0 {
          change.wake(system.id)
        }
        return Nothing()
      }
    }
    handlers.on(Schedules.Preview.self) { request, caller in
      try await read(caller) { connection, now in
        let (system, zone) = try connection.site(request.acsSystemID, in: caller.workspaceID)
        return try connection.preview(system, zone, until: now + .seconds(request.days * 86_400), now: now)
      }
    }
  }
}

extension Connection {
  /// The system of a site, with its time zone.
  func site(_ id: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> (AcsSystemRecord, SiteZone) {
    guard let system = try acsSystem(id, in: workspace) else { throw APIError.notFound(.acsSystem, id.text) }
    guard !system.isCredentialManager else {
      throw APIError.notSupported("A credential manager has no seats and no time zone. Give the ACS system of a site")
    }
    guard let zone = SiteZone(system.timeZone ?? "UTC") ?? SiteZone("UTC") else { throw APIError.internalError }
    return (system, zone)
  }

  fileprivate func forecast(
    _ system: AcsSystemRecord, _ zone: SiteZone, days count: Int, now: Instant
  ) throws -> SeatForecastAnswer {
    var edges = [now]
    for _ in 0..<count { edges.append(zone.startOfNextDay(at: edges[edges.count - 1])) }
    let (id, workspace) = (system.id, system.workspaceID)
    let site = try seats(of: id, in: workspace)
    let crowds = try seatCrowds(ofEach: [id], in: workspace, from: now, until: edges[count])[id] ?? []
    var byID: [ID<AcsUser>: SeatStay<ID<AcsUser>>] = [:]
    let days = try seatDays(of: crowds, at: site, edges) {
      let stays = try seatStays(of: id, in: workspace, from: now, until: edges[count])
      byID = Dictionary(stays.map { ($0.claim.claimant, $0) }) { first, _ in first }
      return stays
    }
    return SeatForecastAnswer(
      acsSystemID: id, timeZone: system.timeZone ?? "UTC", limit: site.limit, used: site.used,
      reservedForStaff: site.forStaff,
      days: days.indices.map { index in
        SeatForecastAnswer.Day(
          date: String(zone.wallClock(at: edges[index]).description.prefix(10)), startsAt: edges[index],
          endsAt: edges[index + 1], demand: days[index].demand, isShort: !days[index].without.isEmpty,
          without: days[index].without.map { user in
            SeatForecastAnswer.Without(
              acsUserID: user, startsAt: byID[user]?.claim.startsAt, endsAt: byID[user]?.endsAt)
          })
      })
  }

  /// The forecast for each day. Reads who the users are only if there are too few seats for them.
  ///
  /// - Parameters:
  ///   - edges: the start of the first day and the end of each day, in order.
  ///   - stays: reads the stays one by one.
  func seatDays(
    of crowds: [SeatCrowd], at site: Seats, _ edges: [Instant], stays: () throws -> [SeatStay<ID<AcsUser>>]
  ) rethrows -> [SeatDay<ID<AcsUser>>] {
    let others = max(0, site.used - crowds.map(\.holderCount).reduce(0, +))
    let demand = seatDemand(crowds, others: others, days: edges)
    if demand.allSatisfy(site.suffices) { return demand.map { SeatDay(demand: $0) } }
    return forecastSeats(try stays(), at: site, others: others, days: edges)
  }

  fileprivate func preview(
    _ system: AcsSystemRecord, _ zone: SiteZone, until end: Instant, now: Instant
  ) throws -> SchedulePreview {
    let stays = try schedules(of: system, from: now, until: end)
    func local(_ moment: Instant) -> String { String(zone.wallClock(at: moment).description.prefix(19)) }
    let switches = zone.switches(after: now, until: end).map { change in
      let affected = stays.compactMap { stay -> SchedulePreview.Stay? in
        let (startsAt, endsAt) = (stay.schedule.startsAt, stay.schedule.endsAt)
        guard startsAt < change.at, endsAt.map({ $0 > change.at }) ?? true else { return nil }
        return SchedulePreview.Stay(
          acsUserID: stay.user, startsAt: startsAt, endsAt: endsAt, localStartsAt: local(startsAt),
          localEndsAt: endsAt.map(local))
      }
      return SchedulePreview.Switch(
        at: change.at, localBefore: String((change.at + change.before).description.prefix(19)),
        localAfter: local(change.at), seconds: Int((change.after - change.before).components.seconds),
        stays: Array(affected.prefix(100)))
    }
    return SchedulePreview(acsSystemID: system.id, timeZone: system.timeZone ?? "UTC", switches: switches)
  }

  /// The schedules of a system's users in their order. A subscription for access grants begins before the first of them,
  /// so the schedules of the grants are taken instead.
  private func schedules(
    of system: AcsSystemRecord, from now: Instant, until end: Instant
  ) throws -> [(user: ID<AcsUser>, schedule: Schedule)] {
    let granted = try schedulesOfGrantUsers(at: system.id, in: system.workspaceID)
    let stays = try seatStays(of: system.id, in: system.workspaceID, from: now, until: end)
    let others = stays.compactMap { stay -> (user: ID<AcsUser>, schedule: Schedule)? in
      guard let startsAt = stay.claim.startsAt, granted[stay.claim.claimant] == nil else { return nil }
      return (stay.claim.claimant, Schedule(startsAt: startsAt, endsAt: stay.endsAt))
    }
    let theirs = granted.flatMap { user, schedules in schedules.map { (user: user, schedule: $0) } }
    return (others + theirs).sorted { ($0.schedule.startsAt, $0.user.text) < ($1.schedule.startsAt, $1.user.text) }
  }
}
