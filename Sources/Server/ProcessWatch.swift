package import Core
import Engine
package import Logging
import ServiceLifecycle
package import Store
import Synchronization
import Wire

/// Monitors whether this process is healthy, independent of providers: the database is readable and writable, the
/// disk has space, and no stop has begun. It checks periodically, so that requests are cheap and never wait.
package final class ProcessWatch: Service {
  /// A problem of the process.
  enum Fault: Sendable {
    case databaseIsSilent, databaseTakesNoWrites, diskIsFull, isJoining, isStopping
  }

  private struct Seen {
    var at: Instant
    var isReadable: Bool
    var isWritable: Bool
    var hasRoom: Bool
  }

  private static let interval = Duration.seconds(5)
  /// A check that takes longer means that the database does not respond.
  private static let lookMax = Duration.seconds(15)

  private let database: Database
  private let clock: SystemClock
  private let hasRoom: @Sendable () -> Bool
  private let departure: Duration
  private let logger: Logger
  private let seen = Mutex<Seen?>(nil)
  private let hasStopBegun = Atomic(false)
  private let refusesRequests = Atomic(false)

  /// - Parameters:
  ///   - departure: how long a server that others replace still answers requests after its stop has begun, so that a load
  ///     balancer sees in time that it is not ready.
  ///   - hasRoom: whether the disk of the data folder has free space.
  package init(
    database: Database, clock: SystemClock, departure: Duration = .zero, logger: Logger,
    hasRoom: @escaping @Sendable () -> Bool
  ) {
    self.database = database
    self.clock = clock
    self.departure = departure
    self.logger = logger
    self.hasRoom = hasRoom
  }

  /// Checks periodically. It must be the first service to stop, so that it can report the stop.
  package func run() async throws {
    await cancelWhenGracefulShutdown { [self] in
      while !Task.isCancelled {
        await look()
        try? await Task.sleep(for: Self.interval)
      }
    }
    await depart()
  }

  /// Begins the stop, and returns once no further request is taken.
  func depart() async {
    hasStopBegun.store(true, ordering: .relaxed)
    logger.notice("The server is stopping")
    if database.node.nodeCount > 1 { try? await Task.sleep(for: departure) }
    refusesRequests.store(true, ordering: .relaxed)
  }

  private func look() async {
    let isReadable = await isDatabaseReadable()
    let isWritable = await database.takesWrites()
    let found = Seen(at: clock.now(), isReadable: isReadable, isWritable: isWritable, hasRoom: hasRoom())
    seen.withLock { $0 = found }
  }

  private func isDatabaseReadable() async -> Bool {
    do {
      return try await database.read { try $0.answers() }
    } catch {
      // Once for each outage, not at every check.
      if seen.withLock({ $0?.isReadable ?? true }), !Task.isCancelled {
        logger.warning("The database could not be read", metadata: ["error": "\(error)"])
      }
      return false
    }
  }

  /// Whether the server is stopping and takes no further requests.
  var isStopping: Bool { refusesRequests.load(ordering: .relaxed) }

  /// Whether the server has not joined the others that share its database yet.
  var isJoining: Bool { database.isShared && database.node.id == nil }

  /// The current problems, the worst first. Empty if the process is ready.
  var faults: [Fault] {
    var faults: [Fault] = hasStopBegun.load(ordering: .relaxed) ? [.isStopping] : isJoining ? [.isJoining] : []
    guard let seen = seen.withLock({ $0 }), seen.isReadable, clock.now() - seen.at < Self.lookMax else {
      return faults + [.databaseIsSilent]
    }
    // A failed write counts immediately.
    if !seen.isWritable || !database.tookLastWrite { faults.append(.databaseTakesNoWrites) }
    if !seen.hasRoom { faults.append(.diskIsFull) }
    return faults
  }
}
