import API
import Core
import Logging
import Store
import Synchronization
import Wire

/// The progress of the sync of a site, as the node that works for it knows it. It is stored, since every node shows it.
///
/// While a sync runs, its progress is stored at most once in an interval. Most syncs find nothing new, and a site where
/// nothing happens must cost few writes. So the progress of one that nobody requested is stored from when it finds
/// something new, unless it is the first one or follows one that failed.
final class StoredProgress: Sendable {
  private struct State {
    var progress = SyncProgress()
    /// What is stored. Nil while that is not known.
    var stored: SyncProgress?
    /// Whether the progress is stored while the sync runs.
    var isShown = false
  }

  private let system: AcsSystemRecord
  private let claim: Claim?
  private let database: Database
  private let clocks: WorkspaceClocks
  private let intervals: Intervals
  private let logger: Logger
  private let state = Mutex(State())
  private let changed = Signal()

  /// - Parameters:
  ///   - claim: what the progress is stored under. Nil in a single process.
  ///   - database: the database, whose writes check the claim.
  init(
    of system: AcsSystemRecord, under claim: Claim?, database: Database, clocks: WorkspaceClocks, intervals: Intervals,
    logger: Logger
  ) {
    self.system = system
    self.claim = claim
    self.database = database
    self.clocks = clocks
    self.intervals = intervals
    self.logger = logger
  }

  /// Whether the last sync failed, or its end could not be stored.
  var needsRetry: Bool {
    let state = state.withLock { $0 }
    return state.progress.problem != nil || state.stored != state.progress
  }

  func note(_ change: (inout SyncProgress) -> Void) {
    state.withLock { change(&$0.progress) }
    changed.set()
  }

  /// Somebody waits for the sync, or it has found something new.
  func show() {
    state.withLock { $0.isShown = true }
    changed.set()
  }

  /// Goes on from what is stored, unless that is known. A sync that was running then has ended with its process.
  func takeUp() async {
    if state.withLock({ $0.stored != nil }) { return }
    let (id, workspace) = (system.id, system.workspaceID)
    do {
      let stored = try await database.read { try $0.syncProgress(of: [id], in: workspace)[id] } ?? SyncProgress()
      state.withLock { state in
        if state.stored != nil { return }
        state.stored = stored
        state.progress = stored
        state.progress.phase = .idle
      }
      if stored.phase != .idle { await store() }
    } catch {
      logger.error(
        "The progress of a sync could not be read", metadata: ["acs_system_id": "\(system.id)", "error": "\(error)"])
    }
  }

  /// A sync begins.
  ///
  /// - Parameter isRequested: whether somebody waits for it.
  /// - Returns: the task that stores its progress until it ends.
  func begin(isRequested: Bool) async -> Task<Void, Never> {
    await takeUp()
    let isFirst = state.withLock { state in
      let (isNew, hasFailed) = (state.progress.people == nil, state.progress.problem != nil)
      state.isShown = isRequested || isNew || hasFailed
      return isNew && !hasFailed
    }
    return Task { await self.storeChanges(atOnce: isFirst) }
  }

  /// A sync ends. Its end is stored if it changes anything.
  ///
  /// - Parameter storing: the task that stores its progress.
  func end(_ storing: Task<Void, Never>) async {
    note { $0.phase = .idle }
    storing.cancel()
    // A write under way must not follow the last one.
    await storing.value
    await store()
  }

  private func storeChanges(atOnce: Bool) async {
    if !atOnce { try? await Task.sleep(for: intervals.progress) }
    while !Task.isCancelled {
      await changed.wait(upTo: intervals.reading)
      if Task.isCancelled { return }
      if state.withLock({ $0.isShown }) {
        await store()
        try? await Task.sleep(for: intervals.progress)
      }
    }
  }

  private func store() async {
    let (progress, stored) = state.withLock { ($0.progress, $0.stored) }
    if progress == stored { return }
    let (id, workspace, claim, clocks) = (system.id, system.workspaceID, claim, clocks)
    do {
      try await database.write(in: workspace, at: clocks.now(in: workspace), by: .rule(.siteReading)) {
        try $0.save(progress, of: id, under: claim)
      }
      state.withLock { $0.stored = progress }
    } catch is ClaimLost {
      // What was stored under a claim that is over counts as not running. The next owner stores its own.
    } catch {
      // The write may have been made although its answer was lost.
      state.withLock { $0.stored = nil }
      logger.error(
        "The progress of a sync could not be stored", metadata: ["acs_system_id": "\(id)", "error": "\(error)"])
    }
  }
}
