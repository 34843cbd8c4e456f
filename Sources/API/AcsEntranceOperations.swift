public import Wire

/// The operations on entrances.
public enum AcsEntrances {
  public struct Get: Request {
    public typealias Response = AcsEntrance
    public static let operation = Operation(
      "/acs/entrances/get", .read,
      by: [.workspace, .clientSession, .customerSession, .customerSessionReadOnly], returns: "acs_entrance",
      title: "Get an entrance", doc: "Returns one entrance.")
    public var acsEntranceID = ID<AcsEntrance>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_entrance_id", &acsEntranceID, "The entrance.")
    }
  }

  public struct List: Request {
    public typealias Response = Page<AcsEntrance>
    public static let operation = Operation(
      "/acs/entrances/list", .read,
      by: [.workspace, .clientSession, .customerSession, .customerSessionReadOnly], returns: "acs_entrances",
      title: "List entrances", doc: "Returns the entrances of the workspace.")
    public var accessMethodID: ID<AccessMethod>?
    public var acsCredentialID: ID<AcsCredential>?
    public var acsEntranceIDs: [ID<AcsEntrance>]?
    public var acsSystemID: ID<AcsSystem>?
    public var connectedAccountID: ID<ConnectedAccount>?
    public var customerKey: String?
    public var limit = 900
    public var locationID: Nullable<String>?
    public var pageCursor: Nullable<String>?
    public var search: String?
    public var spaceID: ID<Space>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "access_method_id", &accessMethodID, "Only entrances of this access method.")
      field(filter: "acs_credential_id", &acsCredentialID, "Only entrances that this credential opens.")
      field(filter: "acs_entrance_ids", &acsEntranceIDs, "Only these entrances.")
      field(filter: "acs_system_id", &acsSystemID, "Only entrances of this system.")
      field(filter: "connected_account_id", &connectedAccountID, "Only entrances of this account.")
      field(filter: "customer_key", &customerKey, "Only entrances of this customer.")
      field(standard: "limit", &limit, "Maximum number of entrances per page.", .positive)
      field(filter: "location_id", &locationID, "Deprecated.")
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
      field(filter: "search", &search, "Only entrances whose name contains this text.")
      field(filter: "space_id", &spaceID, "Only entrances of this space.")
    }
  }

  public struct ListCredentialsWithAccess: Request {
    public typealias Response = [AcsCredential]
    public enum Condition: String, Choice { case visionlineIsValid = "visionline_metadata.is_valid" }
    public static let operation = Operation(
      "/acs/entrances/list_credentials_with_access", .read, by: [.workspace, .clientSession],
      returns: "acs_credentials", title: "List the credentials of an entrance",
      doc: "Returns the credentials whose owners are in an access group that contains the entrance.")
    public var acsEntranceID = ID<AcsEntrance>.blank
    public var includeIf: [Condition]?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_entrance_id", &acsEntranceID, "The entrance.")
      field("include_if", &includeIf, "Conditions that a credential must meet. None of them applies to Salto KS.")
    }
  }

  public struct Unlock: Request {
    public typealias Response = ActionAttempt
    public static let operation = Operation(
      "/acs/entrances/unlock", .act, by: .workspace, role: .frontDesk, returns: "action_attempt",
      title: "Unlock an entrance",
      doc: "Unlocks an entrance remotely with the cloud key of a user who has access now.",
      actionAttemptType: ActionAttempt.Kind.unlockDoor.rawValue)
    public var acsCredentialID = ID<AcsCredential>.blank
    public var acsEntranceID = ID<AcsEntrance>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_credential_id", &acsCredentialID, "The cloud key.")
      field("acs_entrance_id", &acsEntranceID, "The entrance.")
    }
  }

  public struct GrantAccess: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/acs/entrances/grant_access", .act, by: .workspace, role: .frontDesk, title: "Grant access to an entrance",
      doc: "Adds an ACS user to the access group that contains only this entrance. Such a group must exist.")
    public static let constraints = [Constraint.exactlyOne(["acs_user_id", "user_identity_id"])]
    public var acsEntranceID = ID<AcsEntrance>.blank
    public var acsUserID: ID<AcsUser>?
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_entrance_id", &acsEntranceID, "The entrance.")
      field("acs_user_id", &acsUserID, "The user.")
      field("user_identity_id", &userIdentityID, "ID of an identity that has a user at the entrance's site.")
    }
  }
}
