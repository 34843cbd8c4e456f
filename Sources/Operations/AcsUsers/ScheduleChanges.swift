import API
import Core
import Wire

extension Platform.Change {
  /// How far in the past an update may set the end of a stay.
  private static let lateNotice = Duration.seconds(86_400)

  /// The schedule of a new user. It must end in the future.
  func newSchedule(_ asked: AccessScheduleRequest) throws -> Schedule {
    let schedule = try checked(Schedule(startsAt: asked.startsAt ?? now, endsAt: asked.endsAt?.optional))
    if let endsAt = schedule.endsAt, endsAt <= now { throw fault("ends_at must be in the future") }
    return schedule
  }

  /// The schedule that replaces another.
  ///
  /// An unchanged end may be in the past. A new end in the recent past means an early departure: access ends
  /// now, since it cannot end earlier.
  func changedSchedule(_ asked: AccessScheduleUpdate, was before: Schedule?) throws -> Schedule {
    let schedule = try checked(Schedule(startsAt: asked.startsAt, endsAt: asked.endsAt))
    if asked.endsAt > now { return schedule }
    if let endsAt = before?.endsAt, isSame(endsAt, asked.endsAt), endsAt > asked.startsAt {
      return Schedule(startsAt: asked.startsAt, endsAt: endsAt)
    }
    guard now - asked.endsAt <= Self.lateNotice else {
      throw fault("ends_at must not be more than 24 hours in the past, unless it is unchanged")
    }
    // Access that has already ended does not end again.
    if let endsAt = before?.endsAt, endsAt <= now, endsAt > asked.startsAt {
      return Schedule(startsAt: asked.startsAt, endsAt: endsAt)
    }
    return Schedule(startsAt: asked.startsAt, endsAt: now)
  }

  /// A client whose clock has milliseconds omits the microseconds of a moment that it sends back.
  private func isSame(_ one: Instant, _ other: Instant) -> Bool { one.microseconds / 1000 == other.microseconds / 1000 }

  private func checked(_ schedule: Schedule) throws -> Schedule {
    if let endsAt = schedule.endsAt, endsAt <= schedule.startsAt { throw fault("ends_at must be after starts_at") }
    return schedule
  }

  private func fault(_ message: String) -> APIError { .invalidInput(["access_schedule", "ends_at"], message) }
}
