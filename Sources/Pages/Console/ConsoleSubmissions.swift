import API
import Core
import Operations
import Synchronization
import Wire

/// The forms that sessions sent in the last minutes, so that a form that is sent twice does one thing.
///
/// The database recognizes forms that reached another server, or this one before a restart, and stores only the addresses
/// that they led to. What the forms of this process led to is kept in memory, with pages that show secrets.
final class ConsoleSubmissions: Sendable {
  /// What a form led to, or the error that the operator sees.
  typealias Outcome = Result<ConsoleAnswer?, APIError>

  fileprivate struct End: Sendable {
    let outcome: Outcome
    /// Whether the form leads to the same when it is sent again.
    let isFinal: Bool
  }

  fileprivate struct Submission: Sendable {
    let form: SentConsoleForm
    let sentAt: Instant
    let end: Task<End, any Error>

    func hasKey(of other: SentConsoleForm) -> Bool {
      form.sessionID == other.sessionID && form.keyHash == other.keyHash
    }
  }

  fileprivate static let sessionMax = 30
  fileprivate static let max = 1000

  private let forms: ConsoleForms
  private let clock: SystemClock
  /// In the order in which they were sent.
  private let kept = Mutex<[Submission]>([])

  /// - Parameter forms: those that were sent to any server.
  init(forms: ConsoleForms, clock: SystemClock) {
    self.forms = forms
    self.clock = clock
  }

  /// Does what a form asks. If the same form was sent before, leads to what that one leads to instead. In this process, it
  /// waits for that.
  ///
  /// - Parameter place: what must be the same besides the fields, such as the address.
  /// - Throws: ``ConsolePages/ForeignForm`` if the session sent another form with the same key.
  func once(
    _ form: FormFields, to place: String, of session: ID<OperatorSession>,
    _ body: @escaping @Sendable () async -> Outcome
  ) async throws -> Outcome {
    let sent = SentConsoleForm(
      sessionID: session, keyHash: sha256Text(form.key), fingerprint: form.fingerprint(at: place))
    let (forms, now) = (forms, clock.now())
    let (submission, isFirst) = kept.withLock { kept -> (Submission, Bool) in
      kept.removeAll { now - $0.sentAt >= SentConsoleForm.life }
      if let known = kept.first(where: { $0.hasKey(of: sent) }) { return (known, false) }
      kept.makeRoom(for: session)
      let new = Submission(form: sent, sentAt: now, end: Task { try await Self.end(of: sent, in: forms, body) })
      kept.append(new)
      return (new, true)
    }
    guard submission.form.fingerprint == sent.fingerprint else { throw ConsolePages.ForeignForm() }
    guard isFirst else { return try await submission.end.value.outcome }
    let end = await withTaskCancellationHandler {
      await submission.end.result
    } onCancel: {
      submission.end.cancel()
    }
    if (try? end.get())?.isFinal != true { kept.withLock { $0.removeAll { $0.hasKey(of: sent) } } }
    return try end.get().outcome
  }

  /// Does what a form asks, unless another process did so before.
  private static func end(
    of form: SentConsoleForm, in forms: ConsoleForms, _ body: @Sendable () async -> Outcome
  ) async throws -> End {
    if let earlier = try await forms.take(form) {
      guard earlier.fingerprint == form.fingerprint else { throw ConsolePages.ForeignForm() }
      // The other process may store more meanwhile, so the next request looks again.
      guard let place = earlier.place else {
        return End(outcome: .failure(.formReceivedBefore(hasEnded: earlier.hasEnded)), isFinal: false)
      }
      return End(outcome: .success(ConsoleAnswer.seeOther(place)), isFinal: false)
    }
    let outcome = await body()
    guard isFinal(outcome) else {
      await forms.giveBack(form)
      return End(outcome: outcome, isFinal: false)
    }
    await forms.end(form, ledTo: place(of: outcome))
    return End(outcome: outcome, isFinal: true)
  }

  /// Forgets the forms of a session that has ended, and with them the secrets that their pages show.
  func forget(_ session: ID<OperatorSession>) {
    kept.withLock { $0.removeAll { $0.form.sessionID == session } }
  }

  /// Whether the form leads to the same when it is sent again. Without capacity nothing was done, and a file is only read.
  private static func isFinal(_ outcome: Outcome) -> Bool {
    switch outcome {
    case .success(.file?), .success(.stream?): false
    case .success: true
    case .failure(let error): error.status != 429 && error.status != 503
    }
  }

  private static func place(of outcome: Outcome) -> String? {
    if case .success(.seeOther(let place)?) = outcome { place } else { nil }
  }
}

extension [ConsoleSubmissions.Submission] {
  /// Removes the oldest if there are too many, of one session or of all.
  fileprivate mutating func makeRoom(for session: ID<OperatorSession>) {
    if count(where: { $0.form.sessionID == session }) >= ConsoleSubmissions.sessionMax,
      let oldest = firstIndex(where: { $0.form.sessionID == session })
    {
      remove(at: oldest)
    }
    if count >= ConsoleSubmissions.max { removeFirst() }
  }
}
