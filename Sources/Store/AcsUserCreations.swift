import API
import Core
import Wire

/// Users whom the provider did not make because of their e-mail address.
extension Connection {
  /// A user of ours who was found again by its mark, whom nothing asked for yet.
  public func foundAcsUser(
    emailAddress: String, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> AcsUserRecord? {
    try acsUser(of: .found, emailAddress: emailAddress, at: system, in: workspace).flatMap { user in
      let isAskedFor = user.userIdentityID != nil || user.wanted.isDeleted || user.progress.openCall != nil
      return isAskedFor ? nil : user
    }
  }

  /// The ACS user for whom a person of the site was taken up who has an e-mail address there.
  public func takenUpAcsUser(
    emailAddress: String, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> AcsUserRecord? {
    try acsUser(of: .takenUp, emailAddress: emailAddress, at: system, in: workspace)
  }

  private func acsUser(
    of origin: AcsUserRecord.Origin, emailAddress: String, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> AcsUserRecord? {
    try first(
      """
      SELECT \(acsUserColumns) FROM acs_users WHERE workspace_id = ? AND acs_system_id = ? AND origin = ?
        AND lower(observed_email_address) = ? AND site_user_id IS NOT NULL
      ORDER BY +sequence LIMIT 1
      """, workspace, system, origin.rawValue, emailAddress.lowercased(), read: acsUserRecord)
  }

  /// Users whom the provider refused to make.
  public func refusedAcsUsers(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> [AcsUserRecord] {
    try all(
      """
      SELECT \(acsUserColumns) FROM acs_users WHERE workspace_id = ? AND acs_system_id = ? AND site_user_id IS NULL
        AND refusals IS NOT NULL AND is_deleted = 0
      """, workspace, system, read: acsUserRecord
    ).filter { $0.creationRefusal != nil }
  }

  /// Has a user made after all, whom the provider refused to make before.
  public func retryCreation(of before: AcsUserRecord, at now: Instant) throws {
    var user = before
    user.progress.refusals.removeAll { $0.stage == .creation }
    user.progress.notBefore = nil
    try save(user, was: before, at: now)
    try setDue(user.id, at: user.acsSystemID, in: user.workspaceID, now)
  }
}
