import API
import Core
import Store
import Wire

extension Platform {
  func handleAccessDoors(_ handlers: inout Handlers) {
    handlers.on(Access.ListDoors.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      return try await read(caller) { connection, now in
        guard let person = try connection.accessPerson(request.acsUserID, in: caller.workspaceID) else {
          throw APIError.notFound(.acsUser, request.acsUserID.text)
        }
        var filter = DoorFilter()
        filter.acsUserID = request.acsUserID
        let (page, total) = try connection.doors(filter, by: .name, paging.range, in: caller.workspaceID)
        let doors = try connection.accessDoors(page.rows, of: person, request, now: now, in: caller.workspaceID)
        return Page(doors, paging.pagination(next: page.next, total: total))
      }
    }
  }
}

extension Connection {
  /// What a person can do at each door. The number of statements does not depend on the number of doors.
  fileprivate func accessDoors(
    _ ids: [ID<AcsEntrance>], of person: AccessFacts.Person, _ request: Access.ListDoors, now: Instant,
    in workspace: ID<Workspace>
  ) throws -> [AccessDoor] {
    if ids.isEmpty { return [] }
    let moment = request.moment ?? now
    var filter = AcsEntranceFilter()
    filter.ids = ids
    let entrances = try acsEntrances(filter, PageRange(from: nil, limit: ids.count), in: workspace).rows
    let known = try facts(of: entrances, for: person, at: moment, in: workspace)
    let identity = try linkedIdentity(of: person.id, by: moment, in: workspace)
    let rights = try identity.map { try remoteRights(of: [$0], to: ids, in: workspace) }
    let names = try doorNames(Set(ids), in: workspace)
    let doors = known.map { facts in
      var whole = facts
      whole.person = person
      if let identity, let rights { whole.remote = rights.rights(of: identity, to: facts.entranceID) }
      let judged = judgeAccess(whole, means: request.means, at: moment, now: now, brand)
      var door = AccessDoor(
        acsEntranceID: facts.entranceID, displayName: names[facts.entranceID] ?? "", access: judged.access,
        reason: judged.reason)
      door.groupNames = whole.groupsOfPerson(at: moment).map(\.name)
      door.endsAt = whole.endOfRight(at: moment)
      return door
    }
    let byID = Dictionary(doors.map { ($0.acsEntranceID, $0) }) { first, _ in first }
    return ids.compactMap { byID[$0] }
  }
}
