package import Core
import Synchronization
import Wire

/// Counts recent failures of authentication by the sender's address and by purpose, and blocks senders who guess.
/// Successes do not count, so that many people can share an address.
package final class FailedProofs: Sendable {
  /// The kind of secret.
  package enum Kind: String {
    case key, code, link, password
  }

  /// Maximum number of failures per `period`.
  private static let perAddress = 20
  private static let perPage = 5
  private static let period = Duration.seconds(60)
  private static let placeMax = 20_000

  private struct Failure {
    /// Identifies the guess. Repeating the same wrong secret is not a new guess.
    var mark: String
    var until: Instant
  }

  private let failures = Mutex<[String: [Failure]]>([:])
  private let clock: SystemClock

  init(clock: SystemClock) { self.clock = clock }

  /// Counts an unknown secret. Long secrets are always checked, however many failed before, since guessing cannot
  /// find one. So a sender with a valid secret is never locked out.
  ///
  /// - Returns: how long the sender must wait for a precise error, or nil for no wait.
  package func count(_ kind: Kind, _ secret: String, from sender: IPAddress?) -> Duration? {
    take([(place(kind, sender), Self.perAddress)], mark: sha256Text(secret))
  }

  /// The sender is guessing secrets.
  package struct Guessed: Error {}

  /// Counts an unknown secret that a page received.
  func refuse(_ kind: Kind, _ secret: String, from sender: IPAddress?) throws(Guessed) {
    if count(kind, secret, from: sender) != nil { throw Guessed() }
  }

  /// An attempt in progress. It counts as failed until it succeeds, so that concurrent attempts are limited too.
  struct Attempt {
    fileprivate let places: [String]
    fileprivate let mark: String
  }

  /// Begins an attempt at a secret that is short enough to guess. Attempts are limited per page and in total.
  ///
  /// - Parameters:
  ///   - page: the page to which the secret was submitted.
  ///   - mark: identifies the attempt.
  /// - Throws: ``TooMany``.
  func begin(_ kind: Kind, at page: String, from sender: IPAddress?, mark: String) throws(TooMany) -> Attempt {
    try begin([limit(kind, at: page), (place(kind, sender), Self.perAddress)], mark)
  }

  /// Begins an attempt at a long secret that the provider checks.
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

  /// Removes an attempt from the count, since the secret was right or was not checked.
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

  /// Removes expired counts, or all counts if that frees no space: counts cannot stop a sender with that many
  /// addresses.
  private static func forget(_ failures: inout [String: [Failure]], at now: Instant) {
    failures = failures.filter { place in place.value.contains { now < $0.until } }
    if failures.count >= placeMax { failures = [:] }
  }
}
