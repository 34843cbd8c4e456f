import API
package import Wire

/// By which groups a person has a right to an entrance, and until when, as wanted.
extension AccessFacts {
  /// The person's groups that contain the entrance.
  package func groupsOfPerson(at moment: Instant) -> [Group] {
    guard let person else { return [] }
    return groups.filter { group in
      if group.grant?.acsUserID == person.id { return true }
      let isIn = person.wantedMemberships[group.id]?.current == .yes
      let isSeen = person.memberships[group.id].map { $0.truth(at: moment) != .no } ?? false
      return (isIn || isSeen) && group.holdsEntrance.truth(at: moment) != .no
    }
  }

  /// When the right of the moment ends, by the group or grant that gives it longest. Nil for no end, and without a right.
  package func endOfRight(at moment: Instant) -> Instant? {
    guard let person else { return nil }
    let given = person.grants.values.compactMap { $0.value(at: moment) }
      .filter { $0.entrances.contains(entranceID) && $0.schedule.covers(moment) }
    var ends = given.map { $0.schedule.endsAt ?? .latest }
    let hasOwnGroup = groupsOfPerson(at: moment).contains { !$0.isOfGrant }
    if hasOwnGroup, let wanted = person.wanted.value(at: moment), let end = wanted.endOfOwnRight(at: moment) {
      ends.append(end)
    }
    let last = ends.max()
    return last == Instant.latest ? nil : last
  }
}

extension AccessFacts.Wanted {
  /// When the access apart from grants ends, which is the latest moment for no end. Nil if it does not cover the moment.
  fileprivate func endOfOwnRight(at moment: Instant) -> Instant? {
    let access = own ?? OwnAccess(schedule)
    guard access.covers(moment) else { return nil }
    return access.schedule?.endsAt ?? .latest
  }
}
