import API
import Core
import Wire

/// Users whom a site refused for an e-mail address that somebody else there had.
extension Connection {
  /// Users whom the provider did not make, or not with the e-mail address that is asked for.
  package func acsUsersRefusedForAddress(
    at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> [AcsUserRecord] {
    try all(
      """
      SELECT \(acsUserColumns) FROM acs_users WHERE workspace_id = ? AND acs_system_id = ? AND refusals IS NOT NULL
      """, workspace, system, read: acsUserRecord
    ).filter { $0.isRefusedForAddress || $0.observed == nil && !$0.wanted.isDeleted && $0.creationRefusal != nil }
  }
}

extension Transaction {
  /// Has a user tried again who was refused for an address.
  package func tryAddressAgain(of before: AcsUserRecord) throws {
    var user = before
    user.forgetRefusedAddress()
    try save(user, was: before)
    try setDue(user.id, at: user.acsSystemID, now)
  }
}
