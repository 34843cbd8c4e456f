package import API
import Core
package import Wire

extension Connection {
  package func enrollmentAutomation(
    _ id: ID<EnrollmentAutomation>, in workspace: ID<Workspace>
  ) throws -> EnrollmentAutomation? {
    try first(
      "\(automationSelect) WHERE workspace_id = ? AND enrollment_automation_id = ?", workspace, id, read: automation)
  }

  package func enrollmentAutomations(
    of identity: ID<UserIdentity>, in workspace: ID<Workspace>
  ) throws -> [EnrollmentAutomation] {
    try all(
      "\(automationSelect) WHERE workspace_id = ? AND user_identity_id = ? ORDER BY +sequence", workspace, identity,
      read: automation)
  }
}

extension Transaction {
  package func insert(_ automation: EnrollmentAutomation, user: ID<AcsUser>) throws {
    try run(
      """
      INSERT INTO enrollment_automations (workspace_id, enrollment_automation_id, sequence, user_identity_id,
        acs_system_id, acs_user_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
      """, automation.workspaceID, automation.enrollmentAutomationID,
      try nextSequence(of: "enrollment_automations"), automation.userIdentityID,
      automation.credentialManagerAcsSystemID, user, automation.createdAt)
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

private let automationSelect = """
  SELECT workspace_id, enrollment_automation_id, acs_system_id, user_identity_id, created_at FROM enrollment_automations
  """

private func automation(_ row: Row) throws -> EnrollmentAutomation {
  var columns = row.columns
  let workspace = columns.id(Workspace.self)
  return EnrollmentAutomation(
    enrollmentAutomationID: columns.id(), credentialManagerAcsSystemID: columns.id(), userIdentityID: columns.id(),
    workspaceID: workspace, createdAt: columns.instant())
}
