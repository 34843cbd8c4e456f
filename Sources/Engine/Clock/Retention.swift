import API
import Core
import Logging
import ServiceLifecycle
import Store
import Wire

/// Forgets what happened long ago: a service that looks once an hour.
package final class Retention: Service {
  private static let interval = Duration.seconds(3600)
  private static let chunk = 1000

  private let database: Database
  private let clocks: WorkspaceClocks
  private let life: Duration
  private let logger: Logger

  /// - Parameter life: how long events, entries, action attempts and sightings are kept, by the clock of their workspace.
  package init(database: Database, clocks: WorkspaceClocks, life: Duration, logger: Logger) {
    self.database = database
    self.clocks = clocks
    self.life = life
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do { try await self.pass() } catch {
          self.logger.error("What is old could not be forgotten", metadata: ["error": "\(error)"])
        }
        try? await Task.sleep(for: Self.interval)
      }
    }
  }

  /// Forgets what is due, a chunk after another, so that nobody else's writes wait long.
  func pass() async throws {
    for workspace in try await database.read({ try $0.workspaces() }) {
      let moment = clocks.now(in: workspace.id) - life
      while try await database.write({ try $0.forgetEvents(before: moment, limit: Self.chunk, in: workspace.id) }) {}
      while try await database.write({
        try $0.forgetActionAttempts(before: moment, limit: Self.chunk, in: workspace.id)
      }) {}
      while try await database.write({ try $0.forgetSightings(before: moment, limit: Self.chunk, in: workspace.id) }) {}
    }
  }
}
