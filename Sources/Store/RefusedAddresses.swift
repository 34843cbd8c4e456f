package import API
package import Core
package import Wire

/// Users that a site rejected because another person there had their e-mail address.
extension Connection {
  /// Users that the provider did not create, or not with the wanted e-mail address.
  package func acsUsersRefusedForAddress(
    at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> [AcsUserRecord] {
    try all(
      """
      SELECT \(AcsUserRecord.columns) FROM acs_users WHERE workspace_id = ? AND acs_system_id = ? AND refusals IS NOT NULL
      """, workspace, system, read: AcsUserRecord.read
    ).filter { $0.isRefusedForAddress || $0.observed == nil && !$0.wanted.isDeleted && $0.creationRefusal != nil }
  }
}

extension Transaction {
  /// Makes a user due again whose e-mail address was rejected.
  package func tryAddressAgain(of before: AcsUserRecord) throws {
    var user = before
    user.forgetRefusedAddress()
    try save(user, was: before)
    try setDue(user.id, at: user.acsSystemID, now)
  }
}
