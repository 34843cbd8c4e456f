package import API
package import Wire

extension GrantGroupRecord {
  /// What the site shows of the grant.
  ///
  /// - Parameter entrances: the entrances of the group's locks.
  package func atSite(_ entrances: [ExternalID<ProviderLock>: ID<AcsEntrance>]) -> GrantAtSite {
    var site = GrantAtSite(
      acsSystemID: wanted.acsSystemID, acsUserID: wanted.acsUserID, acsAccessGroupID: acsAccessGroupID,
      wanted: wanted.isDeleted ? [] : wanted.entrances, held: Set((observed?.locks ?? []).compactMap { entrances[$0] }),
      leadsAt: wanted.leadsAt, hasWantedPeriod: hasWantedPeriod)
    site.heldTimes = heldTimes
    site.schedulesAt = observed?.schedulesAt
    site.refusal = progress.refusals.first.map { GrantAtSite.Refusal(message: $0.refusal.message, at: $0.at) }
    site.changedExternallyAt = changedExternallyAt
    site.shortfalls = wanted.isDeleted ? [] : wanted.shortfalls
    return site
  }

  /// The times of the schedule that the group has at the site.
  private var heldTimes: GrantAtSite.Times {
    guard let period = ownSchedule?.period, let zone = SiteZone(wanted.timeZone) else { return .init() }
    return period.times(in: zone)
  }

  /// Whether the group has the period of the grant at the site.
  private var hasWantedPeriod: Bool {
    guard let observed, let period = wanted.period else { return false }
    return observed.schedules.map(\.period) == [period]
  }
}
