import API
import Store
import Synchronization
import Wire

/// The engine of another database, whose chosen writes fail by an outage.
final class FailingEngine: StorageEngine {
  static let outage = DatabaseError.failed(code: "XX000", "a fault of the test", isOutage: true)

  private let whole: any StorageEngine
  private let fails: @Sendable (Int) -> Bool
  private let count = Mutex(0)

  /// - Parameter fails: whether a write fails, by its number. The first is 1.
  init(_ whole: any StorageEngine, fails: @escaping @Sendable (Int) -> Bool) {
    self.whole = whole
    self.fails = fails
  }

  /// How many writes were begun.
  var writeCount: Int { count.withLock { $0 } }

  func read<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
    try await whole.read(body)
  }

  func write<T: Sendable>(
    in workspace: ID<Workspace>?, _ body: @escaping @Sendable (Session) throws -> T
  ) async throws -> T {
    let number = count.withLock { count in
      count += 1
      return count
    }
    if fails(number) { throw Self.outage }
    return try await whole.write(in: workspace, body)
  }

  var dialect: Dialect { whole.dialect }
  var tookLastWrite: Bool { whole.tookLastWrite }
  func takesWrites() async -> Bool { await whole.takesWrites() }
  func copy(to path: String) async throws { try await whole.copy(to: path) }
  func integrityFault() async throws -> String? { try await whole.integrityFault() }
  func close() { whole.close() }
}
