import Core
import Engine
import Logging
import ServiceLifecycle
import Store
import Synchronization
import Wire

/// Whether this process can do its work, whatever becomes of the providers: its database can be read and written, there
/// is room on the disk, and it is not stopping. It looks by itself, so that nobody who asks costs anything or has to wait.
package final class ProcessWatch: Service {
  /// What is wrong with the process.
  enum Fault: Sendable {
    case databaseIsSilent, databaseTakesNoWrites, diskIsFull, isStopping
  }

  private struct Seen {
    var at: Instant
    var isReadable: Bool
    var isWritable: Bool
    var hasRoom: Bool
  }

  private static let interval = Duration.seconds(5)
  /// A look that takes longer found a database that does not answer.
  private static let lookMax = Duration.seconds(15)

  private let database: Database
  private let clock: SystemClock
  private let hasRoom: @Sendable () -> Bool
  private let logger: Logger
  private let seen = Mutex<Seen?>(nil)
  private let hasStopBegun = Atomic(false)

  /// - Parameter hasRoom: whether the disk of the data has room for more.
  package init(database: Database, clock: SystemClock, logger: Logger, hasRoom: @escaping @Sendable () -> Bool) {
    self.database = database
    self.clock = clock
    self.logger = logger
    self.hasRoom = hasRoom
  }

  /// Looks again and again. It is to be the first that hears of the stop, and says so.
  package func run() async throws {
    await cancelWhenGracefulShutdown { [self] in
      while !Task.isCancelled {
        await look()
        try? await Task.sleep(for: Self.interval)
      }
    }
    hasStopBegun.store(true, ordering: .relaxed)
    logger.notice("The server is stopping")
  }

  private func look() async {
    let isReadable = (try? await database.read { try $0.answers() }) ?? false
    let isWritable = await database.takesWrites()
    let found = Seen(at: clock.now(), isReadable: isReadable, isWritable: isWritable, hasRoom: hasRoom())
    seen.withLock { $0 = found }
  }

  /// Whether the server was told to stop.
  var isStopping: Bool { hasStopBegun.load(ordering: .relaxed) }

  /// What is wrong now, the worst first; nothing means that the process is ready.
  var faults: [Fault] {
    var faults: [Fault] = isStopping ? [.isStopping] : []
    guard let seen = seen.withLock({ $0 }), seen.isReadable, clock.now() - seen.at < Self.lookMax else {
      return faults + [.databaseIsSilent]
    }
    // A write that failed since is known at once.
    if !seen.isWritable || !database.tookLastWrite { faults.append(.databaseTakesNoWrites) }
    if !seen.hasRoom { faults.append(.diskIsFull) }
    return faults
  }
}
