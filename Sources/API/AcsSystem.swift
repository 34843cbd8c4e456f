public import Wire

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
    public mutating func describe(_ field: inout some Field) {
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

  public mutating func describe(_ field: inout some Field) {
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
