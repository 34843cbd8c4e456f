import API
import Core
import Logging
import Store
import Wire

/// Turns the entries of one site into events, each once. It follows a stream, and also reads the list periodically,
/// which contains the entries that the stream lost. The list is read often only while no stream is open, or if it could
/// not be read completely.
actor SiteEntryIntake: SiteWork {
  /// The pause after a rejected stream.
  private static let refusalPause = Duration.seconds(3600)
  /// Maximum number of pages per read. The rest is read next time.
  private static let pageMax = 2000

  nonisolated let system: AcsSystemRecord
  private let site: ExternalID<ProviderSite>
  private let provider: any Provider
  private let database: Database
  private let clocks: WorkspaceClocks
  private let deadlines: Deadlines
  private let intervals: Intervals
  private let readers: CardReaders?
  private let logger: Logger
  private let signal = Signal()
  private var polling: Task<Void, Never>?
  private var isStreamOpen = false
  private var isListComplete = false
  private var failures = 0

  init(
    system: AcsSystemRecord, site: ExternalID<ProviderSite>, provider: any Provider, database: Database,
    clocks: WorkspaceClocks, deadlines: Deadlines, intervals: Intervals, readers: CardReaders? = nil, logger: Logger
  ) {
    self.readers = readers
    self.deadlines = deadlines
    self.intervals = intervals
    self.system = system
    self.site = site
    self.provider = provider
    self.database = database
    self.clocks = clocks
    self.logger = logger
  }

  private var now: Instant { clocks.now(in: system.workspaceID) }

  /// The time until the list is read again.
  var interval: Duration {
    isStreamOpen && isListComplete ? intervals.entriesBesideStream : intervals.entries
  }

  /// Reads the list periodically until canceled. When a clock is played, the list is read at the end.
  func pollFromTimeToTime() async {
    while !Task.isCancelled {
      if !clocks.stands(in: system.workspaceID) { await poll() }
      await signal.wait(upTo: interval)
    }
  }

  /// Reads the list now. Only one read runs at a time, and a caller gets one that began after its call, unless the
  /// earlier reads take too long.
  func poll() async {
    let patience = Deadline(in: deadlines.reading * 2)
    while let running = polling {
      guard await running.value(until: patience) != nil else { return }
    }
    let task = Task {
      do {
        try await read()
      } catch {
        isListComplete = false
        logger.info("Entries could not be read", metadata: ["acs_system_id": "\(system.id)", "error": "\(error)"])
      }
      polling = nil
    }
    polling = task
    await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
  }

  private func read() async throws {
    let (workspace, id, now) = (system.workspaceID, system.id, now)
    guard let complete = try await database.read({ try $0.entriesCompleteUntil(id, in: workspace) }) else { return }
    // Entries may be late, and the clock may have been set back in the meantime.
    let overlapping = now - database.brand.entryDelay
    let start = min(complete, overlapping)
    let (found, hasReachedStart) = try await entries(since: start)
    isListComplete = hasReachedStart
    let news = try await database.read { try $0.unknown(found, at: id, in: workspace) }
    try await take(news.sorted { $0.occurredAt < $1.occurredAt })
    // If nothing happened since the start, the next read may start there again.
    if hasReachedStart, !found.isEmpty {
      try await database.write(in: workspace, at: now, by: .rule(.entries)) {
        try $0.saveEntriesComplete(until: max(start, overlapping), id)
      }
    }
  }

  /// Reads page by page until a moment is reached, the deadline passes, or a page repeats.
  private func entries(since start: Instant) async throws -> (found: [ObservedEntry], hasReachedStart: Bool) {
    let deadline = Deadline(in: deadlines.reading)
    let (provider, site) = (provider, site)
    var found: [ObservedEntry] = []
    var seen: Set<ObservedEntries.Continuation?> = []
    var next: ObservedEntries.Continuation?
    while seen.insert(next).inserted, seen.count <= Self.pageMax {
      let place = next
      let page = try await reading(until: deadline) { () throws(ProviderFault) in
        try await provider.entries(of: site, from: place)
      }
      found += page.entries.filter { $0.occurredAt >= start }
      if page.next == nil || page.entries.contains(where: { $0.occurredAt < start }) { return (found, true) }
      next = page.next
    }
    return (found, false)
  }

  private func take(_ entries: [ObservedEntry]) async throws {
    if entries.isEmpty { return }
    let (system, clocks) = (system, clocks)
    let news = try await database.write(
      in: system.workspaceID, at: clocks.now(in: system.workspaceID), by: .rule(.entries)
    ) { transaction in
      let news = try entries.filter { try transaction.append($0, at: system) }
      for entry in news { try transaction.noteHeldCard(of: entry, at: system.id, grain: CardReaders.grain) }
      return news
    }
    for entry in news { readers?.see(entry, at: system.id) }
  }

  // MARK: The stream

  /// Follows the stream until canceled, and reopens it when it ends.
  func follow() async {
    while !Task.isCancelled {
      var pause = Duration.zero
      do throws(ProviderFault) {
        try await provider.followEntries(of: site) { await self.receive($0) }
        pause = Backoff.delay(afterAttempts: failures + 1)
      } catch {
        pause = if case .refused = error { Self.refusalPause } else { Backoff.delay(afterAttempts: failures + 1) }
      }
      if isStreamOpen {
        isStreamOpen = false
        // The list is read immediately, and often from now on.
        signal.set()
      }
      failures += 1
      try? await Task.sleep(for: pause)
    }
  }

  private func receive(_ event: EntryStreamEvent) async {
    switch event {
    case .opened:
      failures = 0
      isStreamOpen = true
      // Read the entries from the time without a stream.
      await poll()
    case .entry(let entry):
      do {
        try await take([entry])
      } catch {
        logger.info("An entry is deferred to the next read", metadata: ["acs_system_id": "\(system.id)"])
      }
    }
  }
}
