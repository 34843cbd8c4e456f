public import Wire

/// The former name of an ``EnrollmentAutomation``, with the same ID.
public struct CredentialProvisioningAutomation: Record, Answer {
  public static let name = "acs_credential_provisioning_automation"
  public var automation: EnrollmentAutomation

  public init(_ automation: EnrollmentAutomation) { self.automation = automation }
  public static let blank = CredentialProvisioningAutomation(.blank)

  /// ID of the automation, which is that of its enrollment automation.
  public var acsCredentialProvisioningAutomationID: ID<CredentialProvisioningAutomation> {
    ID(automation.enrollmentAutomationID.text)
  }

  public mutating func describe(_ field: inout some Field) {
    field(
      "acs_credential_provisioning_automation_id", &automation.enrollmentAutomationID, "ID of the automation.")
    field("credential_manager_acs_system_id", &automation.credentialManagerAcsSystemID, "The credential manager.")
    field("user_identity_id", &automation.userIdentityID, "The identity.")
    field("workspace_id", &automation.workspaceID, "The workspace it belongs to.")
    field("created_at", &automation.createdAt, "When it was launched.")
  }
}
