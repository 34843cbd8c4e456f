import Dispatch
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// Runs services until they are told to stop, and ends the program in time then, whatever hangs.
struct Running {
  let services: [any Service]
  /// How long the end may take.
  let stop: Duration
  let logger: Logger

  func run() async throws {
    // At finer levels it would print the services with all that is in them.
    var lifecycleLogger = logger
    lifecycleLogger.logLevel = max(logger.logLevel, .info)
    // Told first, since services are told one after another from the last to the first.
    let watch = StopWatch(limit: stop, logger: logger)
    var configuration = ServiceGroupConfiguration(
      services: services + [watch], gracefulShutdownSignals: [.sigterm, .sigint], logger: lifecycleLogger)
    // Calls that are open are waited for until then, and cut off after it.
    configuration.maximumGracefulShutdownDuration = stop * 3 / 4
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch is CancellationError {
      // Nobody cancels but the group itself, whose services took too long.
      logger.warning("Open calls were canceled at the stop")
    }
  }
}

/// Ends the program where its services do not end in time.
private struct StopWatch: Service {
  let limit: Duration
  let logger: Logger

  func run() async throws {
    try? await gracefulShutdown()
    if Task.isCancelled { return }
    let logger = logger
    let seconds = limit / .seconds(1)
    // A thread of the system's own, since whatever hangs may hold all others.
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds) {
      logger.critical(
        "The server did not stop in time and exits now; unfinished work resumes at the next start")
      exit(70)
    }
  }
}
