package import API
package import Wire

/// The time schedules of a group, in the local time of its IQ.
package struct GroupSchedules: Hashable, Sendable {
  package var schedules: [ObservedTimeSchedule]
  /// The IANA name of the zone.
  package var timeZone: String

  package init(schedules: [ObservedTimeSchedule], timeZone: String) {
    self.schedules = schedules
    self.timeZone = timeZone
  }

  /// Whether one of them permits access at a moment.
  func permits(_ moment: Instant) -> Truth {
    guard let zone = SiteZone(timeZone) else { return .unknown }
    return schedules.reduce(.no) { truth, schedule in
      truth || (schedule.period.map { Truth($0.opens(at: moment, in: zone)) } ?? .unknown)
    }
  }

  /// Whether one of them starts later.
  func isAhead(of moment: Instant) -> Bool {
    guard let shown = SiteZone(timeZone)?.wallClock(at: moment) else { return false }
    return schedules.contains { schedule in schedule.period?.starts.map { shown < $0 } ?? false }
  }
}

extension AccessFacts.Group {
  /// Whether it is the group of a grant.
  var isOfGrant: Bool { grant != nil || !schedules.isEmpty }

  /// The grant that will give access by the group.
  package struct Grant: Hashable, Sendable {
    package var acsUserID: ID<AcsUser>
    package var schedules: GroupSchedules

    package init(acsUserID: ID<AcsUser>, schedules: GroupSchedules) {
      self.acsUserID = acsUserID
      self.schedules = schedules
    }
  }
}

extension AccessFacts {
  /// The groups of grants as they will be once all wanted changes are made. A group without a grant at the requested
  /// moment gives no access.
  mutating func foreseeGrants(at now: Instant) {
    for index in groups.indices where groups[index].isOfGrant {
      groups[index].holdsEntrance.record(Truth(groups[index].grant != nil), at: now)
      guard let grant = groups[index].grant else { continue }
      groups[index].schedules.record(grant.schedules, at: now)
      if let person, person.id == grant.acsUserID, person.wanted.value(at: now)?.isDeleted != true {
        self.person?.memberships[groups[index].id, default: FactHistory()].record(.yes, at: now)
      }
    }
  }
}

extension AccessJudgement {
  /// Whether a group's schedules permit access now, by any of those that the lock may have.
  func isWithinSchedules(of group: AccessFacts.Group) -> Truth {
    if group.schedules.isEmpty { return .yes }
    let heard = facts.lock.heardAt(moment).map { min($0, moment) - brand.windows.schedule } ?? Instant.earliest
    let truths = group.schedules.values(from: heard, through: moment).map { $0?.permits(moment) ?? .no }
    return truths.dropFirst().reduce(truths[0]) { $0.mixed(with: $1) }
  }

  /// A group of the person whose schedules shut the entrance: preferably one whose time is still to come.
  private var groupShut: AccessFacts.Group? {
    let shut = facts.groups.filter { isPlaced(in: $0) == .yes && isWithinSchedules(of: $0) == .no }
    return shut.first(where: isAhead) ?? shut.first
  }

  private func isAhead(_ group: AccessFacts.Group) -> Bool {
    group.schedules.value(at: moment)?.isAhead(of: moment) ?? false
  }

  var reasonOfGroupShut: AccessReason? { groupShut.map { isAhead($0) ? .beforeSchedule : .afterSchedule } }

  var messageOfGroupShut: String? {
    groupShut.map { group in
      let state = isAhead(group) ? "has not started" : "has ended"
      return "The time of the access grant whose group is “\(group.name)” \(state)."
    }
  }

  var changeOfGroupShut: AccessChange? {
    groupShut.map { group in
      let until = isAhead(group) ? "start by" : "end after"
      return AccessChange(
        .changeSchedule, "Change the access grant of the group “\(group.name)” to \(until) \(moment).")
    }
  }

  /// When the locks have all schedules of the person's groups.
  var schedulesHeardAt: Instant? {
    facts.groups.filter { facts.person?.memberships[$0.id] != nil }.compactMap { $0.schedules.since(moment) }
      .map { $0 + brand.windows.schedule }.max()
  }
}
