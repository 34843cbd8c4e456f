import API
import Wire

/// How long a stay can go on: until the next stay in its space, and as far as there are seats.
struct StayRoom: Sendable {
  /// How far ahead seats are looked at.
  private static let dayMax = 31

  private let facts: StayFacts
  private let visit: ConsoleVisit

  init(_ facts: StayFacts, _ visit: ConsoleVisit) {
    self.facts = facts
    self.visit = visit
  }

  /// When the next stay in the first space starts. Nil if there is none.
  func nextStart() async throws -> Instant? {
    guard let end = facts.grant.endsAt.optional, let space = facts.grant.spaceIDs.first else { return nil }
    var request = DeskStays.List()
    request.filter = .upcoming
    request.spaceID = space
    request.endsAfter = end
    request.limit = 2
    let others = try await visit.call(request).items.filter { $0.accessGrantID != facts.grant.accessGrantID }
    return others.first?.startsAt
  }

  /// How many seats are needed on the day of the end. Nil if that is too far ahead, or if the site has no limit.
  func seats() async throws -> String? {
    guard let end = facts.grant.endsAt.optional, end > visit.now, let site = facts.doors.first?.acsSystemID else {
      return nil
    }
    let days = Int(((end - visit.now) / .seconds(86_400)).rounded(.up)) + 1
    guard days <= Self.dayMax else { return nil }
    var request = SeatOperations.Forecast()
    request.acsSystemID = site
    request.days = days
    let forecast = try await visit.call(request)
    guard forecast.limit > 0, let day = forecast.days.last(where: { $0.startsAt < end }) else { return nil }
    return "\(day.demand) of \(forecast.limit) seats are needed on \(facts.times.dayWords(end))."
  }
}
