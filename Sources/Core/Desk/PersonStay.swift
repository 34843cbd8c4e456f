package import API
package import Wire

/// A period in which a person has access to a site: the ACS user's own, or that of an access grant.
package struct PersonStay: Hashable, Sendable {
  package var acsUserID: ID<AcsUser>
  package var acsSystemID: ID<AcsSystem>
  /// Nil for the user's own access.
  package var accessGrantID: ID<AccessGrant>?
  /// The name of the access grant.
  package var name: String?
  package var spaceNames: [String] = []
  package var spaceIDs: [ID<Space>] = []
  /// Nil for always.
  package var schedule: Schedule?

  package init(
    acsUserID: ID<AcsUser>, acsSystemID: ID<AcsSystem>, accessGrantID: ID<AccessGrant>?, name: String?,
    schedule: Schedule?
  ) {
    self.acsUserID = acsUserID
    self.acsSystemID = acsSystemID
    self.accessGrantID = accessGrantID
    self.name = name
    self.schedule = schedule
  }

  /// The API resource. Nil for permanent access.
  fileprivate var resource: DeskPerson.Stay? {
    schedule.map {
      var stay = DeskPerson.Stay(
        accessGrantID: accessGrantID, name: name, spaceNames: spaceNames, startsAt: $0.startsAt, endsAt: $0.endsAt)
      stay.spaceIDs = spaceIDs
      return stay
    }
  }
}

extension [PersonStay] {
  /// Where the person is in the stays.
  func phase(at now: Instant) -> DeskPerson.Phase {
    let schedules = compactMap(\.schedule)
    if schedules.contains(where: { $0.covers(now) }) { return .inHouse }
    if contains(where: { $0.schedule == nil }) { return .permanent }
    return schedules.contains { $0.startsAt > now } ? .upcoming : .gone
  }

  /// The stays as API resources in order, and the current, next or last one.
  func resources(at now: Instant) -> (all: [DeskPerson.Stay], shown: DeskPerson.Stay?) {
    func end(_ stay: DeskPerson.Stay) -> Instant { stay.endsAt ?? .latest }
    let all = compactMap(\.resource).sorted {
      ($0.startsAt, end($0), $0.accessGrantID?.text ?? "") < ($1.startsAt, end($1), $1.accessGrantID?.text ?? "")
    }
    let current = all.filter { $0.startsAt <= now && end($0) > now }.max { end($0) < end($1) }
    return (all, current ?? all.first { $0.startsAt > now } ?? all.max { end($0) < end($1) })
  }
}
