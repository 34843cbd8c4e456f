public import Wire

/// The operations on unmanaged access groups.
public enum UnmanagedAcsAccessGroups {
  public struct Get: AcsAccessGroupRequest {
    public typealias Response = UnmanagedAcsAccessGroup
    public static let operation = Operation(
      "/acs/access_groups/unmanaged/get", .read, by: .workspace, returns: "acs_access_group",
      title: "Get an unmanaged access group", doc: "Returns one unmanaged access group. Salto KS has none.",
      findsNothing: true)
    public var acsAccessGroupID = ID<AcsAccessGroup>.blank
    public init() {}
  }

  public struct List: Request {
    public typealias Response = [UnmanagedAcsAccessGroup]
    public static let operation = Operation(
      "/acs/access_groups/unmanaged/list", .read, by: .workspace, returns: "acs_access_groups",
      title: "List unmanaged access groups", doc: "Returns the unmanaged access groups. Salto KS has none.",
      findsNothing: true)
    public var acsSystemID: ID<AcsSystem>?
    public var acsUserID: ID<AcsUser>?
    public var search: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "acs_system_id", &acsSystemID, "Only groups of this system.")
      field(filter: "acs_user_id", &acsUserID, "Only groups of this user.")
      field(filter: "search", &search, "Only groups whose name or ID contains this text.")
    }
  }
}
