package import API
package import Wire

/// Why a person's key opens no door: the reason of the door that is
/// closest to opening. Without doors, the reason of a door that is in no group.
///
/// - Parameter person: the owner of the key.
package func explainKey(
  _ doors: [AccessExplanation], of person: AccessFacts.Person?, at moment: Instant, _ brand: Brand
) -> AccessExplanation {
  let byReason = doors.ordered { $0.reason.known ?? .rollingOut }
  let verdicts: [AccessVerdict] = [.allowed, .unknown]
  for verdict in verdicts {
    if let door = byReason.first(where: { $0.access == .known(verdict) }) { return door }
  }
  return byReason.last
    ?? explainAccess(.nowhere(person, at: moment), means: .mobileKey, at: moment, now: moment, brand)
}

extension AccessFacts {
  /// A door about which is known only that no group of the person contains it.
  fileprivate static func nowhere(_ person: Person?, at moment: Instant) -> AccessFacts {
    AccessFacts(
      entranceID: .blank, person: person, groups: [], acceptsMobileKeys: FactHistory(always: true),
      acceptsPins: FactHistory(always: true), hasKeypad: true,
      lock: LockFacts(
        isInPrivacyMode: FactHistory(), isInOfficeMode: FactHistory(), iqSeenAt: moment, iqOnlineAt: moment),
      freeSeats: 0)
  }
}
