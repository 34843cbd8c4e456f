public import Wire

/// The operations on enrollment automations.
public enum EnrollmentAutomations {
  public struct Launch: EnrollmentLaunch {
    public typealias Response = EnrollmentAutomation
    public static let operation = Operation(
      "/user_identities/enrollment_automations/launch", .act, by: .workspace, role: .frontDesk,
      returns: "enrollment_automation",
      title: "Launch an enrollment automation",
      doc: "Allows the identity's phones to get keys from now on. Idempotent.")
    public var acsCredentialPoolID: ID<CredentialPool>?
    public var createCredentialManagerUser: Bool?
    public var credentialManagerAcsSystemID = ID<AcsSystem>.blank
    public var credentialManagerAcsUserID: ID<AcsUser>?
    public var userIdentityID = ID<UserIdentity>.blank
    public init() {}
  }

  public struct Get: Request {
    public typealias Response = EnrollmentAutomation
    public static let operation = Operation(
      "/user_identities/enrollment_automations/get", .read, by: [.workspace, .clientSession],
      returns: "enrollment_automation", title: "Get an enrollment automation", doc: "Returns one automation.")
    public var enrollmentAutomationID = ID<EnrollmentAutomation>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("enrollment_automation_id", &enrollmentAutomationID, "The automation.")
    }
  }

  public struct List: UserIdentityRequest {
    public typealias Response = [EnrollmentAutomation]
    public static let operation = Operation(
      "/user_identities/enrollment_automations/list", .read, by: [.workspace, .clientSession],
      returns: "enrollment_automations", title: "List enrollment automations",
      doc: "Returns the automations of an identity.")
    public var userIdentityID = ID<UserIdentity>.blank
    public init() {}
  }

  public struct Delete: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/user_identities/enrollment_automations/delete", .delete, by: .workspace, role: .frontDesk,
      title: "Delete an enrollment automation", doc: "Deletes the automation. The identity's phones get no more keys.")
    public var enrollmentAutomationID = ID<EnrollmentAutomation>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("enrollment_automation_id", &enrollmentAutomationID, "The automation.")
    }
  }
}
