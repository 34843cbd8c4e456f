import API
import Wire

/// Who at a site waits for work, who is in work, and who of those turned urgent meanwhile. Each user is in work once.
struct UserQueue: Sendable {
  private var waiting: ArraySlice<ID<AcsUser>> = []
  private var inWork: Set<ID<AcsUser>> = []
  private var turnedUrgent: Set<ID<AcsUser>> = []

  /// Whether nobody is in work.
  var isIdle: Bool { inWork.isEmpty }

  /// Has users wait in this order, instead of those who waited before.
  ///
  /// - Returns: who of them waits; those in work do not.
  mutating func lineUp(_ users: [ID<AcsUser>]) -> [ID<AcsUser>] {
    let others = users.filter { !inWork.contains($0) }
    waiting = others[...]
    return others
  }

  /// Takes the next user who waits into work; nil where nobody does.
  mutating func beginNext() -> ID<AcsUser>? {
    while let user = waiting.popFirst() {
      if inWork.insert(user).inserted { return user }
    }
    return nil
  }

  /// Takes urgent users into work at once. Who is in work already has the urgent thing planned next.
  ///
  /// - Returns: whom it took.
  mutating func beginUrgent(_ users: [ID<AcsUser>]) -> [ID<AcsUser>] {
    users.filter { user in
      if inWork.insert(user).inserted { return true }
      turnedUrgent.insert(user)
      return false
    }
  }

  /// - Returns: whether the user turned urgent while in work, so that one has to look again.
  mutating func end(_ user: ID<AcsUser>) -> Bool {
    inWork.remove(user)
    return turnedUrgent.remove(user) != nil
  }
}
