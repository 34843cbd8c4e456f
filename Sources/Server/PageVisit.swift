import API
import Operations
import Synchronization
import Wire

/// The capacity of pages for one request, which knows its operator once the page has recognized one.
final class PageVisit: PageRoom {
  private let gate: RequestGate
  private let recognized = Mutex<ID<OperatorSession>?>(nil)

  init(gate: RequestGate) { self.gate = gate }

  /// The operator's session as the sender of the request. Nil if nobody is signed in.
  var sender: Authenticator.Proof? {
    recognized.withLock { $0 }.map {
      Authenticator.Proof(workspaceID: .blank, kind: .consoleSession, name: "operator_session \($0)", token: "")
    }
  }

  func recognize(_ session: ID<OperatorSession>) { recognized.withLock { $0 = session } }

  func work<T>(_ body: () async throws -> T) async throws -> T { try await gate.pass(.open, body) }

  func form<T>(of page: String, _ body: () async throws -> T) async throws -> T {
    try await gate.form(of: page, body)
  }

  func count(_ session: ID<OperatorSession>) throws { try gate.count(session) }

  func workSignedIn<T>(_ body: () async throws -> T) async throws -> T { try await gate.pass(.work, body) }

  func formSignedIn<T>(_ body: () async throws -> T) async throws -> T { try await gate.pass(.body, body) }

  func streamPlace(of session: ID<OperatorSession>) throws -> any Sendable {
    try gate.streams.take(for: "console/\(session)")
  }
}
