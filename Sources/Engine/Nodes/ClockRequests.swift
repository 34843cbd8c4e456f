import API
import Core
package import Logging
import ServiceLifecycle
package import Store
import Wire

/// Sets the clocks of sandboxes and resets sandboxes, whichever node was asked to: a service that follows the clocks that
/// other nodes set, and carries out the requests for the sandboxes that this node works for.
package final class ClockRequests: Service {
  private let database: Database
  private let clocks: WorkspaceClocks
  private let player: ClockPlayer
  private let perform: @Sendable (ClockRequest, Hold) async throws -> Bool
  private let logger: Logger

  /// - Parameter perform: carries out a request under the claim of its sandbox, and returns whether it was.
  package init(
    database: Database, clocks: WorkspaceClocks, player: ClockPlayer, logger: Logger,
    perform: @escaping @Sendable (ClockRequest, Hold) async throws -> Bool
  ) {
    self.database = database
    self.clocks = clocks
    self.player = player
    self.logger = logger
    self.perform = perform
  }

  package func run() async throws {
    await RequestLoop<ID<Workspace>, ClockRequest>(database.bell, .clocks).run {
      await self.followClocks()
    } carryOut: { requests, workspace in
      await self.carryOut(requests, in: workspace)
    }
  }

  /// Follows the clocks of other nodes.
  ///
  /// - Returns: the requests for the sandboxes that this node works for.
  private func followClocks() async -> [ID<Workspace>: [ClockRequest]] {
    do {
      let (stored, requests) = try await database.read { (try $0.storedClocks(), try $0.clockRequests()) }
      for (workspace, clock) in stored {
        clocks.follow(clock, of: workspace)
        if clock.standsAt != nil { await player.resumeIfIdle(workspace) }
      }
      return Dictionary(grouping: requests.filter { player.hold(on: $0.workspaceID) != nil }, by: \.workspaceID)
    } catch {
      logger.error("The clocks of sandboxes could not be read", metadata: ["error": "\(error)"])
      return [:]
    }
  }

  /// - Returns: whether all of them were carried out.
  private func carryOut(_ requests: [ClockRequest], in workspace: ID<Workspace>) async -> Bool {
    for request in requests {
      guard let hold = player.hold(on: workspace) else { return false }
      do {
        let isDone = try await perform(request, hold)
        // What has not ended is left to the node that works for the sandbox next.
        if !isDone || Task.isCancelled || Task.isShuttingDownGracefully || hold.isLost { return false }
        let clocks = clocks
        try await database.claimed(by: hold.claim).write(
          in: workspace, at: clocks.now(in: workspace), by: .rule(.clock)
        ) { try $0.remove(request) }
      } catch {
        logger.error(
          "A sandbox's clock could not be set for another node",
          metadata: ["workspace_id": "\(workspace)", "error": "\(error)"])
        return false
      }
    }
    return true
  }
}

/// The other side: a node that is asked to set the clock of any sandbox, or to reset it.
extension ClockPlayer {
  /// The longest time between two looks at a request.
  private static let requestPause = Duration.seconds(1)

  /// Whether another node may work for a sandbox, so that changes of its clock are stored as requests.
  package nonisolated var isBesideOthers: Bool { !claims.areOfSingleProcess }

  /// Waits until a stored request has been carried out, for at most `timeout` by the system clock. The work continues
  /// afterwards.
  package nonisolated func wait(for request: ClockRequest, upTo timeout: Duration) async {
    await cancelWhenGracefulShutdown {
      await self.database.bell.follow(.clocks, until: Deadline(in: timeout)) { _ in
        // If it fails, the database may answer again in time.
        let isPending = (try? await self.database.read { try $0.isPending(request) }) ?? true
        return isPending ? Self.requestPause : nil
      }
    }
  }
}
