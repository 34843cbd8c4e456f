package import Wire

extension Schedule {
  /// What other times of a running grant mean now, for every caller. Access cannot end earlier than now, so a new end in
  /// the past ends it now. Access that has ended does not end again.
  package func changed(to wished: Schedule, at now: Instant) -> Schedule {
    // The end of access that has not started contradicts the start, which is for the caller to solve.
    guard let endsAt = wished.endsAt, endsAt <= now, endsAt != self.endsAt, wished.startsAt <= now else {
      return wished
    }
    if isOver(at: now) { return self }
    // Access that starts and ends now was never given.
    return Schedule(startsAt: wished.startsAt, endsAt: max(now, wished.startsAt + .seconds(1)))
  }
}
