import API
import Wire

extension AccessFacts.Wanted {
  /// Whether the memberships that Latchkey gave to a person created by the site's staff are wanted at a moment.
  func holdsPlaces(at moment: Instant) -> Bool {
    !isDeleted && !isSuspended && schedule?.covers(moment) ?? true
  }
}

extension AccessFacts.Person {
  /// The forecast for a person created by the site's staff: subscription and block stay as observed, and only the
  /// memberships from Latchkey change.
  func foreseenTakenUp(_ wanted: AccessFacts.Wanted, now: Instant) -> Self {
    var foreseen = self
    if wanted.mayHoldMobileKey { foreseen.mayHoldMobileKey.record(.yes, at: now) }
    if wanted.hasPin { foreseen.hasPin.record(.yes, at: now) }
    if wanted.hasCard { foreseen.hasCard.record(.yes, at: now) }
    let edges = [wanted.schedule?.startsAt, wanted.schedule?.endsAt].compactMap(\.self).filter { $0 > now }
    for group in ownGroups {
      let isWanted = wantedMemberships[group]?.truth(at: now) ?? .no
      for moment in [now] + edges {
        foreseen.memberships[group, default: FactHistory()].record(
          isWanted && Truth(wanted.holdsPlaces(at: moment)), at: moment)
      }
    }
    return foreseen
  }
}

extension AccessFacts {
  /// Whether the site's staff added their own person to a group that contains the entrance.
  var isGivenBySite: Bool {
    guard let person, person.wanted.current?.isTakenUp == true else { return false }
    return groups.contains { group in
      !person.ownGroups.contains(group.id) && group.holdsEntrance.current == .yes
        && person.memberships[group.id]?.current == .yes
    }
  }
}

extension AccessJudgement {
  /// The group from which a person is kept out: one created by the site's staff by a schedule or a suspension, and any
  /// other while only access grants run.
  var groupKeptBack: AccessFacts.Group? {
    facts.groups.first { facts.keepsBack($0, at: moment) && $0.holdsEntrance.truth(at: moment) == .yes }
  }

  /// Why the person is kept out.
  var reasonToKeepBack: AccessReason? {
    guard groupKeptBack != nil, let wanted else { return nil }
    if wanted.isSuspended { return .suspended }
    if !wanted.isTakenUp { return wanted.reasonOfOwnAccess(at: moment) }
    return wanted.schedule?.isOver(at: moment) == true ? .afterSchedule : .beforeSchedule
  }

  var messageOfGroupKeptBack: String? {
    guard let group = groupKeptBack, let reason = reasonToKeepBack else { return nil }
    let why =
      switch reason {
      case .suspended: "the user is suspended"
      case .noAccessGroup: "the user has no access apart from access grants"
      case .afterSchedule where wanted?.own != nil: "the user's access apart from access grants has ended"
      case .beforeSchedule where wanted?.own != nil: "the user's access apart from access grants has not started"
      case .afterSchedule: "the user's access schedule has ended"
      default: "the user's access schedule has not started"
      }
    return "Latchkey keeps the user out of the access group “\(group.name)”: \(why)."
  }
}
