import API
import Core
import Store
import Wire

extension Platform {
  func handleDeskDoors(_ handlers: inout Handlers) {
    handlers.on(DeskDoors.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      return try await read(caller) { connection, _ in
        var filter = DoorFilter()
        filter.filter = request.filter
        filter.acsSystemID = request.acsSystemID
        filter.spaceID = request.spaceID
        filter.search = request.search
        let (page, total) = try connection.doors(filter, by: request.sort, paging.range, in: caller.workspaceID)
        let doors = try connection.deskDoors(page.rows, in: caller.workspaceID)
        return Page(doors, paging.pagination(next: page.next, total: total))
      }
    }
    handlers.on(DeskDoors.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        guard let door = try connection.deskDoors([request.acsEntranceID], in: caller.workspaceID).first else {
          throw APIError.notFound(.acsEntrance, request.acsEntranceID.text)
        }
        return door
      }
    }
    handlers.on(DeskDoors.GetDetails.self) { request, caller in
      try await read(caller) { connection, now in
        let (id, workspace) = (request.acsEntranceID, caller.workspaceID)
        guard try connection.acsEntrance(id, in: workspace) != nil else {
          throw APIError.notFound(.acsEntrance, id.text)
        }
        var details = DoorDetails(
          acsEntranceID: id, groupNames: try connection.groupNames(holding: id, limit: 50, in: workspace))
        let lock = try connection.lockFacts(of: [id], at: now, in: workspace)[id]
        (details.lastSeenAt, details.lastOnlineAt) = (lock?.iqSeenAt, lock?.iqOnlineAt)
        return details
      }
    }
    handlers.on(DeskDoors.GetEntriesByHour.self) { request, caller in
      try await read(caller) { connection, now in try connection.entriesByHour(request, caller, now: now) }
    }
  }
}

extension Connection {
  fileprivate func entriesByHour(
    _ request: DeskDoors.GetEntriesByHour, _ caller: Caller, now: Instant
  ) throws -> EntriesByHour {
    let workspace = caller.workspaceID
    var owner = request.acsSystemID
    if let entrance = request.acsEntranceID {
      guard let known = try acsEntrance(entrance, in: workspace) else {
        throw APIError.notFound(.acsEntrance, entrance.text)
      }
      owner = known.acsSystemID
    }
    guard let id = owner else { throw APIError.notFound(.acsSystem) }
    let (system, zone) = try site(id, in: workspace)
    let day = try zone.day(date: request.date, now: now)
    let quarters = try entryQuarters(
      of: id, at: request.acsEntranceID, from: day.startsAt, until: day.endsAt, in: workspace)
    let hours = zone.hours(from: day.startsAt, until: day.endsAt).map { hour in
      let own = quarters.filter { $0.startsAt >= hour.startsAt && $0.startsAt < hour.endsAt }
      return EntriesByHour.Hour(
        startsAt: hour.startsAt, endsAt: hour.endsAt, localTime: LocalMoment(hour.startsAt, in: zone).time,
        isRepeated: hour.isRepeated, openedCount: own.map(\.openedCount).reduce(0, +),
        refusedCount: own.map(\.refusedCount).reduce(0, +))
    }
    return EntriesByHour(
      acsSystemID: id, acsEntranceID: request.acsEntranceID, date: LocalMoment(day.startsAt, in: zone).date,
      timeZone: system.timeZone ?? "UTC", hours: hours)
  }
}
