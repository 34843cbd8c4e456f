package import API
package import Wire

extension GrantGroupRecord {
  /// What the site shows of the grant.
  ///
  /// - Parameter entrances: the entrances of the group's locks, with their names.
  package func atSite(_ entrances: [ExternalID<ProviderLock>: (id: ID<AcsEntrance>, name: String)]) -> GrantAtSite {
    let held = (observed?.locks ?? []).compactMap { entrances[$0] }
    var site = GrantAtSite(
      acsSystemID: wanted.acsSystemID, acsUserID: wanted.acsUserID, acsAccessGroupID: acsAccessGroupID,
      wanted: wanted.isDeleted ? [] : wanted.entrances, held: Set(held.map(\.id)), leadsAt: wanted.leadsAt,
      hasWantedPeriod: hasWantedPeriod)
    site.heldNames = Dictionary(held.map { ($0.id, $0.name) }) { first, _ in first }
    site.heldTimes = heldTimes
    site.heldSchedules = schedules
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
