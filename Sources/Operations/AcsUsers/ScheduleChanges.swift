import API
import Core
import Wire

extension Platform.Change {
  /// How long ago a stay may have ended for an update to say so.
  private static let lateNotice = Duration.seconds(86_400)

  /// The schedule of a new user, whose stay must not be over.
  func newSchedule(_ asked: AccessScheduleRequest) throws -> Schedule {
    let schedule = try checked(Schedule(startsAt: asked.startsAt ?? now, endsAt: asked.endsAt?.optional))
    if let endsAt = schedule.endsAt, endsAt <= now { throw fault("ends_at must be in the future") }
    return schedule
  }

  /// The schedule that takes the place of another.
  ///
  /// An end that stays as it is may have passed. A new one that has just passed tells of an early departure: access ends
  /// now, since it cannot have ended before.
  func changedSchedule(_ asked: AccessScheduleUpdate, was before: Schedule?) throws -> Schedule {
    let schedule = try checked(Schedule(startsAt: asked.startsAt, endsAt: asked.endsAt))
    if asked.endsAt > now { return schedule }
    if let endsAt = before?.endsAt, isSame(endsAt, asked.endsAt), endsAt > asked.startsAt {
      return Schedule(startsAt: asked.startsAt, endsAt: endsAt)
    }
    guard now - asked.endsAt <= Self.lateNotice else {
      throw fault("ends_at must not be more than 24 hours in the past, unless it is unchanged")
    }
    // Access that has ended already does not end again.
    if let endsAt = before?.endsAt, endsAt <= now, endsAt > asked.startsAt {
      return Schedule(startsAt: asked.startsAt, endsAt: endsAt)
    }
    return Schedule(startsAt: asked.startsAt, endsAt: now)
  }

  /// A client whose clock knows milliseconds sends a moment back without what is finer.
  private func isSame(_ one: Instant, _ other: Instant) -> Bool { one.microseconds / 1000 == other.microseconds / 1000 }

  private func checked(_ schedule: Schedule) throws -> Schedule {
    if let endsAt = schedule.endsAt, endsAt <= schedule.startsAt { throw fault("ends_at must be after starts_at") }
    return schedule
  }

  private func fault(_ message: String) -> APIError { .invalidInput(["access_schedule", "ends_at"], message) }
}
