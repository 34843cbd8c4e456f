import Core
import Synchronization
import Wire

/// Counts proofs of identity that failed lately, by the address of their sender and by what they were for, and stops
/// whoever guesses. A proof that succeeds is never counted, so that many people may share an address.
package final class FailedProofs: Sendable {
  /// What is guessed.
  package enum Kind: String {
    case key, code, link, password
  }

  /// How many may fail in `period`.
  private static let perAddress = 20
  private static let perPage = 5
  private static let period = Duration.seconds(60)
  private static let placeMax = 20_000

  private struct Failure {
    /// What tells it from others: the same wrong secret again is no new guess.
    var mark: String
    var until: Instant
  }

  private let failures = Mutex<[String: [Failure]]>([:])
  private let clock: SystemClock

  init(clock: SystemClock) { self.clock = clock }

  /// Counts a secret that nobody has. Long secrets are looked at however many failed before, since no number of guesses
  /// finds one: whoever has a good one gets in.
  ///
  /// - Returns: how long the sender has to wait before another guess is told from none; nil where it need not.
  package func count(_ kind: Kind, _ secret: String, from sender: IPAddress?) -> Duration? {
    take([(place(kind, sender), Self.perAddress)], mark: sha256Text(secret))
  }

  /// A try that is under way, counted as failed until it has succeeded: tries that come at once are as many.
  struct Attempt {
    fileprivate let places: [String]
    fileprivate let mark: String
  }

  /// Begins a try at a secret that is short enough to be guessed: a few at each page, and at all pages together.
  ///
  /// - Parameters:
  ///   - page: what the secret is given to.
  ///   - mark: tells this try from all others.
  /// - Throws: ``TooMany``.
  func begin(_ kind: Kind, at page: String, from sender: IPAddress?, mark: String) throws(TooMany) -> Attempt {
    try begin([limit(kind, at: page), (place(kind, sender), Self.perAddress)], mark)
  }

  /// Begins a try at a long secret, of which the provider is asked each time.
  func begin(_ kind: Kind, at page: String, mark: String) throws(TooMany) -> Attempt {
    try begin([limit(kind, at: page)], mark)
  }

  private func begin(_ limits: [(place: String, max: Int)], _ mark: String) throws(TooMany) -> Attempt {
    if let wait = take(limits, mark: mark) { throw TooMany(wait: wait) }
    return Attempt(places: limits.map(\.place), mark: mark)
  }

  struct TooMany: Error {
    var wait: Duration
  }

  /// Takes back what was counted, since the secret was right or was not looked at.
  func forgive(_ attempt: Attempt) {
    failures.withLock { failures in
      for place in attempt.places {
        failures[place]?.removeAll { $0.mark == attempt.mark }
        if failures[place]?.isEmpty ?? false { failures[place] = nil }
      }
    }
  }

  private func limit(_ kind: Kind, at page: String) -> (place: String, max: Int) {
    ("\(kind.rawValue) at \(page)", Self.perPage)
  }

  private func place(_ kind: Kind, _ sender: IPAddress?) -> String {
    "\(kind.rawValue) from \(sender?.countedAs ?? "nowhere")"
  }

  private func take(_ limits: [(place: String, max: Int)], mark: String) -> Duration? {
    let now = clock.now()
    return failures.withLock { failures in
      if failures.count >= Self.placeMax { Self.forget(&failures, at: now) }
      for limit in limits {
        let recent = (failures[limit.place] ?? []).filter { now < $0.until }
        failures[limit.place] = recent.isEmpty ? nil : recent
        if recent.contains(where: { $0.mark == mark }) { return nil }
        if recent.count >= limit.max, let first = recent.first { return first.until - now }
      }
      for limit in limits { failures[limit.place, default: []].append(Failure(mark: mark, until: now + Self.period)) }
      return nil
    }
  }

  /// Forgets what is over, and all where that makes no room: somebody with so many addresses is stopped by no count.
  private static func forget(_ failures: inout [String: [Failure]], at now: Instant) {
    failures = failures.filter { place in place.value.contains { now < $0.until } }
    if failures.count >= placeMax { failures = [:] }
  }
}
