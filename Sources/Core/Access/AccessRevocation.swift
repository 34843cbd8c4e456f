package import API
package import Wire

/// Whether a user's access to one entrance is revoked: at the lock, at the provider, or only here.
package func entranceRevocation(
  _ facts: AccessFacts, isWanted: Bool, now: Instant, _ brand: Brand
) -> EntranceRevocation {
  let remote = RemoteJudgement(facts, at: now, now: now, brand)
  if remote.isAllowed {
    return EntranceRevocation(
      acsEntranceID: facts.entranceID, state: .open, reason: remote.reason, message: remote.message, since: nil,
      until: nil)
  }
  let judgements = facts.meansOfPerson.map { AccessJudgement(facts, means: $0, at: now, now: now, brand) }
  // The means with the most access decides.
  let worst = judgements.first { $0.verdict == .yes } ?? judgements.first { $0.verdict == .unknown } ?? judgements[0]
  let message = worst.message(worst.chain)
  func revocation(_ state: EntranceRevocation.State, since: Instant?, until: Instant? = nil, _ text: String)
    -> EntranceRevocation
  {
    EntranceRevocation(
      acsEntranceID: facts.entranceID, state: state, reason: worst.reason, message: text, since: since, until: until)
  }
  if facts.isGivenBySite, worst.verdict != .no || worst.obstacle?.code == .acsUser {
    return revocation(
      .open, since: nil, "The site's staff granted this access. Latchkey revokes only the access that it added.")
  }
  let since = (worst.verdict == .unknown ? worst.firstDoubt : worst.obstacle?.code).flatMap(worst.since)
  switch worst.verdict {
  case .no: return revocation(.confirmed, since: since, message)
  case .yes where worst.isInOfficeMode == .yes: return revocation(.open, since: nil, message)
  case .yes where isWanted: return revocation(.open, since: nil, "The user's access was not revoked.")
  case .yes: return revocation(.pending, since: nil, "\(brand.name) has not confirmed the revocation yet.")
  case .unknown where isWanted && worst.isGiven: return revocation(.open, since: since, message)
  case .unknown:
    let until = worst.endOfDoubt(after: now)
    return revocation(
      .canStillOpen, since: since ?? facts.lock.heardAt(now), until: until, worst.doubt(until: until) ?? message)
  }
}

extension AccessFacts {
  /// The means that the person may use.
  fileprivate var meansOfPerson: [AccessMeans] {
    guard let person else { return [.any] }
    var means: [AccessMeans] = []
    if person.hasPhone.wasEver { means.append(.mobileKey) }
    if person.hasPin.wasEver { means.append(.code) }
    if person.hasCard.wasEver { means.append(.card) }
    return means.isEmpty ? [.any] : means
  }
}

extension AccessJudgement {
  /// Whether the cloud has all that the person needs, so that only the lock is behind.
  fileprivate var isGiven: Bool {
    var current = facts
    current.lock.iqSeenAt = moment
    current.lock.iqOnlineAt = moment
    current.lock.isDisconnected = FactHistory()
    var instant = brand
    instant.windows = RolloutWindows(
      membership: .zero, schedule: .zero, person: .zero, sightingLife: brand.windows.sightingLife)
    return AccessJudgement(current, means: means, at: moment, now: moment, instant).verdict == .yes
  }

  /// The latest moment at which the lock knows everything, or the key has expired.
  fileprivate func endOfDoubt(after now: Instant) -> Instant? {
    if iq == .online {
      let window = firstDoubt == .accessGroup ? brand.windows.membership : brand.windows.person
      let place = firstDoubt.flatMap(since).map { $0 + window }
      let heard = [place, firstDoubt == .accessGroup ? schedulesHeardAt : nil].compactMap(\.self).max()
      return heard.flatMap { $0 > now ? $0 : nil }
    }
    let expiry = means == .mobileKey ? facts.person?.keysExpireAt.value(at: now) : nil
    return expiry.flatMap { $0 > now ? $0 : nil }
  }

  /// Why the lock may not know yet.
  fileprivate func doubt(until: Instant?) -> String? {
    guard iq != .online else { return nil }
    let part = isDisconnected ? "lock" : "lock's IQ"
    let since = facts.lock.heardAt(moment).map { "since \($0)" } ?? "at any time"
    let end = until.map { "until its key expires at \($0)" } ?? "until it is connected again"
    return "The \(part) was not seen online \(since). The lock decides by the data that it had received, \(end)."
  }
}
