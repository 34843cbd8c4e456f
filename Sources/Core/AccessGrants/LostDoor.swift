package import API
package import Wire

/// A door that a grant no longer opens, since it belongs to no site that Latchkey knows.
package struct LostDoor: Hashable, Sendable {
  package enum Cause: String, Hashable, Sendable, CaseIterable {
    case lockRemoved = "lock_removed"
    case accountDeleted = "account_deleted"
  }
  package var name: String
  /// The space by which the grant opened it. Nil if the grant named the door itself.
  package var space: ID<Space>?
  package var cause: Cause
  package var lostAt: Instant

  package init(name: String, space: ID<Space>?, cause: Cause, lostAt: Instant) {
    self.name = name
    self.space = space
    self.cause = cause
    self.lostAt = lostAt
  }
}

extension AccessGrantState {
  /// The warnings about lost doors, one for each cause.
  var lostDoorWarnings: [AccessGrantWarning] {
    LostDoor.Cause.allCases.compactMap { cause -> AccessGrantWarning? in
      let lost = grant.lostDoors.filter { $0.cause == cause }
      guard let since = lost.map(\.lostAt).max() else { return nil }
      let names = lost.map(\.name).joined(separator: ", ")
      return AccessGrantWarning(
        .underprovisionedAccess, since: since,
        "\(cause.explanation), so the grant no longer opens: \(names). Give the grant its doors or spaces again by "
          + "/access_grants/update.")
    }
  }
}

extension LostDoor.Cause {
  fileprivate var explanation: String {
    switch self {
    case .lockRemoved: "The site no longer has the lock"
    case .accountDeleted: "The connected account was deleted"
    }
  }
}
