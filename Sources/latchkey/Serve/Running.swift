import Dispatch
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// Runs services until they are stopped, and then ends the program in time even if one of them does not end.
struct Running {
  let services: [any Service]
  /// The time limit of the shutdown.
  let stop: Duration
  let logger: Logger

  func run() async throws {
    // At lower levels it would log the services with all their contents.
    var lifecycleLogger = logger
    lifecycleLogger.logLevel = max(logger.logLevel, .info)
    // The last service is stopped first, so the watch starts as soon as the stop begins.
    let watch = StopWatch(limit: stop, logger: logger)
    var configuration = ServiceGroupConfiguration(
      services: services + [watch], gracefulShutdownSignals: [.sigterm, .sigint], logger: lifecycleLogger)
    // Open calls may finish until then. Afterwards they are canceled.
    configuration.maximumGracefulShutdownDuration = stop * 3 / 4
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch is CancellationError {
      // Only the group cancels, when its services take too long.
      logger.warning("Open calls were canceled at the stop")
    }
  }
}

/// Ends the program if its services do not stop in time.
private struct StopWatch: Service {
  let limit: Duration
  let logger: Logger

  func run() async throws {
    try? await gracefulShutdown()
    if Task.isCancelled { return }
    let logger = logger
    let seconds = limit / .seconds(1)
    // Uses its own thread, since a task that does not end may block all others.
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds) {
      logger.critical(
        "The server did not stop in time and exits now; unfinished work resumes at the next start")
      exit(70)
    }
  }
}
