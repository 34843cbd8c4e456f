import API
import Wire

extension AccessFacts {
  /// The facts of a future moment, if all wanted changes are made and the IQ stays as
  /// last seen.
  func foreseen(at moment: Instant, now: Instant, _ brand: Brand) -> AccessFacts {
    var foreseen = self
    if lock.iqState(at: now, brand.windows) == .online {
      foreseen.lock.iqSeenAt = moment
      foreseen.lock.iqOnlineAt = moment
    } else if lock.iqState(at: now, brand.windows) == .offline {
      if lock.iqOnlineAt == lock.iqSeenAt { foreseen.lock.iqOnlineAt = moment }
      foreseen.lock.iqSeenAt = moment
    }
    let ofGrants = Set(groups.filter(\.isOfGrant).map(\.id))
    foreseen.person = person?.foreseen(at: moment, now: now, hasFreeSeat: freeSeats > 0, groupsOfGrants: ofGrants)
    foreseen.foreseeGrants(at: now)
    return foreseen
  }
}

extension AccessFacts.Person {
  fileprivate func foreseen(
    at moment: Instant, now: Instant, hasFreeSeat: Bool, groupsOfGrants: Set<ID<AcsAccessGroup>>
  ) -> Self {
    guard let wanted = wanted.value(at: now) else { return self }
    if wanted.isTakenUp, !wanted.isDeleted { return foreseenTakenUp(wanted, now: now) }
    var foreseen = self
    foreseen.exists.record(Truth(!wanted.isDeleted), at: now)
    foreseen.isBlocked.record(Truth(wanted.isSuspended), at: now)
    foreseen.mayHoldMobileKey.record(Truth(wanted.mayHoldMobileKey), at: now)
    foreseen.hasPin.record(Truth(wanted.hasPin), at: now)
    foreseen.hasCard.record(Truth(wanted.hasCard), at: now)
    for (group, place) in wantedMemberships {
      let isWanted = place.truth(at: now)
      guard !groupsOfGrants.contains(group) else {
        foreseen.memberships[group, default: FactHistory()].record(isWanted, at: now)
        continue
      }
      for edge in [now] + wanted.edgesOfOwnAccess(after: now) {
        foreseen.memberships[group, default: FactHistory()].record(
          isWanted && Truth(!wanted.isInForGrantsOnly(at: edge)), at: edge)
      }
    }
    foreseen.isSubscribed.record(seat(wanted, at: now, now: now, hasFreeSeat: hasFreeSeat), at: now)
    for edge in [wanted.schedule?.startsAt, wanted.schedule?.endsAt].compactMap(\.self) where edge > now {
      foreseen.isSubscribed.record(seat(wanted, at: edge, now: now, hasFreeSeat: hasFreeSeat), at: edge)
    }
    return foreseen
  }

  /// Whether the user will be subscribed: a subscribed user keeps the seat, any other needs a free one, and without a
  /// free seat now the result is unknown.
  private func seat(_ wanted: AccessFacts.Wanted, at moment: Instant, now: Instant, hasFreeSeat: Bool) -> Truth {
    guard !wanted.isDeleted, wanted.schedule?.covers(moment) ?? true else { return .no }
    let keepsSeat = isSubscribed.truth(at: now) == .yes && (wanted.schedule?.covers(now) ?? true)
    return keepsSeat || hasFreeSeat ? .yes : .unknown
  }
}
