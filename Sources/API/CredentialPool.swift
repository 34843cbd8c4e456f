public import Wire

/// A pool of ready-made credentials. Salto KS has none.
public struct CredentialPool: Record, Answer {
  public static let name = "acs_credential_pool"

  public enum Kind: String, Choice { case hidPartNumber = "hid_part_number" }

  public var acsCredentialPoolID: ID<CredentialPool>
  public var acsSystemID: ID<AcsSystem>
  public var workspaceID: ID<Workspace>
  public var displayName: String
  public var externalType = Extensible.known(Kind.hidPartNumber)
  public var externalTypeDisplayName = ""
  public var createdAt: Instant

  public static let blank = CredentialPool(
    acsCredentialPoolID: .blank, acsSystemID: .blank, workspaceID: .blank, displayName: "", createdAt: .blank)

  public mutating func describe(_ field: inout some Field) {
    field("acs_credential_pool_id", &acsCredentialPoolID, "ID of the pool.")
    field("acs_system_id", &acsSystemID, "The ACS system of the pool.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("display_name", &displayName, "Display name.", .minLength(1))
    field("external_type", &externalType, "Type of the pool at the provider.")
    field("external_type_display_name", &externalTypeDisplayName, "Display name of the external type.")
    field("created_at", &createdAt, "When the pool was first seen.")
  }
}

/// The operations on pools of credentials.
public enum CredentialPools {
  public struct List: Request {
    public typealias Response = [CredentialPool]
    public static let operation = Operation(
      "/acs/credential_pools/list", .read, by: .workspace, returns: "acs_credential_pools",
      title: "List credential pools", doc: "Returns the credential pools of a system. Salto KS has none.")
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
      "/acs/credentials/create_offline_code", .act, by: .workspace, returns: "acs_credential",
      title: "Create an offline code", doc: "Not supported for Salto KS: its locks take no codes that are calculated.")
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
