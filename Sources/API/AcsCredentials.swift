import Wire

/// A request that names one credential and nothing else.
public protocol AcsCredentialRequest: Request {
  var acsCredentialID: ID<AcsCredential> { get set }
}

extension AcsCredentialRequest {
  public mutating func describe(_ field: Field) { field("acs_credential_id", &acsCredentialID, "The credential.") }
}

/// A request that names one credential and one owner, an ACS user or an identity.
public protocol AcsCredentialOwnerRequest: Request {
  var acsCredentialID: ID<AcsCredential> { get set }
  var acsUserID: ID<AcsUser>? { get set }
  var userIdentityID: ID<UserIdentity>? { get set }
}

extension AcsCredentialOwnerRequest {
  public static var constraints: [Constraint] { [.exactlyOne(["acs_user_id", "user_identity_id"])] }
  public mutating func describe(_ field: Field) {
    field("acs_credential_id", &acsCredentialID, "The credential.")
    field("acs_user_id", &acsUserID, "The owner, as an ACS user.")
    field("user_identity_id", &userIdentityID, "The owner, as an identity.")
  }
}

/// The operations on credentials.
public enum AcsCredentials {
  public struct Create: Request {
    public typealias Response = AcsCredential
    public static let operation = Operation(
      "/acs/credentials/create", .create, by: .workspace, returns: "acs_credential", title: "Create a credential",
      doc: "Gives an ACS user a means to open the entrances of its groups.")
    public static let constraints = [Constraint.exactlyOne(["acs_user_id", "user_identity_id"])]
    public var accessMethod = AcsCredential.AccessMethod.code
    public var acsSystemID: ID<AcsSystem>?
    public var acsUserID: ID<AcsUser>?
    public var allowedAcsEntranceIDs: [ID<AcsEntrance>] = []
    public var code: String?
    public var credentialManagerAcsSystemID: ID<AcsSystem>?
    public var endsAt: Instant?
    public var isMultiPhoneSyncCredential = false
    public var startsAt: Instant?
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
    public mutating func describe(_ field: Field) {
      field("access_method", &accessMethod, "How it is to open an entrance.")
      field("acs_system_id", &acsSystemID, "The system of the identity's user; goes with `user_identity_id`.")
      field("acs_user_id", &acsUserID, "The user who is to own it.")
      field(
        standard: "allowed_acs_entrance_ids", &allowedAcsEntranceIDs,
        "Entrances it opens, at systems whose credentials say so. At Salto KS the access groups do.")
      field(
        "code", &code, "A PIN of one's own, where the site's plan has custom PINs; left out, Salto KS makes one.",
        .digits)
      field(
        "credential_manager_acs_system_id", &credentialManagerAcsSystemID, "The service that brings the key to phones.")
      field("ends_at", &endsAt, "Until when it opens. At Salto KS the user's access schedule says so.")
      field(
        standard: "is_multi_phone_sync_credential", &isMultiPhoneSyncCredential,
        "Whether it stands for all phones of its owner.")
      field("starts_at", &startsAt, "From when it opens. At Salto KS the user's access schedule says so.")
      field("user_identity_id", &userIdentityID, "The identity who is to own it.")
    }
  }

  public struct Get: AcsCredentialRequest {
    public typealias Response = AcsCredential
    public static let operation = Operation(
      "/acs/credentials/get", .read, by: .workspace, returns: "acs_credential", title: "Get a credential",
      doc: "Returns one credential.")
    public var acsCredentialID = ID<AcsCredential>.blank
    public init() {}
  }

  public struct List: Request {
    public typealias Response = Page<AcsCredential>
    public static let operation = Operation(
      "/acs/credentials/list", .read, by: [.workspace, .clientSession], returns: "acs_credentials",
      title: "List credentials", doc: "Returns the credentials of the workspace.")
    public var acsSystemID: ID<AcsSystem>?
    public var acsUserID: ID<AcsUser>?
    public var createdBefore: Instant?
    public var isMultiPhoneSyncCredential: Bool?
    public var limit = 500
    public var pageCursor: Nullable<String>?
    public var search: String?
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
    public mutating func describe(_ field: Field) {
      field(filter: "acs_system_id", &acsSystemID, "Only credentials of this system.")
      field(filter: "acs_user_id", &acsUserID, "Only credentials of this user.")
      field(filter: "created_before", &createdBefore, "Only credentials created before this moment.")
      field(
        filter: "is_multi_phone_sync_credential", &isMultiPhoneSyncCredential,
        "Only those that stand for all phones of their owner, or only the others.")
      field(standard: "limit", &limit, "How many credentials a page has at most.", .positive)
      field("page_cursor", &pageCursor, "Where the page begins: `next_page_cursor` of the page before.")
      field(filter: "search", &search, "Only credentials whose name, code, number or ID holds this text.")
      field(filter: "user_identity_id", &userIdentityID, "Only credentials of this identity.")
    }
  }

  public struct Update: Request {
    public typealias Response = AcsCredential
    public static let operation = Operation(
      "/acs/credentials/update", .update, by: .workspace, returns: "acs_credential", title: "Update a credential",
      doc: "Changes the code or the end of a credential, at systems where a credential has them.")
    public var acsCredentialID = ID<AcsCredential>.blank
    public var code: String?
    public var endsAt: Instant?
    public init() {}
    public mutating func describe(_ field: Field) {
      field("acs_credential_id", &acsCredentialID, "The credential.")
      field("code", &code, "The new PIN, where the site's plan has custom PINs.", .digits)
      field("ends_at", &endsAt, "The new end. At Salto KS the user's access schedule says so.")
    }
  }

  public struct Assign: AcsCredentialOwnerRequest {
    public typealias Response = AcsCredential
    public static let operation = Operation(
      "/acs/credentials/assign", .update, by: .workspace, returns: "acs_credential", title: "Assign a credential",
      doc: "Gives a credential that nobody has to an ACS user.")
    public var acsCredentialID = ID<AcsCredential>.blank
    public var acsUserID: ID<AcsUser>?
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
  }

  public struct Unassign: AcsCredentialOwnerRequest {
    public typealias Response = AcsCredential
    public static let operation = Operation(
      "/acs/credentials/unassign", .update, by: .workspace, returns: "acs_credential", title: "Unassign a credential",
      doc: "Takes a credential from its owner without deleting it.")
    public var acsCredentialID = ID<AcsCredential>.blank
    public var acsUserID: ID<AcsUser>?
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
  }

  public struct Delete: AcsCredentialRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/acs/credentials/delete", .delete, by: .workspace, title: "Delete a credential",
      doc: "Deletes a credential; it opens nothing any more.")
    public var acsCredentialID = ID<AcsCredential>.blank
    public init() {}
  }

  public struct ListAccessibleEntrances: AcsCredentialRequest {
    public typealias Response = [AcsEntrance]
    public static let operation = Operation(
      "/acs/credentials/list_accessible_entrances", .read, by: .workspace, returns: "acs_entrances",
      title: "List the entrances of a credential", doc: "Returns the entrances of its owner's access groups.")
    public var acsCredentialID = ID<AcsCredential>.blank
    public init() {}
  }
}
