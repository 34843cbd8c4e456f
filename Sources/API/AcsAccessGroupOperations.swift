public import Wire

/// A request whose only parameter is an access group.
public protocol AcsAccessGroupRequest: Request {
  var acsAccessGroupID: ID<AcsAccessGroup> { get set }
}

extension AcsAccessGroupRequest {
  public mutating func describe(_ field: inout some Field) {
    field("acs_access_group_id", &acsAccessGroupID, "The access group.")
  }
}

/// A request that takes an access group and an ACS user, by ID or by identity.
public protocol AcsAccessGroupUserRequest: Request {
  var acsAccessGroupID: ID<AcsAccessGroup> { get set }
  var acsUserID: ID<AcsUser>? { get set }
  var userIdentityID: ID<UserIdentity>? { get set }
}

extension AcsAccessGroupUserRequest {
  public static var constraints: [Constraint] { [.exactlyOne(["acs_user_id", "user_identity_id"])] }
  public mutating func describe(_ field: inout some Field) {
    field("acs_access_group_id", &acsAccessGroupID, "The access group.")
    field("acs_user_id", &acsUserID, "ID of the user.")
    field("user_identity_id", &userIdentityID, "ID of the user's identity.")
  }
}

/// The operations on access groups.
public enum AcsAccessGroups {
  public struct Get: AcsAccessGroupRequest {
    public typealias Response = AcsAccessGroup
    public static let operation = Operation(
      "/acs/access_groups/get", .read, by: .workspace, returns: "acs_access_group", title: "Get an access group",
      doc: "Returns one access group.")
    public var acsAccessGroupID = ID<AcsAccessGroup>.blank
    public init() {}
  }

  public struct List: Request {
    public typealias Response = [AcsAccessGroup]
    public static let operation = Operation(
      "/acs/access_groups/list", .read, by: .workspace, returns: "acs_access_groups", title: "List access groups",
      doc: "Returns the access groups of the workspace.")
    public var acsSystemID: ID<AcsSystem>?
    public var acsUserID: ID<AcsUser>?
    public var search: String?
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "acs_system_id", &acsSystemID, "Only groups of this system.")
      field(filter: "acs_user_id", &acsUserID, "Only groups of this user.")
      field(filter: "search", &search, "Only groups whose name or ID contains this text.")
      field(filter: "user_identity_id", &userIdentityID, "Only groups of this identity's users.")
    }
  }

  public struct ListAccessibleEntrances: AcsAccessGroupRequest {
    public typealias Response = [AcsEntrance]
    public static let operation = Operation(
      "/acs/access_groups/list_accessible_entrances", .read, by: .workspace, returns: "acs_entrances",
      title: "List the entrances of an access group", doc: "Returns the entrances that the group opens.")
    public var acsAccessGroupID = ID<AcsAccessGroup>.blank
    public init() {}
  }

  public struct ListUsers: AcsAccessGroupRequest {
    public typealias Response = [AcsUser]
    public static let operation = Operation(
      "/acs/access_groups/list_users", .read, by: .workspace, returns: "acs_users",
      title: "List the users of an access group",
      doc: "Returns the ACS users of the group, including those whose addition is pending.")
    public var acsAccessGroupID = ID<AcsAccessGroup>.blank
    public init() {}
  }

  public struct AddUser: AcsAccessGroupUserRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/acs/access_groups/add_user", .add, by: .workspace, role: .frontDesk, title: "Add a user to an access group",
      doc: "Adds a user to the group. If the identity has no user in the group's system, one is created.")
    public var acsAccessGroupID = ID<AcsAccessGroup>.blank
    public var acsUserID: ID<AcsUser>?
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
  }

  public struct RemoveUser: AcsAccessGroupUserRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/acs/access_groups/remove_user", .delete, by: .workspace, role: .frontDesk,
      title: "Remove a user from an access group",
      doc: "Removes the user from the group.")
    public var acsAccessGroupID = ID<AcsAccessGroup>.blank
    public var acsUserID: ID<AcsUser>?
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
  }

  public struct Delete: AcsAccessGroupRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/acs/access_groups/delete", .delete, by: .workspace, title: "Delete an access group",
      doc: "Deletes a group that was created here. A group of the provider must be deleted at the provider.",
      refusal: Operation.Refusal("The group belongs to Salto KS. Delete it there"))
    public var acsAccessGroupID = ID<AcsAccessGroup>.blank
    public init() {}
  }
}
