import API
import Core
import Store
import Wire

/// Writes what a site shows of its locks and groups: those that are new and those that are gone, and which locks a group
/// opens. How a lock is seen is written by ``SiteLook``.
struct SiteDoors: Sendable {
  let system: AcsSystemRecord
  let identifiers: Identifiers
  var pins: AccountImport.Pins = [:]

  private var workspace: ID<Workspace> { system.workspaceID }

  /// Whether a reading shows groups otherwise than they are kept, or locks that are not known, or some are gone.
  func areNews(
    locks: [ObservedLock], groups: [ObservedAccessGroup], gone: Set<SitePart>, _ connection: Connection
  ) throws -> Bool {
    let entrances = try connection.seenLocks(of: system.id, in: workspace).locks.mapValues { $0.entrance }
    if !gone.isEmpty || locks.contains(where: { entrances[$0.id] == nil }) { return true }
    let known = Dictionary(
      try connection.acsAccessGroups(of: system.id, in: workspace)
        .map { ($0.group, $0) }
    ) { first, _ in first }
    let held = try connection.entrancesOfGroups(at: system.id, in: workspace)
    return groups.contains { group in
      guard let record = known[group.id] else { return true }
      return record.name != group.name || record.hours != group.hours
        || held[record.id, default: []] != Set(group.locks.compactMap { entrances[$0] })
    }
  }

  /// - Parameter gone: the items that were read by ID and no longer exist.
  func write(
    locks: [ObservedLock], groups: [ObservedAccessGroup], gone: Set<SitePart>, _ connection: Transaction, now: Instant
  ) throws {
    var entrances: [ExternalID<ProviderLock>: ID<AcsEntrance>] = [:]
    for entrance in try connection.allAcsEntrances(of: system.id, in: workspace) {
      if gone.contains(.lock(entrance.lock.id)) {
        try remove(entrance, connection, now: now)
      } else {
        entrances[entrance.lock.id] = entrance.id
      }
    }
    for lock in locks where entrances[lock.id] == nil {
      entrances[lock.id] = try add(lock, connection, now: now)
    }
    var known: [ExternalID<ProviderAccessGroup>: AcsAccessGroupRecord] = [:]
    for group in try connection.acsAccessGroups(of: system.id, in: workspace) {
      if gone.contains(.accessGroup(group.group)) {
        try remove(group, connection, now: now)
      } else {
        known[group.group] = group
      }
    }
    let held = try connection.entrancesOfGroups(at: system.id, in: workspace)
    for group in groups {
      let record = try known[group.id] ?? add(group, connection, now: now)
      try write(group, to: record, entrances, held[record.id, default: []], connection, now: now)
    }
  }

  private func add(_ lock: ObservedLock, _ connection: Transaction, now: Instant) throws -> ID<AcsEntrance> {
    let entrance = AcsEntranceRecord(
      id: pinned(lock.id.text), acsSystemID: system.id, connectedAccountID: system.connectedAccountID,
      sequence: try connection.nextAcsEntranceSequence(), createdAt: now, lock: lock,
      privacyModeAt: lock.isPrivacyMode ? now : nil, siteAcceptsPins: system.acceptsPins,
      siteAcceptsMobileKeys: system.acceptsMobileKeys)
    try connection.insert(entrance)
    try connection.append(.acsEntranceAdded, about: .of(system) { $0.acsEntranceID = entrance.id })
    if let device = try connection.device(entrance.id, in: workspace) {
      try connection.append(.deviceAdded, about: device)
    }
    return entrance.id
  }

  private func add(
    _ group: ObservedAccessGroup, _ connection: Transaction, now: Instant
  ) throws -> AcsAccessGroupRecord {
    var record = AcsAccessGroupRecord(
      id: pinned(group.id.text), workspaceID: workspace, acsSystemID: system.id,
      connectedAccountID: system.connectedAccountID,
      sequence: try connection.nextAcsAccessGroupSequence(), group: group.id, name: group.name,
      createdAt: now)
    record.hours = group.hours
    try connection.insert(record)
    return record
  }

  private func write(
    _ group: ObservedAccessGroup, to known: AcsAccessGroupRecord,
    _ entrances: [ExternalID<ProviderLock>: ID<AcsEntrance>], _ before: Set<ID<AcsEntrance>>, _ connection: Transaction,
    now: Instant
  ) throws {
    var record = known
    record.name = group.name
    if record.hours != group.hours {
      record.hours = group.hours
      record.hoursAt = now
    }
    if record != known { try connection.save(record) }
    let after = Set(group.locks.compactMap { entrances[$0] })
    for entrance in before.symmetricDifference(after) {
      let isHeld = after.contains(entrance)
      try connection.saveEntrance(entrance, of: record.id, isHeld: isHeld)
      try connection.remember(record.hours.holds(isHeld), group: record, opening: entrance)
    }
    guard record.hours != known.hours else { return }
    for entrance in before.intersection(after) {
      try connection.remember(record.hours.holds(true), group: record, opening: entrance)
    }
  }

  private func remove(_ entrance: AcsEntranceRecord, _ connection: Transaction, now: Instant) throws {
    if let device = try connection.device(entrance.id, in: workspace) {
      try connection.append(.deviceRemoved, about: device)
    }
    try connection.remove(entrance)
    try connection.append(.acsEntranceRemoved, about: .of(system) { $0.acsEntranceID = entrance.id })
  }

  private func remove(_ group: AcsAccessGroupRecord, _ connection: Transaction, now: Instant) throws {
    for entrance in try connection.entrances(of: group.id, in: workspace) {
      try connection.remember(.no, group: group, opening: entrance)
    }
    try connection.remove(group)
    try connection.append(.acsAccessGroupDeleted, about: .of(system) { $0.acsAccessGroupID = group.id })
  }

  private func pinned<Owner>(_ external: String, _: Owner.Type = Owner.self) -> ID<Owner> {
    pins[external].map { ID($0) } ?? identifiers.next()
  }
}
