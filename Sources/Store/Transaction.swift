package import API
package import Core
package import Wire

/// A change of one workspace in progress. Everything that is written through it reaches the disk, or nothing does.
///
/// It can read like any ``Connection``, and sees its own writes.
package final class Transaction: Connection {
  /// A placeholder for changes outside of workspaces, which have an audit of their own.
  package static let noWorkspace = ID<Workspace>("")

  package let workspaceID: ID<Workspace>
  /// The workspace's time.
  package let now: Instant
  package let identifiers: Identifiers
  /// The author of the change.
  package let author: Author
  /// The call that the change is a part of. Nil for a change by a rule.
  let call: AuditedCall?
  /// What the audit will record.
  var draft = AuditDraft()
  /// The number of the last event of the change. Nil if there is none yet.
  var lastEvent: Int?
  /// The node that makes the change.
  let node: OwnNode
  private let bell: Bell
  /// What the bell rings for.
  private var topics: Set<Topic> = []

  init(
    _ session: Session, _ brand: Brand, workspaceID: ID<Workspace>, now: Instant, identifiers: Identifiers,
    author: Author, asking call: AuditedCall?, bell: Bell, node: OwnNode
  ) {
    self.node = node
    self.workspaceID = workspaceID
    self.now = now
    self.identifiers = identifiers
    self.author = author
    self.call = call
    self.bell = bell
    super.init(session, brand)
  }

  /// Runs a statement and returns the number of changed rows.
  @discardableResult
  func run(_ sql: String, _ values: any SQLValue...) throws -> Int { try run(sql, values) }

  @discardableResult
  func run(_ sql: String, _ values: [any SQLValue]) throws -> Int {
    let count = try session.run(sql, values)
    draft.rowCount += count
    if count > 0 { kept.forget(writtenBy: sql) }
    return count
  }

  /// Runs an INSERT that always writes the same number of rows. Nobody waits for its result, so an error may be thrown by a
  /// later statement or at the end of the change.
  func post(_ sql: String, _ values: [any SQLValue], rows count: Int = 1) throws {
    try session.post(sql, values)
    draft.rowCount += count
    kept.forget(writtenBy: sql)
  }

  /// Runs a part of the change. If it throws, nothing of the part is written, and the rest of the change can go on.
  package func part<T>(_ body: () throws -> T) throws -> T {
    let (rang, noted, appended) = (topics, draft, lastEvent)
    do { return try session.savepoint(body) } catch {
      kept.forgetAll()
      topics = rang
      draft = noted
      lastEvent = appended
      throw error
    }
  }

  /// Runs an action once the change is on disk. The action is dropped if the change is rolled back.
  package func afterCommit(_ action: @escaping @Sendable () -> Void) { session.afterCommit(action) }

  /// Notifies the listeners of a topic, once the change is on disk.
  package func ring(_ topic: Topic) {
    guard topics.insert(topic).inserted else { return }
    afterCommit { [bell] in bell.ring(topic) }
  }
}
