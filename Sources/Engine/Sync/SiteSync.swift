import API
import Core
import Logging
import Store
import Tracing
import Wire

/// Syncs one site with the changes made there: reads the whole site periodically, compares, and stores the differences.
/// The reconciler corrects the properties that Latchkey controls.
///
/// An incomplete list never deletes anything. A missing item is read by its ID, and deleted only if that read does not
/// find it. If many items are missing at once, nothing is deleted until a person confirms it.
actor SiteSync: SiteWork {
  private static let chunk = 200
  /// Maximum number of missing people that are read by ID in one sync. The rest waits for the next one.
  private static let confirmationMax = 200

  nonisolated let system: AcsSystemRecord
  private let site: ExternalID<ProviderSite>
  private let provider: any Provider
  private let database: Database
  private let clocks: WorkspaceClocks
  private let work: AcsUserWork
  private let health: SiteHealth
  private let progress: StoredProgress
  private let deadlines: Deadlines
  private let intervals: Intervals
  private let wake: @Sendable () -> Void
  private let logger: Logger
  private var syncing: Task<Void, Never>?

  init(
    system: AcsSystemRecord, site: ExternalID<ProviderSite>, provider: any Provider, database: Database,
    clocks: WorkspaceClocks, work: AcsUserWork, health: SiteHealth, progress: StoredProgress, deadlines: Deadlines,
    intervals: Intervals, logger: Logger, wake: @escaping @Sendable () -> Void
  ) {
    self.deadlines = deadlines
    self.intervals = intervals
    self.system = system
    self.site = site
    self.provider = provider
    self.database = database
    self.clocks = clocks
    self.work = work
    self.health = health
    self.progress = progress
    self.wake = wake
    self.logger = logger
  }

  private var now: Instant { clocks.now(in: system.workspaceID) }
  private var people: SitePeople { SitePeople(system: system, logger: logger) }

  /// Syncs the site periodically until canceled, unless its clock is being played.
  func syncFromTimeToTime() async {
    await progress.takeUp()
    while !Task.isCancelled {
      if !clocks.stands(in: system.workspaceID) { await sync(isRequested: false) }
      try? await Task.sleep(for: progress.needsRetry ? intervals.retry : intervals.reading)
    }
  }

  /// Syncs the site. Only one sync runs at a time, and a caller gets one that began after its call, unless the earlier
  /// ones take too long.
  ///
  /// - Parameters:
  ///   - believesAll: whether a person has confirmed that all missing items are gone.
  ///   - isRequested: whether somebody waits for the sync.
  func sync(believesAll: Bool = false, isRequested: Bool = true) async {
    if isRequested { progress.show() }
    let patience = Deadline(in: deadlines.reading * 2)
    while let running = syncing {
      guard await running.value(until: patience) != nil else { return }
    }
    let task = Task {
      let storing = await progress.begin(isRequested: isRequested)
      await withSpan("Sync a site") { span in
        span.attributes["latchkey.acs_system_id"] = system.id.text
        await readAndNote(believesAll: believesAll)
      }
      await progress.end(storing)
      syncing = nil
    }
    syncing = task
    await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
  }

  private func readAndNote(believesAll: Bool) async {
    do throws(ProviderFault) {
      try await readAndWrite(believesAll: believesAll)
      progress.note { $0.problem = nil }
    } catch {
      await health.note(error, of: .reading, provider, at: site)
      // A sync that was broken off says nothing about the site.
      if Task.isCancelled { return }
      let problem = error.message(database.brand)
      progress.note { $0.problem = problem }
    }
  }

  private func readAndWrite(believesAll: Bool) async throws(ProviderFault) {
    let (id, workspace) = (system.id, system.workspaceID)
    let begun = now
    let known = try await stored { try KnownSite(of: id, in: workspace, $0, now: begun) }
    health.begin(.reading)
    let deadline = Deadline(in: deadlines.reading)
    let (site, provider, progress) = (site, provider, progress)
    let reading = try await Engine.reading(until: deadline) { () throws(ProviderFault) in
      try await SiteReading(site, from: provider) { phase in progress.note { $0.phase = phase } }
    }
    await health.note(reading.site, by: .reading)
    progress.note {
      $0.phase = .writing
      $0.peopleWritten = 0
      ($0.locks, $0.groups, $0.people) = (reading.locks.count, reading.groups.count, reading.users.count)
    }
    let missing = MissingFromSite(known, reading)
    let isBelievable = believesAll || !missing.isMass
    let gone =
      isBelievable
      ? try await Engine.reading(until: deadline) { () throws(ProviderFault) in try await self.confirmed(missing) }
      : ConfirmedGone()
    try await writeDoors(reading, gone, began: begun)
    try await writeGrantGroups(reading, known, gone)
    try await writePeople(reading, known, gone)
    try await finish(reading, isBelievable ? nil : missing.shrinkage(at: now))
    wake()
  }

  /// Notes that the site was synced completely. Once all sites of the account are, an event reports it.
  private func finish(_ reading: SiteReading, _ shrinkage: SiteShrinkage?) async throws(ProviderFault) {
    let system = system
    try await write { transaction in
      let workspace = system.workspaceID
      guard let known = try transaction.acsSystem(system.id, in: workspace) else { return }
      if known.shrinkage != nil || shrinkage != nil {
        try transaction.saveShrinkage(shrinkage, of: system.id)
      }
      if known.letsPinsBeChosen != reading.letsPinsBeChosen {
        try transaction.savePlan(of: system.id, letsPinsBeChosen: reading.letsPinsBeChosen)
      }
      try transaction.saveSynced(system.id)
      let type = EventType.connectedAccountCompletedFirstSync
      let systems = try transaction.acsSystems(of: system.connectedAccountID, in: workspace)
      guard systems.allSatisfy({ $0.isCredentialManager || $0.syncedAt != nil }),
        try !transaction.hasEvent(type, of: system.connectedAccountID, in: workspace)
      else { return }
      try transaction.append(type, ofAccount: system.connectedAccountID)
    }
  }

  // MARK: What is missing

  private func confirmed(_ missing: MissingFromSite) async throws(ProviderFault) -> ConfirmedGone {
    var gone = ConfirmedGone()
    for part in missing.parts where try await !provider.isThere(part, at: site) { gone.parts.insert(part) }
    // A card cannot be read by ID, so it must be missing in two lists. An empty list proves nothing.
    if !missing.tags.isEmpty {
      let again = Set(try await provider.tags(of: site).map(\.id))
      if !again.isEmpty { gone.tags = Set(missing.tags.filter { !again.contains($0) }) }
    }
    for user in missing.siteUsers.prefix(Self.confirmationMax) {
      switch await provider.perform(.readUser(user), at: site) {
      case .done(.absent): gone.siteUsers.insert(user)
      case .later(let reason, let delay): throw .later(reason, after: delay)
      default: continue
      }
    }
    return gone
  }

  // MARK: Writing

  /// - Parameter began: the time right before the site was read.
  private func writeDoors(
    _ reading: SiteReading, _ gone: ConfirmedGone, began: Instant
  ) async throws(ProviderFault) {
    let doors = SiteDoors(system: system)
    let areNews = try await stored {
      try doors.areNews(locks: reading.locks, groups: reading.groups, gone: gone.parts, $0)
    }
    if areNews {
      try await written {
        try doors.write(locks: reading.locks, groups: reading.groups, gone: gone.parts, $0)
      }
    }
    let look = SiteLook(site: reading.site, locks: reading.locks, system: system)
    do { try await look.keep(began: began, in: database, clocks) } catch { throw failed(error) }
    let (id, workspace) = (system.id, system.workspaceID)
    if try await !stored({ try $0.isKept(reading.iqZones, of: id, in: workspace) }) {
      try await written { try $0.save(reading.iqZones, of: id) }
    }
  }

  private func writeGrantGroups(
    _ reading: SiteReading, _ known: KnownSite, _ gone: ConfirmedGone
  ) async throws(ProviderFault) {
    let (groups, clocks, workspace) = (SiteGrantGroups(system: system), clocks, system.workspaceID)
    let isSame = try await stored {
      try groups.drifted(known, reading.groups, gone: gone.parts, $0, now: clocks.now(in: workspace)).isEmpty
    }
    if !isSame { try await written { try groups.take(known, reading.groups, gone: gone.parts, $0) } }
  }

  private func writePeople(
    _ reading: SiteReading, _ known: KnownSite, _ gone: ConfirmedGone
  ) async throws(ProviderFault) {
    let (people, clocks, workspace, work) = (people, clocks, system.workspaceID, work)
    let shown = ShownPeople(reading)
    let versions = known.users.mapValues(\.version)
    for ids in known.users.keys.sorted(by: { $0.text < $1.text }).chunks(of: Self.chunk) {
      let drifted = try await stored {
        try people.drifted(ids, versions, shown, $0, now: clocks.now(in: workspace))
      }
      if !drifted.isEmpty {
        try await written { try people.take(drifted, versions, shown, $0) }
      }
      progress.note { $0.peopleWritten += ids.count }
    }
    for user in known.users where gone.siteUsers.contains(user.value.siteUser) {
      try await written { transaction in
        guard let own = try transaction.acsUser(user.key, in: workspace), own.progress.openCall == nil,
          own.observed?.siteUser == user.value.siteUser
        else { return }
        _ = try work.settle(
          own.id, after: .readUser(user.value.siteUser), .done(.absent), transaction, plansOn: false)
      }
    }
    try await writeOthers(reading, known, gone, shown)
    let tags = SiteTags(system: system)
    guard try await stored({ try tags.areNews(reading.tags, gone: gone.tags, $0) }) else { return }
    try await written { transaction in
      try tags.write(reading.tags, gone: gone.tags, transaction)
    }
  }

  private func writeOthers(
    _ reading: SiteReading, _ known: KnownSite, _ gone: ConfirmedGone, _ shown: ShownPeople
  ) async throws(ProviderFault) {
    let (people, workspace, id) = (people, system.workspaceID, system.id)
    let ours = Set(known.users.values.map(\.siteUser))
    let others = reading.users.filter { !ours.contains($0.siteUser) }
    let (begun, brand) = (now, database.brand)
    let changed = others.filter { person in
      guard let record = known.others[person.siteUser] else { return true }
      // A user with our mark but without a record does not stay unmanaged for long.
      return !record.isSame(as: person, in: shown) || record.isOurs && record.isSettled(at: begun, brand)
    }
    progress.note { $0.peopleWritten += others.count - changed.count }
    for some in changed.chunks(of: Self.chunk) {
      try await written { try people.take(some, shown, $0) }
      progress.note { $0.peopleWritten += some.count }
    }
    let left = known.others.values.filter { gone.siteUsers.contains($0.shown.siteUser) }
    let (refusedAddresses, taken) = (
      RefusedAddresses(system: system), Set(reading.users.compactMap { $0.profile.emailAddress?.lowercased() })
    )
    let someoneIsRefused = try await stored {
      try !$0.acsUsersRefusedForAddress(at: id, in: workspace).isEmpty
    }
    guard !left.isEmpty || someoneIsRefused else { return }
    try await written { transaction in
      for other in left {
        try transaction.noteUnmanagedCodes(of: nil, was: other)
        try transaction.remove(other)
      }
      try refusedAddresses.reconsider(taken: taken, transaction)
    }
  }

  // MARK: The database, whose failures are our own and logged

  private func stored<T: Sendable>(
    _ body: @escaping @Sendable (Connection) throws -> T
  ) async throws(ProviderFault) -> T {
    do { return try await database.read(body) } catch { throw failed(error) }
  }

  /// Writes what is new.
  private func written(_ body: @escaping @Sendable (Transaction) throws -> Void) async throws(ProviderFault) {
    progress.show()
    try await write(body)
  }

  private func write(_ body: @escaping @Sendable (Transaction) throws -> Void) async throws(ProviderFault) {
    let (workspace, clocks) = (system.workspaceID, clocks)
    do {
      try await database.write(in: workspace, at: clocks.now(in: workspace), by: .rule(.siteReading), body)
    } catch {
      throw failed(error)
    }
  }

  private func failed(_ error: any Error) -> ProviderFault {
    logger.error("A site could not be synced", metadata: ["acs_system_id": "\(system.id)", "error": "\(error)"])
    return .later(.notSettled, after: nil)
  }
}
