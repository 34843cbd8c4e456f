public import Wire

/// The operations on ACS users.
public enum AcsUsers {
  public struct Create: Request {
    public typealias Response = AcsUser
    public static let operation = Operation(
      "/acs/users/create", .create, by: .workspace, role: .frontDesk, returns: "acs_user", title: "Create an ACS user",
      doc: "Creates a user in an access control system. The user is created at the provider shortly after.")
    public var acsSystemID = ID<AcsSystem>.blank
    public var fullName = ""
    public var accessSchedule: AccessScheduleRequest?
    public var acsAccessGroupIDs: [ID<AcsAccessGroup>] = []
    public var email: String?
    public var emailAddress: String?
    public var phoneNumber: String?
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_system_id", &acsSystemID, "The ACS system in which to create the user.")
      field("full_name", &fullName, "Full name of the user.", .minLength(1))
      field("access_schedule", &accessSchedule, "When the user's access is valid. Omit for always.")
      field(standard: "acs_access_group_ids", &acsAccessGroupIDs, "Access groups to add the user to.")
      field("email", &email, "Deprecated: use `email_address`.", .email)
      field("email_address", &emailAddress, "E-mail address of the user.", .email)
      field("phone_number", &phoneNumber, "Phone number of the user.")
      field("user_identity_id", &userIdentityID, "The identity of the user.")
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
    public mutating func describe(_ field: inout some Field) {
      field(filter: "acs_system_id", &acsSystemID, "Only users of this system.")
      field(filter: "created_before", &createdBefore, "Only users created before this moment.")
      field(standard: "limit", &limit, "Maximum number of users per page.", .positive)
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
      field(filter: "search", &search, "Only users whose name, e-mail address, phone number or ID contains this text.")
      field(
        filter: "user_identity_email_address", &userIdentityEmailAddress,
        "Only users whose identity has this e-mail address. Null for users whose identity has none.")
      field(filter: "user_identity_id", &userIdentityID, "Only users of this identity.")
      field(
        filter: "user_identity_phone_number", &userIdentityPhoneNumber,
        "Only users whose identity has this phone number. Null for users whose identity has none.")
    }
  }

  public struct Update: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/acs/users/update", .update, by: .workspace, role: .frontDesk, title: "Update an ACS user",
      doc: "Updates the given properties. Omitted properties stay unchanged.")
    public static let constraints = [selector]
    public var user = AcsUserSelector()
    public var accessSchedule = Change<AccessScheduleUpdate>.keep
    public var email: String?
    public var emailAddress: String?
    public var fullName: String?
    public var hidAcsSystemID: ID<AcsSystem>?
    public var phoneNumber: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      user.describe(&field)
      field("access_schedule", &accessSchedule, "When the user's access is valid. Null for always.")
      field("email", &email, "Deprecated: use `email_address`.", .email)
      field("email_address", &emailAddress, "E-mail address of the user.", .email)
      field("full_name", &fullName, "Full name of the user.", .minLength(1))
      field("hid_acs_system_id", &hidAcsSystemID, "For HID only: the credential manager of the user.")
      field("phone_number", &phoneNumber, "Phone number of the user.")
    }
  }

  public struct AddToAccessGroup: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/acs/users/add_to_access_group", .add, by: .workspace, role: .frontDesk,
      title: "Add an ACS user to an access group",
      doc: "Adds the user to the group. Idempotent.")
    public var acsAccessGroupID = ID<AcsAccessGroup>.blank
    public var acsUserID = ID<AcsUser>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_user_id", &acsUserID, "The user to add.")
      field("acs_access_group_id", &acsAccessGroupID, "The access group.")
    }
  }

  public struct RemoveFromAccessGroup: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/acs/users/remove_from_access_group", .delete, by: .workspace, role: .frontDesk,
      title: "Remove an ACS user from an access group",
      doc: "Removes the user from the group.")
    public static let constraints = [Constraint.exactlyOne(["acs_user_id", "user_identity_id"])]
    public var acsAccessGroupID = ID<AcsAccessGroup>.blank
    public var acsUserID: ID<AcsUser>?
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_access_group_id", &acsAccessGroupID, "The access group.")
      field("acs_user_id", &acsUserID, "The user to remove.")
      field("user_identity_id", &userIdentityID, "ID of the identity whose user to remove.")
    }
  }

  /// Five operations take an ACS user by its ID, or by identity and system.
  static let selector = Constraint.oneGroup([["acs_user_id"], ["user_identity_id", "acs_system_id"]])
}

