import API
import Core
import Wire

extension Platform.Change {
  /// The times of a new grant. It must end in the future.
  func newGrantSchedule(_ startsAt: Instant, _ endsAt: Instant?) throws -> Schedule {
    let schedule = Schedule(startsAt: startsAt, endsAt: endsAt)
    // A request without starts_at cannot be told to end after it.
    if schedule.isOver(at: now) { throw APIError.invalidInput("ends_at", "ends_at must be in the future") }
    return try checked(schedule)
  }

  /// The times after an update.
  func changedGrantSchedule(_ request: AccessGrants.Update, was before: Schedule) throws -> Schedule {
    let wished = Schedule(
      startsAt: request.startsAt ?? before.startsAt, endsAt: request.endsAt.applied(to: before.endsAt))
    if request.startsAt != nil { _ = try checked(wished) }
    return try checked(before.changed(to: wished, at: now))
  }

  private func checked(_ schedule: Schedule) throws -> Schedule {
    if let endsAt = schedule.endsAt, endsAt <= schedule.startsAt {
      throw APIError.invalidInput("ends_at", "ends_at must be after starts_at")
    }
    return schedule
  }
}
