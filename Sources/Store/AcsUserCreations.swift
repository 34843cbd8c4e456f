package import API
package import Core
package import Wire

/// Users by their e-mail address at the provider.
extension Connection {
  /// A user that was recovered by its mark and not requested again yet.
  package func foundAcsUser(
    emailAddress: String, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> AcsUserRecord? {
    try acsUser(of: .found, emailAddress: emailAddress, at: system, in: workspace).flatMap { user in
      let isAskedFor = user.userIdentityID != nil || user.wanted.isDeleted || user.progress.openCall != nil
      return isAskedFor ? nil : user
    }
  }

  /// The ACS user that took up the person with an e-mail address at the site.
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
      SELECT \(AcsUserRecord.columns) FROM acs_users WHERE workspace_id = ? AND acs_system_id = ? AND origin = ?
        AND lower(observed_email_address) = ? AND site_user_id IS NOT NULL
      ORDER BY +sequence LIMIT 1
      """, workspace, system, origin.rawValue, emailAddress.lowercased(), read: AcsUserRecord.read)
  }
}
