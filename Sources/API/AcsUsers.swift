import Wire

/// The operations on ACS users.
public enum AcsUsers {
  public struct Create: Request {
    public typealias Response = AcsUser
    public static let operation = Operation(
      "/acs/users/create", .create, by: .workspace, returns: "acs_user", title: "Create an ACS user",
      doc: "Creates a user in an access control system. The provider follows within moments.")
    public var acsSystemID = ID<AcsSystem>.blank
    public var fullName = ""
    public var accessSchedule: AccessScheduleRequest?
    public var acsAccessGroupIDs: [ID<AcsAccessGroup>] = []
    public var email: String?
    public var emailAddress: String?
    public var phoneNumber: String?
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
    public mutating func describe(_ field: Field) {
      field("acs_system_id", &acsSystemID, "The system in which to create the user.")
      field("full_name", &fullName, "Full name of the user.", .minLength(1))
      field("access_schedule", &accessSchedule, "When the user's access is to hold; left out, always.")
      field(standard: "acs_access_group_ids", &acsAccessGroupIDs, "Access groups to which to add the user.")
      field("email", &email, "Deprecated name of `email_address`.", .email)
      field("email_address", &emailAddress, "E-mail address of the user.", .email)
      field("phone_number", &phoneNumber, "Phone number of the user.")
      field("user_identity_id", &userIdentityID, "The identity to which the user is to belong.")
    }
  }

  public struct List: Request {
    public typealias Response = Page<AcsUser>
    public static let operation = Operation(
      "/acs/users/list", .read, by: [.workspace, .clientSession], returns: "acs_users", title: "List ACS users",
      doc: "Returns the ACS users of the workspace in order of creation.")
    public var acsSystemID: ID<AcsSystem>?
    public var createdBefore: Instant?
    public var limit = 500
    public var pageCursor: Nullable<String>?
    public var search: String?
    public var userIdentityEmailAddress: Nullable<String>?
    public var userIdentityID: ID<UserIdentity>?
    public var userIdentityPhoneNumber: Nullable<String>?
    public init() {}
    public mutating func describe(_ field: Field) {
      field(filter: "acs_system_id", &acsSystemID, "Only users of this system.")
      field(filter: "created_before", &createdBefore, "Only users created before this moment.")
      field(standard: "limit", &limit, "How many users a page has at most.", .positive)
      field("page_cursor", &pageCursor, "Where the page begins: `next_page_cursor` of the page before.")
      field(filter: "search", &search, "Only users whose name, address, number or ID holds this text.")
      field(
        filter: "user_identity_email_address", &userIdentityEmailAddress,
        "Only users whose identity has this e-mail address; null: none.")
      field(filter: "user_identity_id", &userIdentityID, "Only users of this identity.")
      field(
        filter: "user_identity_phone_number", &userIdentityPhoneNumber,
        "Only users whose identity has this phone number; null: none.")
    }
  }

