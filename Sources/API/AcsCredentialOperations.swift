public import Wire

/// A request whose only parameter is a credential.
public protocol AcsCredentialRequest: Request {
  var acsCredentialID: ID<AcsCredential> { get set }
}

extension AcsCredentialRequest {
  public mutating func describe(_ field: inout some Field) {
    field("acs_credential_id", &acsCredentialID, "The credential.")
  }
}

/// A request that takes a credential and its owner, an ACS user or an identity.
public protocol AcsCredentialOwnerRequest: Request {
  var acsCredentialID: ID<AcsCredential> { get set }
  var acsUserID: ID<AcsUser>? { get set }
  var userIdentityID: ID<UserIdentity>? { get set }
}

extension AcsCredentialOwnerRequest {
  public static var constraints: [Constraint] { [.exactlyOne(["acs_user_id", "user_identity_id"])] }
  public mutating func describe(_ field: inout some Field) {
    field("acs_credential_id", &acsCredentialID, "The credential.")
    field("acs_user_id", &acsUserID, "ID of the ACS user who owns the credential.")
    field("user_identity_id", &userIdentityID, "ID of the identity that owns the credential.")
  }
}

/// The operations on credentials.
public enum AcsCredentials {
  public struct Create: Request {
    public typealias Response = AcsCredential
    public static let operation = Operation(
      "/acs/credentials/create", .create, by: .workspace, role: .frontDesk, returns: "acs_credential",
      title: "Create a credential",
      doc: "Creates a credential with which an ACS user can open the entrances of its access groups.")
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
    public mutating func describe(_ field: inout some Field) {
      field("access_method", &accessMethod, "Means by which the credential opens an entrance.")
      field(
        "acs_system_id", &acsSystemID,
        "The system in which to look up the identity's user. Requires `user_identity_id`.")
      field("acs_user_id", &acsUserID, "The ACS user who will own the credential.")
      field(
        standard: "allowed_acs_entrance_ids", &allowedAcsEntranceIDs,
        "Entrances to open, for systems that set them per credential. At Salto KS, access groups decide.")
      field(
        "code", &code,
        "A PIN of your choice, if the site's plan includes custom PINs. Omit to let Salto KS choose one.",
        .digits)
      field(
        "credential_manager_acs_system_id", &credentialManagerAcsSystemID,
        "The credential manager that delivers the key to phones.")
      field("ends_at", &endsAt, "When the credential expires. At Salto KS, the user's access schedule decides.")
      field(
        standard: "is_multi_phone_sync_credential", &isMultiPhoneSyncCredential,
        "Whether the credential covers all phones of its owner.")
      field(
        "starts_at", &startsAt, "When the credential becomes valid. At Salto KS, the user's access schedule decides.")
      field("user_identity_id", &userIdentityID, "The identity that will own the credential.")
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
    public mutating func describe(_ field: inout some Field) {
      field(filter: "acs_system_id", &acsSystemID, "Only credentials of this system.")
      field(filter: "acs_user_id", &acsUserID, "Only credentials of this user.")
      field(filter: "created_before", &createdBefore, "Only credentials created before this moment.")
      field(
        filter: "is_multi_phone_sync_credential", &isMultiPhoneSyncCredential,
        "Only credentials that do, or do not, cover all phones of their owner.")
      field(standard: "limit", &limit, "Maximum number of credentials per page.", .positiveNumber)
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
      field(filter: "search", &search, "Only credentials whose name, code, card number or ID contains this text.")
      field(filter: "user_identity_id", &userIdentityID, "Only credentials of this identity.")
    }
  }

  public struct Update: Request {
    public typealias Response = AcsCredential
    public static let operation = Operation(
      "/acs/credentials/update", .update, by: .workspace, role: .frontDesk, returns: "acs_credential",
      title: "Update a credential",
      doc: "Updates the code or the end of a credential, for systems that set them per credential.", isVoid: true)
    public var acsCredentialID = ID<AcsCredential>.blank
    public var code: String?
    public var endsAt: Instant?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_credential_id", &acsCredentialID, "The credential.")
      field("code", &code, "The new PIN, if the site's plan includes custom PINs.", .digits, .secret)
      field("ends_at", &endsAt, "The new end. At Salto KS, the user's access schedule decides.")
    }
  }

  public struct Assign: AcsCredentialOwnerRequest {
    public typealias Response = AcsCredential
    public static let operation = Operation(
      "/acs/credentials/assign", .update, by: .workspace, role: .frontDesk, returns: "acs_credential",
      title: "Assign a credential",
      doc: "Assigns a credential without an owner to an ACS user.", isVoid: true)
    public var acsCredentialID = ID<AcsCredential>.blank
    public var acsUserID: ID<AcsUser>?
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
  }

  public struct Unassign: AcsCredentialOwnerRequest {
    public typealias Response = AcsCredential
    public static let operation = Operation(
      "/acs/credentials/unassign", .update, by: .workspace, role: .frontDesk, returns: "acs_credential",
      title: "Unassign a credential",
      doc: "Removes the owner of a credential without deleting the credential.", isVoid: true)
    public var acsCredentialID = ID<AcsCredential>.blank
    public var acsUserID: ID<AcsUser>?
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
  }

  public struct Delete: AcsCredentialRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/acs/credentials/delete", .delete, by: .workspace, role: .frontDesk, title: "Delete a credential",
      doc: "Deletes a credential. It no longer opens any entrance.")
    public var acsCredentialID = ID<AcsCredential>.blank
    public init() {}
  }

  public struct ListAccessibleEntrances: AcsCredentialRequest {
    public typealias Response = [AcsEntrance]
    public static let operation = Operation(
      "/acs/credentials/list_accessible_entrances", .read, by: .workspace, returns: "acs_entrances",
      title: "List the entrances of a credential",
      doc: "Returns the entrances of the access groups that the credential's owner is in.")
    public var acsCredentialID = ID<AcsCredential>.blank
    public init() {}
  }
}
