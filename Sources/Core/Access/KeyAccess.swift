import API
import Wire

/// Says of a person's key as a whole what keeps it from opening anything: of its doors, what is said of the one that is
/// nearest to opening. Without a door it is what would be said of one that no group holds.
///
/// - Parameter person: whose key it is.
package func explainKey(
  _ doors: [AccessExplanation], of person: AccessFacts.Person?, at moment: Instant, _ windows: RolloutWindows
) -> AccessExplanation {
  let byReason = doors.ordered { $0.reason.known ?? .rollingOut }
  let verdicts: [AccessVerdict] = [.allowed, .unknown]
  for verdict in verdicts {
    if let door = byReason.first(where: { $0.access == .known(verdict) }) { return door }
  }
  return byReason.last
    ?? explainAccess(.nowhere(person, at: moment), means: .mobileKey, at: moment, now: moment, windows)
}

extension AccessFacts {
  /// A door of which nothing is known but that no group of the person holds it.
  fileprivate static func nowhere(_ person: Person?, at moment: Instant) -> AccessFacts {
    AccessFacts(
      entranceID: .blank, person: person, groups: [], acceptsMobileKeys: FactHistory(always: true),
      acceptsPins: FactHistory(always: true), hasKeypad: true,
      lock: LockFacts(
        isInPrivacyMode: FactHistory(), isInOfficeMode: FactHistory(), iqSeenAt: moment, iqOnlineAt: moment),
      freeSeats: 0)
  }
}
