import Wire

/// A site of an access control system, or a service that delivers mobile keys to phones.
public struct AcsSystem: Record, Answer {
  public static let name = "acs_system"

  public enum Kind: String, Choice { case saltoKSSite = "salto_ks_site" }

  public enum ErrorCode: String, NoticeCode {
    public static let member: StaticString = "error_code"
    case seamBridgeDisconnected = "seam_bridge_disconnected"
    case bridgeDisconnected = "bridge_disconnected"
    case visionlineInstanceUnreachable = "visionline_instance_unreachable"
    case saltoKSSubscriptionLimitExceeded = "salto_ks_subscription_limit_exceeded"
    case insufficientPermissions = "insufficient_permissions"
    case acsSystemDisconnected = "acs_system_disconnected"
    case accountDisconnected = "account_disconnected"
    case saltoKSCertificationExpired = "salto_ks_certification_expired"
    case providerServiceUnavailable = "provider_service_unavailable"
  }

  public enum WarningCode: String, NoticeCode {
    public static let member: StaticString = "warning_code"
    case saltoKSSubscriptionLimitAlmostReached = "salto_ks_subscription_limit_almost_reached"
    case timeZoneDoesNotMatchLocation = "time_zone_does_not_match_location"
    case setupRequired = "setup_required"
    case unknownIssue = "unknown_issue_with_acs_system"
  }

  public struct Location: Record, Hashable {
    public static let name = "acs_system_location"
    public var timeZone: Nullable<String>
    public init(timeZone: String?) { self.timeZone = Nullable(timeZone) }
    public static let blank = Location(timeZone: nil)
    public mutating func describe(_ field: Field) {
      field("time_zone", &timeZone, "IANA name of the site's time zone.")
    }
  }

  public var acsSystemID: ID<AcsSystem>
  public var connectedAccountID: ID<ConnectedAccount>
  public var connectedAccountIDs: [ID<ConnectedAccount>]
  public var createdAt: Instant
  public var isCredentialManager: Bool
  public var name: String
  public var workspaceID: ID<Workspace>
  public var location = Location.blank
  public var imageURL = ""
  public var imageAltText = ""
  public var errors: [Notice<ErrorCode>] = []
  public var warnings: [Notice<WarningCode>] = []
  public var externalType: Extensible<Kind>?
  public var externalTypeDisplayName: String?
  public var defaultCredentialManagerAcsSystemID: Nullable<ID<AcsSystem>>?
  public var acsUserCount: Int?
  public var acsAccessGroupCount: Int?

  public init(
    acsSystemID: ID<AcsSystem>, connectedAccountID: ID<ConnectedAccount>, createdAt: Instant,
    isCredentialManager: Bool, name: String, workspaceID: ID<Workspace>
  ) {
    self.acsSystemID = acsSystemID
    self.connectedAccountID = connectedAccountID
    self.connectedAccountIDs = [connectedAccountID]
    self.createdAt = createdAt
    self.isCredentialManager = isCredentialManager
    self.name = name
    self.workspaceID = workspaceID
  }
  public static let blank = AcsSystem(
    acsSystemID: .blank, connectedAccountID: .blank, createdAt: .blank, isCredentialManager: false, name: "",
    workspaceID: .blank)

  public mutating func describe(_ field: Field) {
    var systemType = externalType
    var systemTypeDisplayName = externalTypeDisplayName
    field("acs_system_id", &acsSystemID, "ID of the system.")
    field("name", &name, "Name of the system at the provider.")
    field("external_type", &externalType, "Type of the system at the provider. Absent for a credential manager.")
    field("external_type_display_name", &externalTypeDisplayName, "Display name of the external type.")
    field("system_type", &systemType, "Deprecated: use `external_type`.")
    field("system_type_display_name", &systemTypeDisplayName, "Deprecated: use `external_type_display_name`.")
    field("is_credential_manager", &isCredentialManager, "Whether the system delivers mobile keys to phones.")
    field(
      "default_credential_manager_acs_system_id", &defaultCredentialManagerAcsSystemID,
      "The credential manager that serves the system by default.")
    field("location", &location, "Location of the system.")
    field("connected_account_id", &connectedAccountID, "The connected account that gives access to the system.")
    field("connected_account_ids", &connectedAccountIDs, "Deprecated: use `connected_account_id`.")
    field("acs_user_count", &acsUserCount, "Number of ACS users.")
    field("acs_access_group_count", &acsAccessGroupCount, "Number of access groups.")
    field("image_url", &imageURL, "URL of an image of the system.")
    field("image_alt_text", &imageAltText, "Alternative text for the image.")
    field("created_at", &createdAt, "When the system was first seen.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("errors", &errors, "Errors of the system.")
    field("warnings", &warnings, "Warnings of the system.")
  }
}

/// The operations on access control systems.
public enum AcsSystems {
  public struct Get: Request {
    public typealias Response = AcsSystem
    public static let operation = Operation(
      "/acs/systems/get", .read, by: .workspace, returns: "acs_system", title: "Get an ACS system",
      doc: "Returns one access control system.")
    public var acsSystemID = ID<AcsSystem>.blank
    public init() {}
    public mutating func describe(_ field: Field) { field("acs_system_id", &acsSystemID, "ID of the system.") }
  }

  public struct List: Request {
    public typealias Response = [AcsSystem]
    public static let operation = Operation(
      "/acs/systems/list", .read,
      by: [.workspace, .clientSession, .customerSession, .customerSessionReadOnly], returns: "acs_systems",
      title: "List ACS systems", doc: "Returns the access control systems of the workspace.")
    public var connectedAccountID: ID<ConnectedAccount>?
    public var customerKey: String?
    public var search: String?
    public init() {}
    public mutating func describe(_ field: Field) {
      field(filter: "connected_account_id", &connectedAccountID, "Only systems of this account.")
      field(filter: "customer_key", &customerKey, "Only systems of this customer.")
      field(filter: "search", &search, "Only systems whose name or ID contains this text.")
    }
  }

  public struct ListCompatibleCredentialManagerAcsSystems: Request {
    public typealias Response = [AcsSystem]
    public static let operation = Operation(
      "/acs/systems/list_compatible_credential_manager_acs_systems", .read, by: .workspace, returns: "acs_systems",
      title: "List compatible credential managers",
      doc: "Returns the credential managers that can deliver a system's keys to phones.")
    public var acsSystemID = ID<AcsSystem>.blank
    public init() {}
    public mutating func describe(_ field: Field) {
      field("acs_system_id", &acsSystemID, "ID of the system whose keys are delivered.")
    }
  }
}
