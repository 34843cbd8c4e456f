import API
import Core
import Wire

extension Platform.Change {
  /// How far in the past an update may set the end of a grant.
  private static let lateNotice = Duration.seconds(86_400)

  /// The times of a new grant. It must end in the future.
  func newGrantSchedule(_ startsAt: Instant, _ endsAt: Instant?) throws -> Schedule {
    let schedule = try checked(Schedule(startsAt: startsAt, endsAt: endsAt))
    if schedule.isOver(at: now) { throw APIError.invalidInput("ends_at", "ends_at must be in the future") }
    return schedule
  }

  /// The times after an update. A new end in the recent past means an early departure: access ends now, since it cannot
  /// end earlier.
  func changedGrantSchedule(_ request: AccessGrants.Update, was before: Schedule) throws -> Schedule {
    let schedule = try checked(
      Schedule(startsAt: request.startsAt ?? before.startsAt, endsAt: request.endsAt.applied(to: before.endsAt)))
    guard let endsAt = schedule.endsAt, endsAt <= now, endsAt != before.endsAt else { return schedule }
    guard now - endsAt <= Self.lateNotice else {
      throw APIError.invalidInput(
        "ends_at", "ends_at must not be more than 24 hours in the past, unless it is unchanged")
    }
    // Access that has already ended does not end again.
    if before.isOver(at: now) { return before }
    // Access that has not started and ends now was never given.
    let end = max(now, schedule.startsAt + .seconds(1))
    return Schedule(startsAt: schedule.startsAt, endsAt: end)
  }

  private func checked(_ schedule: Schedule) throws -> Schedule {
    if let endsAt = schedule.endsAt, endsAt <= schedule.startsAt {
      throw APIError.invalidInput("ends_at", "ends_at must be after starts_at")
    }
    return schedule
  }
}
