package import API
package import Wire

/// What changed about a grant since it was last looked at.
package struct GrantProgress: Sendable {
  /// A change of an access method.
  package struct MethodChange: Sendable {
    package var method: AccessMethodRecord
    package var type: EventType
  }

  package var methods: [MethodChange] = []
  package var opened: [ID<AcsEntrance>] = []
  package var lost: [ID<AcsEntrance>] = []
  /// Whether the last door opened for the first time.
  package var isGrantedToAll = false
}

extension AccessGrantState {
  /// Compares the state with what was last recorded. After its end, a grant stays as it was.
  ///
  /// - Parameter known: the doors that were open when last looked at.
  package func progress(since known: Set<ID<AcsEntrance>>, now: Instant) -> GrantProgress {
    var progress = GrantProgress()
    if grant.isDeleted || grant.schedule.isOver(at: now) { return progress }
    progress.methods = methods.compactMap { change(of: $0, now: now) }
    let granted = grantedDoors(at: now)
    progress.opened = doors.map(\.id).filter { granted.contains($0) && !known.contains($0) }
    progress.lost = known.subtracting(granted).sorted { $0.text < $1.text }
    progress.isGrantedToAll = grant.grantedAt == nil && isGrantedToAll(at: now)
    return progress
  }

  private func change(of state: AccessMethodState, now: Instant) -> GrantProgress.MethodChange? {
    var method = state.method
    let isIssued = isIssued(state, now: now)
    switch (method.issuedAt, isIssued) {
    case (nil, true):
      let type: EventType = method.wasIssued ? .accessMethodReissued : .accessMethodIssued
      method.issuedAt = now
      method.wasIssued = true
      method.delay = .none
      return .init(method: method, type: type)
    case (_?, false):
      method.issuedAt = nil
      return .init(method: method, type: .accessMethodRevoked)
    case (nil, false):
      let delay = delay(of: state, now: now)
      guard delay.rawValue > method.delay.rawValue else { return nil }
      method.delay = delay
      return .init(method: method, type: delay == .failed ? .accessMethodFailedToIssue : .accessMethodDelayInIssuing)
    case (_?, true): return nil
    }
  }
}
