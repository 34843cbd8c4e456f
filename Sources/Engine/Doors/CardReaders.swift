package import API
package import Core
package import Logging
import ServiceLifecycle
package import Store
import Synchronization
package import Wire

/// Waits for cards at locks: a service that tells each attempt about the cards that are held to its lock.
package final class CardReaders: Service {
  /// How long an attempt waits. Entries of a lock arrive up to eighty seconds late.
  private static let patience = Duration.seconds(120)
  /// Locks report whole seconds.
  static let grain = Duration.seconds(1)

  /// An attempt that waits for a card.
  package struct Watch: Sendable {
    package var attempt: ActionAttemptRecord
    package var acsSystemID: ID<AcsSystem>
    package var lock: ExternalID<ProviderLock>
    /// Finishes the attempt by what the lock saw. False if it waits for another card.
    package var finish: @Sendable (CardSighting) async throws -> Bool

    package init(
      _ attempt: ActionAttemptRecord, at acsSystemID: ID<AcsSystem>, lock: ExternalID<ProviderLock>,
      finish: @escaping @Sendable (CardSighting) async throws -> Bool
    ) {
      self.attempt = attempt
      self.acsSystemID = acsSystemID
      self.lock = lock
      self.finish = finish
    }
  }

  /// The cards that were held to the lock of a watch.
  private final class Tray: Sendable {
    let watch: Watch
    let signal = Signal()
    private let numbers = Mutex<[String]>([])

    init(_ watch: Watch) { self.watch = watch }

    func put(_ number: String) {
      numbers.withLock { $0.append(number) }
      signal.set()
    }

    func take() -> [String] {
      numbers.withLock { numbers in
        defer { numbers = [] }
        return numbers
      }
    }
  }

  private let database: Database
  private let clocks: WorkspaceClocks
  private let claims: Claims
  private let logger: Logger
  private let trays = Mutex<[ID<ActionAttempt>: Tray]>([:])
  private let coming: AsyncStream<ID<ActionAttempt>>
  private let came: AsyncStream<ID<ActionAttempt>>.Continuation

  package init(
    database: Database, clocks: WorkspaceClocks, claims: Claims = .ofSingleProcess(), logger: Logger
  ) {
    self.claims = claims
    self.database = database
    self.clocks = clocks
    self.logger = logger
    (coming, came) = AsyncStream<ID<ActionAttempt>>.makeStream()
    database.bell.listen { [weak self] in self?.hear($0) }
  }

  /// Starts a stored attempt.
  package func begin(_ watch: Watch) {
    trays.withLock { $0[watch.attempt.id] = Tray(watch) }
    came.yield(watch.attempt.id)
  }

  /// Tells the attempts at a lock about an entry.
  func see(_ entry: ObservedEntry, at system: ID<AcsSystem>) {
    guard let number = entry.cardNumber else { return }
    let waiting = trays.withLock { trays in
      trays.values.filter {
        $0.watch.acsSystemID == system && $0.watch.lock == entry.lock
          && $0.watch.attempt.createdAt - Self.grain <= entry.occurredAt
      }
    }
    for tray in waiting { tray.put(number) }
  }

  /// Wakes the attempts for which another node may have noted a card.
  private func hear(_ topic: Topic) {
    let woken = trays.withLock { trays in
      trays.values.filter { topic == .heldCards($0.watch.acsSystemID) || topic == .everything }
    }
    for tray in woken { tray.signal.set() }
  }

  package func run() async throws {
    if claims.areOfSingleProcess { await closeInterrupted() }
    await withDiscardingTaskGroup { group in
      if !claims.areOfSingleProcess {
        group.addTask {
          await cancelWhenGracefulShutdown { await self.claims.closeInterrupted { await self.closeInterrupted() } }
        }
        group.addTask {
          await cancelWhenGracefulShutdown { await self.claims.closeForgotten { await self.closeForgotten(&$0) } }
        }
      }
      for await attempt in coming.cancelOnGracefulShutdown() {
        group.addTask { await cancelWhenGracefulShutdown { await self.follow(attempt) } }
      }
    }
  }

  /// Fails the attempts that were pending at the last stop.
  private func closeInterrupted() async {
    do {
      let pending = try await tryingAgain("Pending card readings could not be read", logger) {
        try await claims.interruptedActionAttempts(in: database)
      }
      // Attempts that started since are not among them.
      for attempt in pending where attempt.reading != nil && trays.withLock({ $0[attempt.id] == nil }) {
        try await fail(attempt, "uncategorized_error", "The server stopped in the meantime. Start again.")
      }
    } catch {
      // The failure was logged. They stay pending until the next start.
    }
  }

  /// Fails the attempts that this node has stored and does not work on.
  func closeForgotten(_ forgotten: inout ForgottenAttempts) async {
    do {
      let pending = try await claims.ownActionAttempts()
      let idle = pending.filter { attempt in attempt.reading != nil && trays.withLock { $0[attempt.id] == nil } }
      for attempt in forgotten.confirmed(among: idle) {
        try await fail(attempt, "uncategorized_error", "The database failed in the meantime. Start again.")
      }
    } catch {
      logger.error("Pending card readings could not be finished", metadata: ["error": "\(error)"])
    }
  }

  private func follow(_ id: ID<ActionAttempt>) async {
    guard let tray = trays.withLock({ $0[id] }) else { return }
    defer { trays.withLock { _ = $0.removeValue(forKey: id) } }
    do {
      try await wait(at: tray)
    } catch is CancellationError {
      // The next start finishes the attempt.
    } catch {
      logger.error("A card could not be read", metadata: ["action_attempt_id": "\(id)", "error": "\(error)"])
      do {
        try await fail(tray.watch.attempt, "uncategorized_error", "Internal server error. See the server's log.")
      } catch {
        // The failure was logged. The next start finishes the attempt.
      }
    }
  }

  private func wait(at tray: Tray) async throws {
    let deadline = Deadline(in: Self.patience)
    var sawOther = false
    while true {
      try Task.checkCancellation()
      // The first look finds what was noted before the tray was there.
      let noted = try await takeHeldCards(for: tray.watch.attempt)
      for number in tray.take() + noted {
        if try await tray.watch.finish(.card(number: number)) { return }
        sawOther = true
      }
      if deadline.isOver { break }
      await tray.signal.wait(upTo: deadline.remaining)
    }
    let message =
      sawOther
      ? "A card that is not registered at the site was held to the lock. Register it at \(database.brand.name), and "
        + "sync the account." : "No card was held to the lock in time."
    _ = try await tray.watch.finish(.nothing(message: message))
  }

  /// The numbers of the cards that the node that reads the lock's entries has noted for an attempt of this one.
  private func takeHeldCards(for attempt: ActionAttemptRecord) async throws -> [String] {
    let (clocks, workspace) = (clocks, attempt.workspaceID)
    if claims.areOfSingleProcess { return [] }
    guard try await database.read({ try $0.hasHeldCards(for: attempt.id, in: workspace) }) else { return [] }
    return try await database.write(in: workspace, at: clocks.now(in: workspace), by: .rule(.doors)) {
      try $0.takeHeldCards(for: attempt.id)
    }
  }

  private func fail(_ attempt: ActionAttemptRecord, _ type: String, _ message: String) async throws {
    var over = attempt
    over.state = .failure(.init(type: type, message: message))
    let (ended, clocks, database) = (over, clocks, database)
    try await tryingAgain("An attempt could not be finished", logger, ["action_attempt_id": "\(attempt.id)"]) {
      let workspace = ended.workspaceID
      try await database.write(in: workspace, at: clocks.now(in: workspace), by: .rule(.doors)) { try $0.end(ended) }
    }
  }
}
