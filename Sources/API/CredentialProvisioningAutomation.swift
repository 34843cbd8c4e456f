public import Wire

/// The former name of an ``EnrollmentAutomation``, with the same ID.
public struct CredentialProvisioningAutomation: Record, Answer {
  public static let name = "acs_credential_provisioning_automation"
  public var automation: EnrollmentAutomation

  public init(_ automation: EnrollmentAutomation) { self.automation = automation }
  public static let blank = CredentialProvisioningAutomation(.blank)

  public mutating func describe(_ field: inout some Field) {
    field(
      "acs_credential_provisioning_automation_id", &automation.enrollmentAutomationID, "ID of the automation.")
    field("credential_manager_acs_system_id", &automation.credentialManagerAcsSystemID, "The credential manager.")
    field("user_identity_id", &automation.userIdentityID, "The identity.")
    field("workspace_id", &automation.workspaceID, "The workspace it belongs to.")
    field("created_at", &automation.createdAt, "When it was launched.")
  }
}

/// The operations on automations by their former name.
public enum CredentialProvisioningAutomations {
  public struct Launch: Request {
    public typealias Response = CredentialProvisioningAutomation
    public static let operation = Operation(
      "/acs/credential_provisioning_automations/launch", .act, by: .workspace,
      returns: "acs_credential_provisioning_automation", title: "Launch a credential provisioning automation",
      doc: "Deprecated: use `/user_identities/enrollment_automations/launch`. Idempotent.")
    public var launch = EnrollmentAutomations.Launch()
    public init() {}
    public mutating func describe(_ field: inout some Field) { launch.describe(&field) }
  }
}
