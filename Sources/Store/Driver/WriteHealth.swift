import Synchronization

/// What the writes of an engine say of its disk or server.
package final class WriteHealth: Sendable {
  private let isWritable = Atomic(true)
  /// Whether a change succeeded since the last check.
  private let hasChanged = Atomic(false)
  /// The number of checks since the last change. It starts high, so that the first check tries a write.
  private let quietCount = Atomic(WriteHealth.quietMax)
  private static let quietMax = 24
  private let isProbing = Atomic(false)

  package init() {}

  /// A successful change proves that the disk has space. A fault of the file means that it may be full. Other errors are of
  /// the statement: a value that the database refuses must not make the server count as down.
  package func note<T>(_ end: Result<T, any Error>, _ hasChanged: Bool) {
    switch end {
    case .success:
      guard hasChanged else { return }
      isWritable.store(true, ordering: .relaxed)
      self.hasChanged.store(true, ordering: .relaxed)
    case .failure(let error):
      guard let error = error as? DatabaseError, error.isOutage, error != .closed else { return }
      isWritable.store(false, ordering: .relaxed)
    }
  }

  /// Whether the last write succeeded.
  package var tookLastWrite: Bool { isWritable.load(ordering: .relaxed) }

  /// Whether writes succeed. Only one check at a time tries a write.
  package func takesWrites(_ write: () async throws -> Void) async -> Bool {
    if hasChanged.exchange(false, ordering: .relaxed) { quietCount.store(0, ordering: .relaxed) }
    if tookLastWrite, quietCount.wrappingAdd(1, ordering: .relaxed).newValue <= Self.quietMax { return true }
    guard isProbing.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged else {
      return tookLastWrite
    }
    defer { isProbing.store(false, ordering: .relaxed) }
    do {
      try await write()
      return true
    } catch {
      return false
    }
  }
}
