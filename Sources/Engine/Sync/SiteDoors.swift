import API
import Core
import Store
import Wire

/// Stores the locks and groups of a site: new and deleted ones, and which locks a group opens. ``SiteLook`` stores the
/// state of a lock, and ``SiteGrantGroups`` the groups of grants.
struct SiteDoors: Sendable {
  let system: AcsSystemRecord
  var pins: AccountImport.Pins = [:]

  private var workspace: ID<Workspace> { system.workspaceID }

  /// Whether a sync shows changed groups, new locks, or missing items.
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
    let ours = try SiteGrantGroups(system: system).own(connection)
    return groups.contains { group in
      if ours.include(group) { return false }
      guard let record = known[group.id] else { return true }
      return record.name != group.name || record.hours != group.hours
        || record.span != group.span || held[record.id, default: []] != Set(group.locks.compactMap { entrances[$0] })
    }
  }

  /// - Parameter gone: the items that were read by ID and no longer exist.
  func write(
    locks: [ObservedLock], groups: [ObservedAccessGroup], gone: Set<SitePart>, _ transaction: Transaction
  ) throws {
    var entrances: [ExternalID<ProviderLock>: ID<AcsEntrance>] = [:]
    for entrance in try transaction.allAcsEntrances(of: system.id, in: workspace) {
      if gone.contains(.lock(entrance.lock.id)) {
        try remove(entrance, transaction)
      } else {
        entrances[entrance.lock.id] = entrance.id
      }
    }
    let areManaged = try locks.allSatisfy { entrances[$0.id] != nil } || managesNewDevices(transaction)
    for lock in locks where entrances[lock.id] == nil {
      entrances[lock.id] = try add(lock, isManaged: areManaged, transaction)
    }
    var known: [ExternalID<ProviderAccessGroup>: AcsAccessGroupRecord] = [:]
    let ours = try SiteGrantGroups(system: system).own(transaction)
    for group in try transaction.acsAccessGroups(of: system.id, in: workspace) where !ours.include(group.group) {
      if gone.contains(.accessGroup(group.group)) {
        try remove(group, transaction)
      } else {
        known[group.group] = group
      }
    }
    let held = try transaction.entrancesOfGroups(at: system.id, in: workspace)
    for group in groups where !ours.include(group) {
      let record = try known[group.id] ?? add(group, transaction)
      try write(group, to: record, entrances, held[record.id, default: []], transaction)
    }
  }

  private func managesNewDevices(_ connection: Connection) throws -> Bool {
    try connection.connectedAccount(system.connectedAccountID, in: workspace)?.managesNewDevices ?? true
  }

  private func add(_ lock: ObservedLock, isManaged: Bool, _ transaction: Transaction) throws -> ID<AcsEntrance> {
    let entrance = AcsEntranceRecord(
      id: pinned(lock.id.text, transaction), acsSystemID: system.id, connectedAccountID: system.connectedAccountID,
      sequence: try transaction.nextAcsEntranceSequence(), createdAt: transaction.now, lock: lock,
      privacyModeAt: lock.isPrivacyMode ? transaction.now : nil, siteAcceptsPins: system.acceptsPins,
      siteAcceptsMobileKeys: system.acceptsMobileKeys)
    try transaction.insert(entrance)
    if !isManaged {
      var settings = DeviceSettings()
      settings.unmanagedAt = transaction.now
      try transaction.save(settings, of: entrance.id)
    }
    try transaction.append(.acsEntranceAdded, about: .of(system) { $0.acsEntranceID = entrance.id })
    // Every lock reads cards, and so is an encoder with the same ID.
    try transaction.append(.acsEncoderAdded, about: .of(system) { $0.acsEncoderID = ID(entrance.id.text) })
    if let device = try transaction.device(entrance.id, in: workspace) {
      try transaction.append(.deviceAdded, about: device)
    }
    return entrance.id
  }

  private func add(
    _ group: ObservedAccessGroup, _ transaction: Transaction
  ) throws -> AcsAccessGroupRecord {
    var record = AcsAccessGroupRecord(
      id: pinned(group.id.text, transaction), workspaceID: workspace, acsSystemID: system.id,
      connectedAccountID: system.connectedAccountID,
      sequence: try transaction.nextAcsAccessGroupSequence(), group: group.id, name: group.name,
      createdAt: transaction.now)
    record.hours = group.hours
    record.span = group.span
    try transaction.insert(record)
    return record
  }

  private func write(
    _ group: ObservedAccessGroup, to known: AcsAccessGroupRecord,
    _ entrances: [ExternalID<ProviderLock>: ID<AcsEntrance>], _ before: Set<ID<AcsEntrance>>, _ transaction: Transaction
  ) throws {
    var record = known
    record.name = group.name
    record.span = group.span
    if record.hours != group.hours {
      record.hours = group.hours
      record.hoursAt = transaction.now
    }
    if record != known { try transaction.save(record) }
    let after = Set(group.locks.compactMap { entrances[$0] })
    for entrance in before.symmetricDifference(after) {
      let isHeld = after.contains(entrance)
      try transaction.saveEntrance(entrance, of: record.id, isHeld: isHeld)
      try transaction.remember(record.hours.holds(isHeld), group: record, opening: entrance)
    }
    guard record.hours != known.hours else { return }
    for entrance in before.intersection(after) {
      try transaction.remember(record.hours.holds(true), group: record, opening: entrance)
    }
  }

  private func remove(_ entrance: AcsEntranceRecord, _ transaction: Transaction) throws {
    if let device = try transaction.device(entrance.id, in: workspace) {
      try transaction.append(.deviceRemoved, about: device)
    }
    try transaction.remove(entrance)
    try transaction.append(.acsEncoderRemoved, about: .of(system) { $0.acsEncoderID = ID(entrance.id.text) })
    try transaction.append(.acsEntranceRemoved, about: .of(system) { $0.acsEntranceID = entrance.id })
  }

  private func remove(_ group: AcsAccessGroupRecord, _ transaction: Transaction) throws {
    for entrance in try transaction.entrances(of: group.id, in: workspace) {
      try transaction.remember(.no, group: group, opening: entrance)
    }
    try transaction.remove(group)
    try transaction.append(.acsAccessGroupDeleted, about: .of(system) { $0.acsAccessGroupID = group.id })
  }

  private func pinned<Owner>(
    _ external: String, _ transaction: Transaction, _: Owner.Type = Owner.self
  ) -> ID<Owner> {
    pins[external].map { ID($0) } ?? transaction.identifiers.next()
  }
}
