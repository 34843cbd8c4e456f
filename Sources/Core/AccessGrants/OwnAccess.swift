package import Wire

/// The access of an ACS user apart from its access grants.
package enum OwnAccess: Hashable, Sendable {
  /// None: the user exists only for access grants.
  case none
  case always
  case schedule(Schedule)

  package init(_ schedule: Schedule?) { self = schedule.map { .schedule($0) } ?? .always }

  /// Its schedule, if it has one.
  package var schedule: Schedule? { if case .schedule(let schedule) = self { schedule } else { nil } }

  /// Whether it covers the moment.
  package func covers(_ now: Instant) -> Bool {
    switch self {
    case .none: false
    case .always: true
    case .schedule(let schedule): schedule.covers(now)
    }
  }

  /// The next moment at which `covers` changes.
  package func nextEdge(after now: Instant) -> Instant? {
    if case .schedule(let schedule) = self { schedule.nextEdge(after: now) } else { nil }
  }
}

/// How long before the start of a grant its user is subscribed. A lock learns of it within minutes.
package let subscriptionLead = Duration.seconds(900)

extension Schedule {
  /// A period that has always been over.
  package static let never = Schedule(startsAt: .earliest, endsAt: .earliest + .seconds(1))

  /// The period of the subscription for an access grant.
  fileprivate var led: Schedule { Schedule(startsAt: startsAt - subscriptionLead, endsAt: endsAt) }
}

/// The period in which a user must be subscribed: the merged period that covers now, else the next one, else the last
/// one. Nil for always.
///
/// - Parameter grants: the periods of the user's access grants.
package func subscriptionPeriod(own: OwnAccess, grants: [Schedule], now: Instant) -> Schedule? {
  if own == .always { return nil }
  let periods = subscriptionPeriods(own: own, grants: grants)
  return periods.first { !$0.isOver(at: now) } ?? periods.last ?? .never
}

/// All periods in which a user must be subscribed, in order. Overlapping and adjacent ones are one.
///
/// - Parameter grants: the periods of the user's access grants.
package func subscriptionPeriods(own: OwnAccess, grants: [Schedule]) -> [Schedule] {
  merged(grants.map(\.led) + [own.schedule].compactMap(\.self))
}

/// The periods in order, where overlapping and adjacent ones are one.
private func merged(_ periods: [Schedule]) -> [Schedule] {
  var merged: [Schedule] = []
  for period in periods.sorted(by: { $0.startsAt < $1.startsAt }) {
    guard let last = merged.last, last.endsAt.map({ period.startsAt <= $0 }) ?? true else {
      merged.append(period)
      continue
    }
    guard let end = last.endsAt else { break }
    merged[merged.count - 1].endsAt = period.endsAt.map { max(end, $0) }
  }
  return merged
}
