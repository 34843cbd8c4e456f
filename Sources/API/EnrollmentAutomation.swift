public import Wire

/// Delivers an identity's keys to its phones through a credential manager.
public struct EnrollmentAutomation: Record, Answer {
  public static let name = "enrollment_automation"
  public var enrollmentAutomationID: ID<EnrollmentAutomation>
  public var credentialManagerAcsSystemID: ID<AcsSystem>
  public var userIdentityID: ID<UserIdentity>
  public var workspaceID: ID<Workspace>
  public var createdAt: Instant

  public init(
    enrollmentAutomationID: ID<EnrollmentAutomation>, credentialManagerAcsSystemID: ID<AcsSystem>,
    userIdentityID: ID<UserIdentity>, workspaceID: ID<Workspace>, createdAt: Instant
  ) {
    self.enrollmentAutomationID = enrollmentAutomationID
    self.credentialManagerAcsSystemID = credentialManagerAcsSystemID
    self.userIdentityID = userIdentityID
    self.workspaceID = workspaceID
    self.createdAt = createdAt
  }
  public static let blank = EnrollmentAutomation(
    enrollmentAutomationID: .blank, credentialManagerAcsSystemID: .blank, userIdentityID: .blank, workspaceID: .blank,
    createdAt: .blank)

  public mutating func describe(_ field: inout some Field) {
    field("enrollment_automation_id", &enrollmentAutomationID, "ID of the automation.")
    field("credential_manager_acs_system_id", &credentialManagerAcsSystemID, "The credential manager.")
    field("user_identity_id", &userIdentityID, "The identity.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("created_at", &createdAt, "When it was launched.")
  }
}
