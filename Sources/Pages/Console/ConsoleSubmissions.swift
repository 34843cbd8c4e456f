import API
import Core
import Synchronization
import Wire

/// The forms that sessions sent in the last minutes, so that a form that is sent twice does one thing.
///
/// They are kept in memory: after a restart, a form that is sent again is a new one.
final class ConsoleSubmissions: Sendable {
  /// What a form led to, or the error that the operator sees.
  typealias Outcome = Result<ConsoleAnswer?, APIError>

  fileprivate struct Submission: Sendable {
    let session: ID<OperatorSession>
    let key: String
    /// Equal for the same form at the same address.
    let fingerprint: [UInt8]
    let sentAt: Instant
    let outcome: Task<Outcome, Never>
  }

  private static let life = Duration.seconds(600)
  fileprivate static let sessionMax = 30
  fileprivate static let max = 1000

  private let clock: SystemClock
  /// In the order in which they were sent.
  private let kept = Mutex<[Submission]>([])

  init(clock: SystemClock) { self.clock = clock }

  /// Does what a form asks. If the same form was sent before, waits for what that one leads to instead.
  ///
  /// - Parameter place: what must be the same besides the fields, such as the address.
  /// - Throws: ``ConsolePages/ForeignForm`` if the session sent another form with the same key.
  func once(
    _ form: FormFields, to place: String, of session: ID<OperatorSession>,
    _ body: @escaping @Sendable () async -> Outcome
  ) async throws -> Outcome {
    let fingerprint = form.fingerprint + Array(place.utf8)
    let (key, now) = (form.key, clock.now())
    let (submission, isFirst) = kept.withLock { kept -> (Submission, Bool) in
      kept.removeAll { now - $0.sentAt >= Self.life }
      if let known = kept.first(where: { $0.session == session && $0.key == key }) { return (known, false) }
      kept.makeRoom(for: session)
      let new = Submission(
        session: session, key: key, fingerprint: fingerprint, sentAt: now, outcome: Task { await body() })
      kept.append(new)
      return (new, true)
    }
    guard submission.fingerprint == fingerprint else { throw ConsolePages.ForeignForm() }
    guard isFirst else { return await submission.outcome.value }
    let outcome = await withTaskCancellationHandler {
      await submission.outcome.value
    } onCancel: {
      submission.outcome.cancel()
    }
    if !Self.isFinal(outcome) { kept.withLock { $0.removeAll { $0.session == session && $0.key == key } } }
    return outcome
  }

  /// Forgets the forms of a session that has ended, and with them the secrets that their pages show.
  func forget(_ session: ID<OperatorSession>) { kept.withLock { $0.removeAll { $0.session == session } } }

  /// Whether the form leads to the same when it is sent again. Without capacity nothing was done, and a file is only read.
  private static func isFinal(_ outcome: Outcome) -> Bool {
    switch outcome {
    case .success(.file?), .success(.stream?): false
    case .success: true
    case .failure(let error): error.status != 429 && error.status != 503
    }
  }
}

extension [ConsoleSubmissions.Submission] {
  /// Removes the oldest if there are too many, of one session or of all.
  fileprivate mutating func makeRoom(for session: ID<OperatorSession>) {
    if count(where: { $0.session == session }) >= ConsoleSubmissions.sessionMax,
      let oldest = firstIndex(where: { $0.session == session })
    {
      remove(at: oldest)
    }
    if count >= ConsoleSubmissions.max { removeFirst() }
  }
}
