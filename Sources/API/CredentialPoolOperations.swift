public import Wire

/// The operations on pools of credentials.
public enum CredentialPools {
  public struct List: Request {
    public typealias Response = [CredentialPool]
    public static let operation = Operation(
      "/acs/credential_pools/list", .read, by: .workspace, returns: "acs_credential_pools",
      title: "List credential pools", doc: "Returns the credential pools of a system. Salto KS has none.",
      findsNothing: true)
    public var acsSystemID = ID<AcsSystem>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_system_id", &acsSystemID, "The system.")
    }
  }
}

extension AcsCredentials {
  public struct CreateOfflineCode: Request {
    public typealias Response = AcsCredential
    public static let operation = Operation(
      "/acs/credentials/create_offline_code", .act, by: .workspace, role: .frontDesk, returns: "acs_credential",
      title: "Create an offline code", doc: "Not supported for Salto KS: its locks take no codes that are calculated.",
      refusal: Operation.Refusal(
        "Salto KS locks take no offline codes. Create a credential with access_method code instead"))
    public var acsUserID = ID<AcsUser>.blank
    public var allowedAcsEntranceID = ID<AcsEntrance>.blank
    public var startsAt: Instant?
    public var endsAt: Instant?
    public var isOneTimeUse = false
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_user_id", &acsUserID, "The user.")
      field("allowed_acs_entrance_id", &allowedAcsEntranceID, "The entrance that the code opens.")
      field("starts_at", &startsAt, "When the code becomes valid.")
      field("ends_at", &endsAt, "When the code expires.")
      field(standard: "is_one_time_use", &isOneTimeUse, "Whether the code can be used only once.")
    }
  }
}
