import API
import Core
import Store
import Wire

extension Platform {
  func handleDeskSpaces(_ handlers: inout Handlers) {
    handlers.on(DeskSpaces.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      return try await read(caller) { connection, now in
        let (moment, workspace) = (request.moment ?? now, caller.workspaceID)
        var filter = SpaceFilter()
        filter.ids = request.spaceIDs
        filter.search = request.search
        filter.state = try request.filter.map { state in
          let days = try connection.siteDays(showing: nil, at: nil, in: workspace, now: moment)
          return SpaceState(state, at: moment, days: days)
        }
        let total = try connection.spaceCount(filter, in: workspace)
        let page = try connection.spaces(filter, paging.range, in: workspace)
        let spaces = try connection.deskSpaces(page.rows.map(\.space), at: moment, in: workspace)
        return Page(spaces, paging.pagination(next: page.next, total: total))
      }
    }
  }
}

extension Connection {
  /// Spaces with their doors and stays, in a fixed number of statements.
  fileprivate func deskSpaces(
    _ spaces: [SpaceRecord], at moment: Instant, in workspace: ID<Workspace>
  ) throws -> [DeskSpace] {
    let ids = spaces.map(\.id)
    let doors = try doors(ofSpaces: ids, in: workspace)
    let stays = try stays(in: ids, notOverAt: moment, in: workspace)
    var found = spaces.map { space in
      DeskSpace(space, doors[space.id] ?? DoorsOfSpace(), stays[space.id] ?? [], at: moment)
    }
    let shown = found.flatMap(\.currentStays) + found.compactMap(\.nextStay)
    let names = try personNames(Set(shown.map(\.acsUserID)), in: workspace)
    for index in found.indices {
      for place in found[index].currentStays.indices {
        found[index].currentStays[place].personName = names[found[index].currentStays[place].acsUserID]
      }
      let next = found[index].nextStay.flatMap { names[$0.acsUserID] }
      found[index].nextStay?.personName = next
    }
    return found
  }
}

extension DeskSpace {
  private static let shownStayMax = 10

  /// - Parameter stays: those that are not over, in order of their start.
  fileprivate init(_ space: SpaceRecord, _ doors: DoorsOfSpace, _ stays: [Stay], at moment: Instant) {
    self.init(spaceID: space.id, displayName: space.name)
    parentSpaceID = space.parent
    doorCount = doors.count
    acsSystemIDs = doors.systems
    let current = stays.filter { $0.startsAt <= moment }
    currentStayCount = current.count
    currentStays = Array(current.prefix(Self.shownStayMax))
    nextStay = stays.first { $0.startsAt > moment }
  }
}
