package import API
package import Wire

/// An access group of one access grant at a site. It contains the grant's entrances of one site and time zone, and only
/// the grant's user. Its time schedule ends the access at the lock, even while Latchkey and the provider are down.
package enum GrantGroup {
  /// The wanted state.
  package struct Wanted: Hashable, Sendable {
    package var acsSystemID: ID<AcsSystem>
    /// The IANA name of the zone in which the IQs of the entrances read the schedule.
    package var timeZone: String
    /// The only member.
    package var acsUserID: ID<AcsUser>
    /// What the site's staff recognise it by. Its name at the provider also has a reference.
    package var name: String
    package var entrances: Set<ID<AcsEntrance>>
    /// When the grant gives access.
    package var schedule: Schedule
    /// From when on the provider should have the group.
    package var leadsAt: Instant
    package var isDeleted = false

    package init(
      acsSystemID: ID<AcsSystem>, timeZone: String, acsUserID: ID<AcsUser>, name: String,
      entrances: Set<ID<AcsEntrance>>, schedule: Schedule, leadsAt: Instant, isDeleted: Bool = false
    ) {
      self.acsSystemID = acsSystemID
      self.timeZone = timeZone
      self.acsUserID = acsUserID
      self.name = name
      self.entrances = entrances
      self.schedule = schedule
      self.leadsAt = leadsAt
      self.isDeleted = isDeleted
    }

    /// The period that the lock should have. Nil if none opens only while the grant gives access.
    package var period: LocalPeriod? { SiteZone(timeZone).flatMap { LocalPeriod(schedule, in: $0) } }

    /// The parts of the grant's time in which its locks do not open, since clocks repeat an hour.
    package var shortfalls: [Schedule] {
      guard let zone = SiteZone(timeZone) else { return [schedule] }
      return LocalPeriod.shortfalls(of: schedule, in: zone, writtenAs: period)
    }
  }

  /// A part of the work on a group that can fail on its own.
  package enum Stage: String, Hashable, Sendable, CaseIterable {
    case creation, doors, schedule, deletion
  }

  package typealias Refused = RefusedStage<Stage>
  package typealias OpenCall = BegunCall<OpenChange>

  /// The intended change, which decides what to read back.
  package enum OpenChange: Hashable, Sendable {
    /// Creating the group with this name.
    case create(name: String)
    /// Adding or removing these locks.
    case doors([ExternalID<ProviderLock>])
    /// Creating, changing or removing a time schedule.
    case schedule
    case delete

    package var stage: Stage {
      switch self {
      case .create: .creation
      case .doors: .doors
      case .schedule: .schedule
      case .delete: .deletion
      }
    }
  }
}
