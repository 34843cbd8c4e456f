import API
import Wire

/// The users of a site that wait to be processed, those that are being processed, and those of them that became urgent
/// in the meantime. A user is processed once at a time.
struct UserQueue: Sendable {
  private var waiting: ArraySlice<ID<AcsUser>> = []
  private var inWork: Set<ID<AcsUser>> = []
  private var turnedUrgent: Set<ID<AcsUser>> = []

  /// Whether no user is being processed.
  var isIdle: Bool { inWork.isEmpty }

  /// Replaces the waiting users, in this order.
  ///
  /// - Returns: the users that wait now. Users that are being processed do not.
  mutating func lineUp(_ users: [ID<AcsUser>]) -> [ID<AcsUser>] {
    let others = users.filter { !inWork.contains($0) }
    waiting = others[...]
    return others
  }

  /// Starts the next waiting user. Nil if none waits.
  mutating func beginNext() -> ID<AcsUser>? {
    while let user = waiting.popFirst() {
      if inWork.insert(user).inserted { return user }
    }
    return nil
  }

  /// Starts urgent users at once. A user that is already being processed gets its revocation planned next.
  ///
  /// - Returns: the users that were started.
  mutating func beginUrgent(_ users: [ID<AcsUser>]) -> [ID<AcsUser>] {
    users.filter { user in
      if inWork.insert(user).inserted { return true }
      turnedUrgent.insert(user)
      return false
    }
  }

  /// Ends the processing of a user.
  ///
  /// - Returns: whether the user became urgent in the meantime, so that it must be checked again.
  mutating func end(_ user: ID<AcsUser>) -> Bool {
    inWork.remove(user)
    return turnedUrgent.remove(user) != nil
  }
}
