public import Wire

/// The operations on unmanaged credentials.
public enum UnmanagedAcsCredentials {
  public struct Get: AcsCredentialRequest {
    public typealias Response = UnmanagedAcsCredential
    public static let operation = Operation(
      "/acs/credentials/unmanaged/get", .read, by: .workspace, returns: "acs_credential",
      title: "Get an unmanaged credential", doc: "Returns one unmanaged credential. Salto KS has none.",
      findsNothing: true)
    public var acsCredentialID = ID<AcsCredential>.blank
    public init() {}
  }

  public struct List: Request {
    public typealias Response = [UnmanagedAcsCredential]
    public static let operation = Operation(
      "/acs/credentials/unmanaged/list", .read, by: .workspace, returns: "acs_credentials",
      title: "List unmanaged credentials", doc: "Returns the unmanaged credentials. Salto KS has none.",
      findsNothing: true)
    public var acsSystemID: ID<AcsSystem>?
    public var acsUserID: ID<AcsUser>?
    public var search: String?
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "acs_system_id", &acsSystemID, "Only credentials of this system.")
      field(filter: "acs_user_id", &acsUserID, "Only credentials of this user.")
      field(filter: "search", &search, "Only credentials whose name or ID contains this text.")
      field(filter: "user_identity_id", &userIdentityID, "Only credentials of this identity.")
    }
  }
}
