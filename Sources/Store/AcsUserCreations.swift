import API
import Core
import Wire

/// Users by the e-mail address that they have at the provider.
extension Connection {
  /// A user of ours who was found again by its mark, whom nothing asked for yet.
  package func foundAcsUser(
    emailAddress: String, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> AcsUserRecord? {
    try acsUser(of: .found, emailAddress: emailAddress, at: system, in: workspace).flatMap { user in
      let isAskedFor = user.userIdentityID != nil || user.wanted.isDeleted || user.progress.openCall != nil
      return isAskedFor ? nil : user
    }
  }

  /// The ACS user for whom a person of the site was taken up who has an e-mail address there.
  package func takenUpAcsUser(
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
}
