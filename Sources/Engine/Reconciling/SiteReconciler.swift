import API
import Core
import Logging
import Store
import Synchronization
import Wire

/// Brings one site's users and groups of grants at the provider to their wanted state. Only one pass runs at a time.
///
/// A pass processes what is due until nothing is due. All its state is in the store, so that it can stop and resume
/// anywhere.
actor SiteReconciler: SiteWork {
  /// Maximum number of subjects that are processed concurrently.
  static let width = 32

  nonisolated let system: AcsSystemRecord
  nonisolated let provider: any Provider
  /// Syncs the rest of the site.
  nonisolated let sync: SiteSync
  private let run: SubjectRun
  private let observer: SiteObserver
  private let timetable: SiteTimetable
  private let revocations: RevocationWatch
  private let intervals: Intervals
  private let signal = Signal()
  private let urgentSignal = Signal()
  /// The requested revocations that have not begun.
  private let announced = Atomic(0)
  private var pass: Task<(any Error)?, Never>?
  private var queue = SubjectQueue()
  private var idleWaiters: [Signal] = []

  init(_ run: SubjectRun, _ observer: SiteObserver, _ sync: SiteSync, intervals: Intervals) {
    self.run = run
    self.observer = observer
    self.sync = sync
    self.intervals = intervals
    system = observer.system
    provider = observer.provider
    timetable = run.timetable
    revocations = RevocationWatch(
      observer.system, database: run.database, clocks: run.clocks, logger: run.logger)
  }

  private var now: Instant { run.clocks.now(in: system.workspaceID) }

  /// Something may be due now.
  ///
  /// - Parameter isUrgent: whether there is a revocation.
  nonisolated func wake(isUrgent: Bool = false) {
    if isUrgent {
      // From now on nothing else starts, although planning the revocation takes a moment.
      run.lane.enter()
      announced.wrappingAdd(1, ordering: .relaxed)
      urgentSignal.set()
    }
    signal.set()
  }

  /// Something may have become due without a call of ``wake(isUrgent:)``.
  nonisolated func lookAgain() {
    urgentSignal.set()
    signal.set()
  }

  /// The calls of the site that have been failing for too long.
  nonisolated var failure: CallFailure? { run.health.failure }

  /// What each write for the site checks. Nil in a single process.
  nonisolated var claim: Claim? { run.hold.claim }

  /// Starts no more calls.
  nonisolated func stop() {
    run.stop.set()
    run.lane.close()
  }

  // MARK: Loops that run until canceled

  /// Processes what is due. When canceled, it waits for open calls, and starts no more.
  func workAsItComes() async {
    await withTaskCancellationHandler {
      while !Task.isCancelled {
        if await settle() != nil { try? await Task.sleep(for: SiteTimetable.pause) }
        await signal.wait(upTo: await timetable.idleTime())
      }
    } onCancel: {
      stop()
    }
  }

  /// Revokes, concurrently with other work.
  func revokeAsItComes() async {
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        await urgentSignal.wait(upTo: await timetable.timeUntilRevocation())
        for revocation in await beginRevocations() {
          group.addTask { await revocation.value }
        }
      }
    }
  }

  /// Reads the states of the site periodically. When a clock is played, they are read at the end.
  func observeFromTimeToTime() async {
    while !Task.isCancelled {
      if !run.clocks.stands(in: system.workspaceID) { await observe() }
      // A long pass must not delay this report.
      await revocations.look()
      try? await Task.sleep(for: intervals.look)
    }
  }

  // MARK: Once

  /// Begins the revocations that are due now.
  ///
  /// - Returns: the revocations. They are not canceled with the caller, so that an open call can finish.
  func beginRevocations() async -> [Task<Void, Never>] {
    let count = announced.exchange(0, ordering: .relaxed)
    let urgent = run.stop.isSet ? [] : await timetable.subjectsToRevoke()
    var begun: [Task<Void, Never>] = []
    for subject in queue.beginUrgent(urgent) {
      run.lane.enter()
      // After an outage, it is due again at once.
      begun.append(Task { _ = await workOn(subject, isUrgent: true) })
    }
    for _ in 0..<count { run.lane.leave() }
    return begun
  }

  /// Reads the states of the site, its locks and its IQs now, and stores the changes.
  func observe() async {
    await observer.observe()
    signal.set()
  }

  /// Runs passes until nothing is due and no call is open, or until the timeout of a sync.
  ///
  /// - Returns: the failure that ended the pass early. Nil if there was none.
  func settle() async -> (any Error)? {
    let patience = Deadline(in: run.deadlines.reading)
    while let running = pass {
      guard await running.value(uncancelledUntil: patience) != nil else { return nil }
    }
    let task = Task { () async -> (any Error)? in
      let failure = await workOff()
      await revocations.look()
      // The task ends itself: the first of several waiters may not be the one that started it.
      pass = nil
      return failure
    }
    pass = task
    return await task.value(uncancelledUntil: patience) ?? nil
  }

  // MARK: A pass

  /// - Returns: the failure that ended the pass early. Nil if there was none.
  private func workOff() async -> (any Error)? {
    do {
      while !run.stop.isSet {
        let due = try await timetable.dueSubjects()
        let waiting = queue.lineUp(due)
        if !waiting.isEmpty {
          let (workspace, now) = (system.workspaceID, now)
          try await run.database.write(in: workspace, at: now, by: .rule(.reconciling)) {
            try $0.standInLine(waiting.compactMap(\.user))
          }
          if let outage = await workOnThoseInLine() { throw outage }
        } else if !queue.isIdle {
          let idle = Signal()
          idleWaiters.append(idle)
          await idle.wait(upTo: run.deadlines.change)
        } else if try await !observer.askForSeats(), try await !observer.lookForCodes() {
          return nil
        }
      }
      return nil
    } catch {
      run.logger.error(
        "A pass over a site failed, and will be repeated",
        metadata: ["acs_system_id": "\(system.id)", "error": "\(error)"])
      return error
    }
  }

  /// Processes subjects concurrently, the most urgent first.
  ///
  /// - Returns: the outage of the database that ended this early while the clock is played.
  private func workOnThoseInLine() async -> DatabaseError? {
    await withTaskGroup(of: DatabaseError?.self) { group in
      var count = 0
      var outage: DatabaseError?
      while true {
        while outage == nil, count < Self.width, !run.stop.isSet, let subject = queue.beginNext() {
          group.addTask { await self.workOn(subject, isUrgent: false) }
          count += 1
        }
        guard let ended = await group.next() else { return outage }
        outage = outage ?? ended
        count -= 1
      }
    }
  }

  private func workOn(_ subject: Subject, isUrgent: Bool) async -> DatabaseError? {
    let outage = await run.sync(subject, isUrgent: isUrgent)
    if queue.end(subject) { urgentSignal.set() }
    if queue.isIdle {
      idleWaiters.forEach { $0.set() }
      idleWaiters = []
    }
    return outage
  }
}
