import API
import Synchronization
import Wire

/// The waiters for the PIN of a credential.
final class PinWaiters: Sendable {
  private let signals = Mutex<[ID<AcsCredential>: [Signal]]>([:])

  /// The PIN was created, or will not be created soon.
  func announce(_ credential: ID<AcsCredential>) {
    let waiting = signals.withLock { $0.removeValue(forKey: credential) }
    waiting?.forEach { $0.set() }
  }

  /// Returns when the credential is announced or the timeout passes. Returns immediately if `isThere` says that no wait
  /// is needed. `isThere` is evaluated after the wait began, so that no announcement is missed.
  ///
  /// - Returns: false after the timeout.
  @discardableResult
  func wait(
    for credential: ID<AcsCredential>, upTo limit: Duration, unless isThere: () async throws -> Bool
  ) async throws -> Bool {
    let signal = Signal()
    signals.withLock { $0[credential, default: []].append(signal) }
    defer {
      signals.withLock { signals in
        let others = (signals[credential] ?? []).filter { $0 !== signal }
        signals[credential] = others.isEmpty ? nil : others
      }
    }
    if try await isThere() { return true }
    return await signal.wait(upTo: limit)
  }
}
