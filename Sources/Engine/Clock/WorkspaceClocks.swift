package import API
package import Core
package import Store
import Synchronization
package import Wire

/// The current time of every workspace: the system clock for production, an offset from it for sandboxes, and
/// a fixed moment while a sandbox's clock is played.
package final class WorkspaceClocks: Sendable {
  private struct Setting {
    var offset: Duration
    var standsAt: Instant?
    /// The number of the stored setting that was followed last. Zero for none.
    var moves = 0
  }

  package let system: SystemClock
  private let settings = Mutex<[ID<Workspace>: Setting]>([:])

  package init(system: SystemClock) { self.system = system }

  /// Adds a stored workspace.
  package func add(_ workspace: WorkspaceRecord) {
    settings.withLock { $0[workspace.id] = Setting(offset: workspace.clockOffset, standsAt: nil) }
  }

  package func now(in workspace: ID<Workspace>) -> Instant {
    let setting = settings.withLock { $0[workspace] }
    return setting?.standsAt ?? system.now() + (setting?.offset ?? .zero)
  }

  /// Whether the clock is being played.
  func stands(in workspace: ID<Workspace>) -> Bool { settings.withLock { $0[workspace]?.standsAt != nil } }

  /// Takes over what another node has stored, unless something newer is known.
  package func follow(_ stored: StoredClock, of workspace: ID<Workspace>) {
    settings.withLock { settings in
      if stored.moves <= settings[workspace]?.moves ?? 0 { return }
      settings[workspace] = Setting(offset: stored.offset, standsAt: stored.standsAt, moves: stored.moves)
    }
  }

  /// Takes over what is stored, also if this node has set the clock otherwise and could not store it.
  func adopt(_ stored: StoredClock, of workspace: ID<Workspace>) {
    settings.withLock {
      $0[workspace] = Setting(offset: stored.offset, standsAt: stored.standsAt, moves: stored.moves)
    }
  }

  func stand(at moment: Instant, in workspace: ID<Workspace>) {
    settings.withLock { $0[workspace, default: Setting(offset: .zero)].standsAt = moment }
  }

  /// Starts the clock at a moment.
  ///
  /// - Returns: the offset from the system clock.
  func run(from moment: Instant, in workspace: ID<Workspace>) -> Duration {
    let offset = moment - system.now()
    settings.withLock { settings in
      settings[workspace, default: Setting(offset: offset)].offset = offset
      settings[workspace]?.standsAt = nil
    }
    return offset
  }
}
