public import KeyExchange
import Wire

/// The outcome of an attempt at a door, in more detail than ``SeamUnlockEvent``.
public enum UnlockOutcome: Sendable, Hashable {
  case opened
  /// The lock knows the key and refuses it.
  case refused(LockVerdict.Reason)
  /// The lock could not decide or could not move.
  case failed
  /// There was no response.
  case unanswered(RadioFault)
  /// The lock could not prove its identity, or violated the protocol.
  case distrusted(ExchangeFault)
  case timedOut

  /// The corresponding event of the phone SDK.
  public var event: SeamUnlockEvent {
    switch self {
    case .opened: .grantedAccess
    case .timedOut: .timedOut
    case .refused(let reason): .connectionFailed(debugDescription: "refused: \(reason)")
    case .failed: .connectionFailed(debugDescription: "the lock failed")
    case .unanswered(let fault): .connectionFailed(debugDescription: "\(fault)")
    case .distrusted(let fault): .connectionFailed(debugDescription: "the lock is not trusted: \(fault)")
    }
  }
}

/// One attempt at the door near the phone.
struct Unlocking: Sendable {
  let key: PhoneKey
  let radio: any Radio
  let proximity: SeamUnlockProximity
  let randomness: Randomness
  /// The phone's clock. It applies only to a lock's certificate.
  let now: Instant

  /// Cancels the attempt after the timeout.
  func outcome(within timeout: Duration, by clock: any Clock<Duration>) async -> UnlockOutcome {
    await withTaskGroup { group in
      group.addTask { await outcome() }
      group.addTask {
        try? await clock.sleep(for: timeout.asWait)
        return .timedOut
      }
      let first = await group.next() ?? .timedOut
      group.cancelAll()
      return first
    }
  }

  private func outcome() async -> UnlockOutcome {
    do {
      let verdict = try await radio.converse(proximity) { advert, link in
        try await exchange(with: advert, over: &link)
      }
      switch verdict {
      case .accepted: return .opened
      case .rejected(let reason): return .refused(reason)
      case .failure: return .failed
      }
    } catch let fault as ExchangeFault {
      return .distrusted(fault)
    } catch let fault as RadioFault {
      return .unanswered(fault)
    } catch {
      return .timedOut
    }
  }

  private func exchange(with advert: RadioFrame.Advert, over link: inout any DoorLink) async throws -> LockVerdict {
    var generator = randomness
    let exchange = PhoneExchange(with: key, at: advert.lockID, fresh: Freshness(using: &generator))
    try await link.send(exchange.hello)
    let waiting = try exchange.proof(for: try await link.receive(), now: now.microseconds / 1_000_000)
    try await link.send(waiting.proof)
    return try waiting.verdict(in: try await link.receive())
  }
}
