public import Wire

/// A request whose only parameter is an identity.
public protocol UserIdentityRequest: Request {
  var userIdentityID: ID<UserIdentity> { get set }
}

extension UserIdentityRequest {
  public mutating func describe(_ field: inout some Field) {
    field("user_identity_id", &userIdentityID, "The identity.")
  }
}

/// The operations on user identities.
public enum UserIdentities {
  public struct Create: Request {
    public typealias Response = UserIdentity
    public static let operation = Operation(
      "/user_identities/create", .create, by: .workspace, role: .frontDesk, returns: "user_identity",
      title: "Create a user identity",
      doc:
        "Creates a user identity for a person in your application. Key, e-mail address and phone number must be unique."
    )
    public var acsSystemIDs: [ID<AcsSystem>]?
    public var emailAddress: Nullable<String>?
    public var fullName: Nullable<String>?
    public var phoneNumber: Nullable<String>?
    public var userIdentityKey: Nullable<String>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(
        "acs_system_ids", &acsSystemIDs,
        "Systems in which to create an ACS user for the identity. An existing user is linked instead.")
      field("email_address", &emailAddress, "E-mail address.", .email)
      field("full_name", &fullName, "Full name.", .minLength(1))
      field("phone_number", &phoneNumber, "Phone number.")
      field("user_identity_key", &userIdentityKey, "Your own key for the identity.", .minLength(1))
    }
  }

  public struct Get: Request {
    public typealias Response = UserIdentity
    public static let operation = Operation(
      "/user_identities/get", .read, by: .workspace,
      returns: "user_identity", title: "Get a user identity", doc: "Returns one identity, by its ID or key.")
    public static let constraints = [Constraint.exactlyOne(["user_identity_id", "user_identity_key"])]
    public var userIdentityID: ID<UserIdentity>?
    public var userIdentityKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("user_identity_id", &userIdentityID, "ID of the identity.")
      field("user_identity_key", &userIdentityKey, "Your own key for the identity.", .minLength(1))
    }
  }

  public struct List: Request {
    public typealias Response = Page<UserIdentity>
    public static let operation = Operation(
      "/user_identities/list", .read, by: [.workspace, .clientSession], returns: "user_identities",
      title: "List user identities", doc: "Returns the identities of the workspace in order of creation.")
    public var createdBefore: Instant?
    public var credentialManagerAcsSystemID: ID<AcsSystem>?
    public var limit = 500
    public var pageCursor: Nullable<String>?
    public var search: String?
    public var userIdentityIDs: [ID<UserIdentity>]?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "created_before", &createdBefore, "Only identities created before this moment.")
      field(
        filter: "credential_manager_acs_system_id", &credentialManagerAcsSystemID,
        "Only identities enrolled at this credential manager.")
      field(standard: "limit", &limit, "Maximum number of identities per page.", .positive)
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
      field(
        filter: "search", &search, "Only identities whose name, e-mail address, phone number or ID contains this text.")
      field(filter: "user_identity_ids", &userIdentityIDs, "Only these identities.")
    }
  }

  public struct Update: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/user_identities/update", .update, by: .workspace, role: .frontDesk, title: "Update a user identity",
      doc: "Updates the given properties and clears those that are null. Omitted properties stay unchanged.")
    public var userIdentityID = ID<UserIdentity>.blank
    public var emailAddress = Change<String>.keep
    public var fullName = Change<String>.keep
    public var phoneNumber = Change<String>.keep
    public var userIdentityKey = Change<String>.keep
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("user_identity_id", &userIdentityID, "The identity.")
      field("email_address", &emailAddress, "E-mail address.", .email)
      field("full_name", &fullName, "Full name.", .minLength(1))
      field("phone_number", &phoneNumber, "Phone number.")
      field("user_identity_key", &userIdentityKey, "Your own key for the identity.", .minLength(1))
    }
  }

  public struct Delete: UserIdentityRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/user_identities/delete", .delete, by: .workspace, role: .frontDesk, title: "Delete a user identity",
      doc: "Deletes the identity with its ACS users, credentials and enrollments.")
    public var userIdentityID = ID<UserIdentity>.blank
    public init() {}
  }

  public struct Merge: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/user_identities/merge", .act, by: .workspace, title: "Merge user identities",
      doc:
        "Merges identities into one, which gets their ACS users, sessions and phones, and the e-mail address and phone"
        + " number that it lacks. The IDs and keys of the merged identities refer to it from then on.")
    public static let constraints = [
      Constraint.oneGroup([
        ["user_identity_id", "merged_user_identity_ids"], ["user_identity_key", "merged_user_identity_keys"],
      ])
    ]
    public var mergedUserIdentityIDs: [ID<UserIdentity>]?
    public var mergedUserIdentityKeys: [String]?
    public var userIdentityID: ID<UserIdentity>?
    public var userIdentityKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(
        "merged_user_identity_ids", &mergedUserIdentityIDs, "IDs of the identities to merge.",
        .minLength(1), .maxLength(20))
      field(
        "merged_user_identity_keys", &mergedUserIdentityKeys, "Your own keys for the identities to merge.",
        .minLength(1), .maxLength(20))
      field("user_identity_id", &userIdentityID, "ID of the identity to keep.")
      field("user_identity_key", &userIdentityKey, "Your own key for the identity to keep.", .minLength(1))
    }
  }

  public struct AddAcsUser: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/user_identities/add_acs_user", .add, by: .workspace, role: .frontDesk, title: "Add an ACS user to an identity",
      doc: "Links an ACS user to an identity. If no identity has the key, one is created from the user's details.")
    public static let constraints = [Constraint.exactlyOne(["user_identity_id", "user_identity_key"])]
    public var acsUserID = ID<AcsUser>.blank
    public var userIdentityID: ID<UserIdentity>?
    public var userIdentityKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_user_id", &acsUserID, "The ACS user.")
      field("user_identity_id", &userIdentityID, "ID of the identity.")
      field("user_identity_key", &userIdentityKey, "Your own key for the identity.", .minLength(1))
    }
  }

  public struct RemoveAcsUser: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/user_identities/remove_acs_user", .delete, by: .workspace, role: .frontDesk,
      title: "Remove an ACS user from an identity",
      doc: "Unlinks an ACS user from an identity. The ACS user stays.")
    public var acsUserID = ID<AcsUser>.blank
    public var userIdentityID = ID<UserIdentity>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_user_id", &acsUserID, "The ACS user.")
      field("user_identity_id", &userIdentityID, "The identity.")
    }
  }

  public struct ListAcsUsers: UserIdentityRequest {
    public typealias Response = [AcsUser]
    public static let operation = Operation(
      "/user_identities/list_acs_users", .read, by: .workspace, returns: "acs_users",
      title: "List the ACS users of an identity", doc: "Returns the identity's ACS users.")
    public var userIdentityID = ID<UserIdentity>.blank
    public init() {}
  }

  public struct ListAcsSystems: UserIdentityRequest {
    public typealias Response = [AcsSystem]
    public static let operation = Operation(
      "/user_identities/list_acs_systems", .read, by: [.workspace, .clientSession], returns: "acs_systems",
      title: "List the ACS systems of an identity", doc: "Returns the systems in which the identity has a user.")
    public var userIdentityID = ID<UserIdentity>.blank
    public init() {}
  }

  public struct ListAccessibleEntrances: UserIdentityRequest {
    public typealias Response = [AcsEntrance]
    public static let operation = Operation(
      "/user_identities/list_accessible_entrances", .read, by: [.workspace, .clientSession],
      returns: "acs_entrances", title: "List the entrances of an identity",
      doc: "Returns the entrances of the access groups of the identity's ACS users.")
    public var userIdentityID = ID<UserIdentity>.blank
    public init() {}
  }
}
