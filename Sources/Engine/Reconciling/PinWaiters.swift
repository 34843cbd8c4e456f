import API
import Synchronization
import Wire

/// Who waits for the PIN of a credential.
final class PinWaiters: Sendable {
  private let signals = Mutex<[ID<AcsCredential>: [Signal]]>([:])

  /// The PIN was made, or will not be soon.
  func announce(_ credential: ID<AcsCredential>) {
    let waiting = signals.withLock { $0.removeValue(forKey: credential) }
    waiting?.forEach { $0.set() }
  }

  /// Returns once the credential is announced or the time is over, unless `isThere` says that nothing is to be waited
  /// for. That is asked after the waiting began, so that nothing is missed in between.
  func wait(for credential: ID<AcsCredential>, upTo limit: Duration, unless isThere: () async throws -> Bool)
    async throws
  {
    let signal = Signal()
    signals.withLock { $0[credential, default: []].append(signal) }
    defer {
      signals.withLock { signals in
        let others = (signals[credential] ?? []).filter { $0 !== signal }
        signals[credential] = others.isEmpty ? nil : others
      }
    }
    if try await isThere() { return }
    await signal.wait(upTo: limit)
  }
}
