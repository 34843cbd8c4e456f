package import API
import Core
package import Wire

extension Connection {
  package func enrollmentAutomation(
    _ id: ID<EnrollmentAutomation>, in workspace: ID<Workspace>
  ) throws -> EnrollmentAutomation? {
    try first(
      "SELECT \(EnrollmentAutomation.columns) FROM enrollment_automations WHERE workspace_id = ? AND enrollment_automation_id = ?",
      workspace, id, read: EnrollmentAutomation.read)
  }

  package func enrollmentAutomations(
    of identity: ID<UserIdentity>, in workspace: ID<Workspace>
  ) throws -> [EnrollmentAutomation] {
    try allKept(
      "SELECT \(EnrollmentAutomation.columns) FROM enrollment_automations WHERE workspace_id = ? AND user_identity_id = ? ORDER BY +sequence",
      workspace, identity,
      read: EnrollmentAutomation.read)
  }
}

extension Transaction {
  package func insert(_ automation: EnrollmentAutomation, user: ID<AcsUser>) throws {
    let sequence = try nextSequence(of: "enrollment_automations")
    try insertRow(automation, adding: ["sequence": sequence, "acs_user_id": user])
  }

  /// Makes an automation another identity's, with its user in the credential manager if it has one.
  package func move(_ automation: EnrollmentAutomation, to identity: ID<UserIdentity>) throws {
    let user = try acsUser(of: identity, at: automation.credentialManagerAcsSystemID, in: automation.workspaceID)?.id
    try run(
      """
      UPDATE enrollment_automations SET user_identity_id = ?, acs_user_id = COALESCE(?, acs_user_id)
      WHERE workspace_id = ? AND enrollment_automation_id = ?
      """, identity, user, automation.workspaceID, automation.enrollmentAutomationID)
  }

  package func remove(_ automation: EnrollmentAutomation) throws {
    try run(
      "DELETE FROM enrollment_automations WHERE workspace_id = ? AND enrollment_automation_id = ?",
      automation.workspaceID, automation.enrollmentAutomationID)
  }
}

extension EnrollmentAutomation: Stored {
  static let table = Table<EnrollmentAutomation>("enrollment_automations")

  static func row(_ column: inout some ColumnVisitor<EnrollmentAutomation>) -> EnrollmentAutomation {
    EnrollmentAutomation(
      enrollmentAutomationID: column(key: "enrollment_automation_id", \.enrollmentAutomationID),
      credentialManagerAcsSystemID: column("acs_system_id", \.credentialManagerAcsSystemID),
      userIdentityID: column("user_identity_id", \.userIdentityID),
      workspaceID: column(key: "workspace_id", \.workspaceID), createdAt: column(once: "created_at", \.createdAt))
  }
}