/// Selects an ACS user by its ID, or by identity and system.
public struct AcsUserSelector: Sendable {
  public var acsUserID: ID<AcsUser>?
  public var userIdentityID: ID<UserIdentity>?
  public var acsSystemID: ID<AcsSystem>?
  public init() {}
  public init(_ user: ID<AcsUser>) { acsUserID = user }

  mutating func describe(_ field: inout some Field) {
    field("acs_user_id", &acsUserID, "ID of the user.")
    field("user_identity_id", &userIdentityID, "ID of the user's identity. Requires `acs_system_id`.")
    field(
      "acs_system_id", &acsSystemID, "The system in which to look up the identity's user. Requires `user_identity_id`.")
  }
}

/// A request about an ACS user, which most of them take alone.
public protocol AcsUserRequest: Request {
  var user: AcsUserSelector { get set }
}

extension AcsUserRequest {
  public static var constraints: [Constraint] { [AcsUsers.selector] }
  public mutating func describe(_ field: inout some Field) { user.describe(&field) }
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
      "/acs/users/delete", .delete, by: .workspace, role: .frontDesk, title: "Delete an ACS user",
      doc: "Deletes the user here and at the provider, with its credentials.")
    public var user = AcsUserSelector()
    public init() {}
  }

  public struct Suspend: AcsUserRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/acs/users/suspend", .act, by: .workspace, role: .frontDesk, title: "Suspend an ACS user",
      doc: "Suspends the user, who can open no entrance until unsuspended.")
    public var user = AcsUserSelector()
    public var reason: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      user.describe(&field)
      field("reason", &reason, "Why, for the audit.", .minLength(1), .maxLength(200))
    }
  }

  public struct Unsuspend: AcsUserRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/acs/users/unsuspend", .act, by: .workspace, role: .frontDesk, title: "Unsuspend an ACS user",
      doc: "Ends the suspension of a user.")
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
      "/acs/users/revoke_access_to_all_entrances", .act, by: .workspace, role: .frontDesk,
      title: "Revoke all access of an ACS user",
      doc: "Removes the user from all access groups.")
    public var user = AcsUserSelector()
    public init() {}
  }
}

extension AcsUsers {
  /// Takes up a person whom the site's staff created.
  public struct TakeUp: Request {
    public typealias Response = AcsUser
    public static let operation = Operation(
      "/latchkey/v1/users/take_up", .act, by: .workspace, role: .frontDesk, returns: "acs_user",
      title: "Take up a person created by the site's staff",
      doc: """
        Links an ACS user to an unmanaged person of the site. From then on Latchkey adds the person to access groups, \
        issues a mobile key, a PIN and a card, and removes only what it added. It never subscribes or \
        unsubscribes, blocks, renames or deletes the person, and never changes the e-mail address. The access schedule \
        and a suspension apply only to the access that Latchkey added.
        """)
    public var acsUserID = ID<AcsUser>.blank
    public var unmanagedAcsUserID = ID<AcsUser>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_user_id", &acsUserID, "The ACS user. It must not exist at Salto KS yet.")
      field(
        "unmanaged_acs_user_id", &unmanagedAcsUserID,
        "The `acs_user_id` of the person in `/acs/users/unmanaged/list`. The person must be at the same site.")
    }
  }
}
