import API
import Core
import Store
import Wire

extension Connection {
  /// Spaces and what belongs to them, as far as the caller can see it.
  func related(
    _ request: Spaces.GetRelated, _ secrets: Secrets, now: Instant, _ caller: Caller
  ) throws -> SpaceBatch {
    let parts = request.parts
    let chosen = try spaces(request, caller)
    let doors = try DoorsOfSpaces(chosen.map(\.space.id), caller, self)
    var batch = SpaceBatch()
    if parts.contains(.spaces) { batch.spaces = chosen.map(\.resource) }
    if parts.contains(.devices) { batch.devices = doors.devices.filter(\.isManaged).map { $0.resource(brand) } }
    if parts.contains(.acsEntrances) { batch.acsEntrances = doors.entrances }
    if parts.contains(.acsSystems) { batch.acsSystems = try systems(of: doors, caller) }
    if parts.contains(.connectedAccounts) {
      batch.connectedAccounts = try accounts(of: chosen.map(\.space.id), doors, caller)
    }
    if parts.contains(.accessMethods) { batch.accessMethods = try methods(of: doors, secrets, now: now, caller) }
    return batch
  }

  /// The requested spaces, each once, in order of creation.
  private func spaces(_ request: Spaces.GetRelated, _ caller: Caller) throws -> [SpaceRow] {
    let rows = try spaces(request.spaceIDs ?? [], caller) + spaces(keys: request.spaceKeys ?? [], caller)
    return Set(rows).sorted { $0.space.sequence < $1.space.sequence }
  }

  private func systems(of doors: DoorsOfSpaces, _ caller: Caller) throws -> [AcsSystem] {
    let known = doors.systems
    return try acsSystemRows(sight: caller.session.map(sight), in: caller.workspaceID)
      .filter { known.contains($0.system.id) }.map { $0.resource(brand) }
  }

  /// The access methods that open the doors.
  private func methods(
    of doors: DoorsOfSpaces, _ secrets: Secrets, now: Instant, _ caller: Caller
  ) throws -> [AccessMethod] {
    let ids = Set(doors.devices.map(\.entrance.id) + doors.entrances.map(\.acsEntranceID))
    let grants = try accessGrants(to: Array(ids), in: caller.workspaceID).filter(caller.maySee)
    return try states(of: grants, seenBy: caller).flatMap { state in
      try state.methods.filter { !ids.isDisjoint(with: state.doors(of: $0.method)) }
        .map { try secrets.resource(state, $0, now: now, brand, at: caller.address.known) }
    }
  }

  private func accounts(
    of spaces: [ID<Space>], _ doors: DoorsOfSpaces, _ caller: Caller
  ) throws -> [ConnectedAccount] {
    let seen = try caller.session.map(accounts(seenBy:))
    let all = try doors.accounts.union(accounts(ofSpaces: spaces, in: caller.workspaceID))
    return try accountResources(all.filter { seen?.contains($0) ?? true }, in: caller.workspaceID)
  }
}

/// The devices and entrances of spaces that a caller can see.
private struct DoorsOfSpaces {
  let devices: [DeviceRecord]
  let entrances: [AcsEntrance]

  init(_ spaces: [ID<Space>], _ caller: Caller, _ connection: Connection) throws {
    var filter = AcsEntranceFilter()
    filter.sight = try caller.session.map(connection.sight)
    filter.deviceSpaces = spaces
    devices = try connection.devices(filter, in: caller.workspaceID)
    filter.deviceSpaces = nil
    filter.entranceSpaces = spaces
    entrances = try connection.acsEntranceResources(
      filter, PageRange(from: nil, limit: Paging.rowMax), in: caller.workspaceID
    ).rows
  }

  var systems: Set<ID<AcsSystem>> { Set(devices.map(\.system.id) + entrances.map(\.acsSystemID)) }
  var accounts: Set<ID<ConnectedAccount>> {
    Set(devices.map(\.entrance.connectedAccountID) + entrances.map(\.connectedAccountID))
  }
}
