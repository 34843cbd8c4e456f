package import API
package import Core
package import Wire

/// A change of one workspace in progress. Everything that is written through it reaches the disk, or nothing does.
///
/// It can read like any ``Connection``, and sees its own writes.
package final class Transaction: Connection {
  /// A placeholder for changes outside of workspaces.
  static let noWorkspace = ID<Workspace>("")

  package let workspaceID: ID<Workspace>
  /// The workspace's time.
  package let now: Instant
  package let identifiers: Identifiers
  /// The author of the change.
  package let author: Author
  private let bell: Bell
  private var ringsBell = false

  init(
    _ session: Session, _ brand: Brand, workspaceID: ID<Workspace>, now: Instant, identifiers: Identifiers,
    author: Author, bell: Bell
  ) {
    self.workspaceID = workspaceID
    self.now = now
    self.identifiers = identifiers
    self.author = author
    self.bell = bell
    super.init(session, brand)
  }

  /// Runs a statement and returns the number of changed rows.
  @discardableResult
  func run(_ sql: String, _ values: any SQLValue...) throws -> Int { try session.run(sql, values) }

  @discardableResult
  func run(_ sql: String, _ values: [any SQLValue]) throws -> Int { try session.run(sql, values) }

  /// Runs a part of the change. If it throws, nothing of the part is written, and the rest of the change can go on.
  package func part<T>(_ body: () throws -> T) throws -> T {
    let rang = ringsBell
    do { return try session.savepoint(body) } catch {
      ringsBell = rang
      throw error
    }
  }

  /// Runs an action once the change is on disk. The action is dropped if the change is rolled back.
  package func afterCommit(_ action: @escaping @Sendable () -> Void) { session.afterCommit(action) }

  /// Notifies the followers of the log, once the change is on disk.
  func ringBell() {
    guard !ringsBell else { return }
    ringsBell = true
    afterCommit { [bell] in bell.ring() }
  }
}
