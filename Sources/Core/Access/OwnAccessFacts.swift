import API
import Wire

/// What the access of a user with access grants apart from them does.
extension AccessFacts.Wanted {
  /// Whether the user is subscribed only for access grants. Then it opens the doors of grants only.
  func isInForGrantsOnly(at moment: Instant) -> Bool {
    guard let own, !isTakenUp else { return false }
    return schedule?.covers(moment) ?? true && !own.covers(moment)
  }

  /// The later moments at which `isInForGrantsOnly` changes, in order.
  func edgesOfOwnAccess(after now: Instant) -> [Instant] {
    guard let own else { return [] }
    let edges = [schedule?.startsAt, schedule?.endsAt, own.schedule?.startsAt, own.schedule?.endsAt]
    return Set(edges.compactMap(\.self)).filter { $0 > now }.sorted()
  }

  /// Why it does not let the user in.
  func reasonOfOwnAccess(at moment: Instant) -> AccessReason {
    guard let schedule = own?.schedule else { return .noAccessGroup }
    return schedule.isOver(at: moment) ? .afterSchedule : .beforeSchedule
  }

  /// What it adds to the access grants. Nil for a user without grants, and for the site's staff.
  var messageOfOwnAccess: String? {
    guard let own, !isTakenUp else { return nil }
    switch own {
    case .always: return "The user's access apart from access grants has no schedule."
    case .none: return "The user has access by access grants only."
    case .schedule(let schedule):
      return "The user's access apart from access grants runs \(schedule.words). Outside of it, only the groups of "
        + "grants are in effect."
    }
  }
}

extension Schedule {
  fileprivate var words: String { "from \(startsAt) " + (endsAt.map { "until \($0)" } ?? "without an end") }
}

extension AccessChange {
  /// What opens the doors of a group to a user who has access by access grants only.
  static func ownAccess(including moment: Instant, in group: AccessFacts.Group) -> AccessChange {
    AccessChange(
      .changeSchedule,
      "Give the user an access schedule that includes \(moment), then add it to the access group “\(group.name)”.",
      acsAccessGroupID: group.id)
  }
}