  public struct Update: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/acs/users/update", .update, by: .workspace, title: "Update an ACS user",
      doc: "Changes what is given and leaves the rest.")
    public static let constraints = [selector]
    public var user = AcsUserSelector()
    public var accessSchedule = Change<AccessScheduleUpdate>.keep
    public var email: String?
    public var emailAddress: String?
    public var fullName: String?
    public var hidAcsSystemID: ID<AcsSystem>?
    public var phoneNumber: String?
    public init() {}
    public mutating func describe(_ field: Field) {
      user.describe(field)
      field("access_schedule", &accessSchedule, "When the user's access is to hold; null for always.")
      field("email", &email, "Deprecated name of `email_address`.", .email)
      field("email_address", &emailAddress, "E-mail address of the user.", .email)
      field("full_name", &fullName, "Full name of the user.", .minLength(1))
      field("hid_acs_system_id", &hidAcsSystemID, "For HID only: the credential manager of the user.")
      field("phone_number", &phoneNumber, "Phone number of the user.")
    }
  }

  public struct AddToAccessGroup: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/acs/users/add_to_access_group", .add, by: .workspace, title: "Add an ACS user to an access group",
      doc: "Adds the user to the group. Said twice, it holds once.")
    public var acsAccessGroupID = ID<AcsAccessGroup>.blank
    public var acsUserID = ID<AcsUser>.blank
    public init() {}
    public mutating func describe(_ field: Field) {
      field("acs_user_id", &acsUserID, "The user to add.")
      field("acs_access_group_id", &acsAccessGroupID, "The access group.")
    }
  }

  public struct RemoveFromAccessGroup: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/acs/users/remove_from_access_group", .delete, by: .workspace, title: "Remove an ACS user from an access group",
      doc: "Removes the user from the group.")
    public static let constraints = [Constraint.exactlyOne(["acs_user_id", "user_identity_id"])]
    public var acsAccessGroupID = ID<AcsAccessGroup>.blank
    public var acsUserID: ID<AcsUser>?
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
    public mutating func describe(_ field: Field) {
      field("acs_access_group_id", &acsAccessGroupID, "The access group.")
      field("acs_user_id", &acsUserID, "The user to remove.")
      field("user_identity_id", &userIdentityID, "The identity whose user to remove.")
    }
  }

  /// How five operations name an ACS user: by its ID, or by identity and system.
  static let selector = Constraint.oneGroup([["acs_user_id"], ["user_identity_id", "acs_system_id"]])
}

/// Names an ACS user, by its ID or by identity and system.
public struct AcsUserSelector: Sendable {
  public var acsUserID: ID<AcsUser>?
  public var userIdentityID: ID<UserIdentity>?
  public var acsSystemID: ID<AcsSystem>?
  public init() {}
  public init(_ user: ID<AcsUser>) { acsUserID = user }

  mutating func describe(_ field: Field) {
    field("acs_user_id", &acsUserID, "The user, by its ID.")
    field("user_identity_id", &userIdentityID, "The user, by its identity; goes with `acs_system_id`.")
    field("acs_system_id", &acsSystemID, "The system of the identity's user.")
  }
}

/// A request that names one ACS user and nothing else.
public protocol AcsUserRequest: Request {
  var user: AcsUserSelector { get set }
}

extension AcsUserRequest {
  public static var constraints: [Constraint] { [AcsUsers.selector] }
  public mutating func describe(_ field: Field) { user.describe(field) }
}

extension AcsUsers {
  public struct Get: AcsUserRequest {
    public typealias Response = AcsUser
    public static let operation = Operation(
      "/acs/users/get", .read, by: .workspace, returns: "acs_user", title: "Get an ACS user",
      doc: "Returns one ACS user.")
    public var user = AcsUserSelector()
    public init() {}
  }

  public struct Delete: AcsUserRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/acs/users/delete", .delete, by: .workspace, title: "Delete an ACS user",
      doc: "Deletes the user here and at the provider, with its credentials.")
    public var user = AcsUserSelector()
    public init() {}
  }

  public struct Suspend: AcsUserRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/acs/users/suspend", .act, by: .workspace, title: "Suspend an ACS user",
      doc: "Bars the user from every door until it is unsuspended.")
    public var user = AcsUserSelector()
    public init() {}
  }

  public struct Unsuspend: AcsUserRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/acs/users/unsuspend", .act, by: .workspace, title: "Unsuspend an ACS user",
      doc: "Lifts the bar from a suspended user.")
    public var user = AcsUserSelector()
    public init() {}
  }

  public struct ListAccessibleEntrances: AcsUserRequest {
    public typealias Response = [AcsEntrance]
    public static let operation = Operation(
      "/acs/users/list_accessible_entrances", .read, by: [.workspace, .clientSession], returns: "acs_entrances",
      title: "List the entrances of an ACS user", doc: "Returns the entrances of the user's access groups.")
    public var user = AcsUserSelector()
    public init() {}
  }

  public struct RevokeAccessToAllEntrances: AcsUserRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/acs/users/revoke_access_to_all_entrances", .act, by: .workspace, title: "Revoke all access of an ACS user",
      doc: "Removes the user from all access groups.")
    public var user = AcsUserSelector()
    public init() {}
  }
}
