package import API
import Core
package import Wire

extension Connection {
  /// The access code with which a person opened a door, or tried to. Nil if no PIN was typed, or if it belongs to no
  /// code: the PINs of grants and of ACS users do not.
  func accessCode(
    usedBy entry: ObservedEntry, about subject: EventSubject, at system: AcsSystemRecord
  ) throws -> (id: ID<AccessCode>, isManaged: Bool)? {
    guard entry.means == .pin, let person = entry.person, let door = subject.acsEntranceID else { return nil }
    if let user = subject.acsUserID {
      return try accessCodeID(of: user, at: door, in: system.workspaceID).map { ($0, true) }
    }
    return try siteUser(person, at: system).map { ($0.accessCodeID(at: door), false) }
  }

  /// The managed access code that an ACS user exists for, at a door. Nil for other users.
  package func accessCodeID(
    of user: ID<AcsUser>, at door: ID<AcsEntrance>, in workspace: ID<Workspace>
  ) throws -> ID<AccessCode>? {
    try first(
      """
      SELECT k.access_code_id FROM access_methods m JOIN access_codes k
        ON k.workspace_id = m.workspace_id AND k.access_grant_id = m.access_grant_id
      WHERE m.workspace_id = ? AND m.acs_user_id = ? AND k.acs_entrance_id = ? ORDER BY k.is_deleted, k.sequence LIMIT 1
      """, workspace, user, door
    ) { row in
      var columns = row.columns
      return columns.id()
    }
  }

  private func siteUser(
    _ person: ExternalID<ProviderPerson>, at system: AcsSystemRecord
  ) throws -> SiteUserRecord? {
    try first(
      """
      SELECT \(SiteUserRecord.columns) FROM site_users WHERE workspace_id = ? AND acs_system_id = ? AND person_id = ?
      LIMIT 1
      """, system.workspaceID, system.id, person, read: SiteUserRecord.read)
  }
}
