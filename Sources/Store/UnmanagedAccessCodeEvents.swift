import API
package import Core
import Wire

extension Transaction {
  /// Appends an event for each PIN at a lock that an unmanaged person got or lost.
  ///
  /// - Parameters:
  ///   - user: the person now. Nil if the site no longer has them.
  ///   - before: the person as stored before. Nil for a new one.
  package func noteUnmanagedCodes(of user: SiteUserRecord?, was before: SiteUserRecord?) throws {
    let (locks, former) = (try locksWithPin(of: user), try locksWithPin(of: before))
    if let before {
      for lock in former where !locks.contains(lock) { try append(.accessCodeUnmanagedRemoved, before, at: lock) }
    }
    if let user {
      for lock in locks where !former.contains(lock) { try append(.accessCodeUnmanagedCreated, user, at: lock) }
    }
  }

  private func append(_ type: EventType, _ user: SiteUserRecord, at lock: ID<AcsEntrance>) throws {
    guard let device = try device(lock, in: workspaceID), device.entrance.hasKeypad else { return }
    var subject = EventSubject()
    subject.deviceID = device.id
    subject.connectedAccountID = device.system.connectedAccountID
    try append(type, about: subject) { event in event.access.accessCodeID = user.accessCodeID(at: lock) }
  }

  /// The locks in the groups of a person with a PIN. None for a person whom Latchkey made.
  private func locksWithPin(of user: SiteUserRecord?) throws -> [ID<AcsEntrance>] {
    guard let user, user.shown.profile.mayUsePin == true, !user.isOurs, !user.groups.isEmpty else { return [] }
    var conditions = Conditions("g.workspace_id = ? AND g.acs_system_id = ?", user.workspaceID, user.acsSystemID)
    conditions.among(user.groups, column: "g.external_id")
    return try all(
      """
      SELECT DISTINCT x.acs_entrance_id FROM acs_access_groups g JOIN acs_access_group_entrances x
        ON x.workspace_id = g.workspace_id AND x.acs_access_group_id = g.acs_access_group_id
      WHERE \(conditions.sql) ORDER BY x.acs_entrance_id
      """, conditions.values
    ) { row in
      var columns = row.columns
      return columns.id()
    }
  }
}
