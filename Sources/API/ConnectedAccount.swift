public import Wire

/// An account at a provider that gives access to its systems.
public struct ConnectedAccount: Record, Answer {
  public static let name = "connected_account"

  public enum Capability: String, Choice {
    case lock, thermostat, camera
    case noiseSensor = "noise_sensor"
    case accessControl = "access_control"
  }

  /// How many seats of a Salto KS site are in use.
  public struct SaltoKSSite: Record, Hashable {
    public static let name = "salto_ks_site"
    public var siteID: String?
    public var siteName: String?
    public var siteUserSubscriptionLimit: Int?
    public var subscribedSiteUserCount: Int?
    public init(siteID: String, siteName: String, siteUserSubscriptionLimit: Int, subscribedSiteUserCount: Int) {
      self.siteID = siteID
      self.siteName = siteName
      self.siteUserSubscriptionLimit = siteUserSubscriptionLimit
      self.subscribedSiteUserCount = subscribedSiteUserCount
    }
    public static let blank = SaltoKSSite(
      siteID: "", siteName: "", siteUserSubscriptionLimit: 0, subscribedSiteUserCount: 0)
    public mutating func describe(_ field: inout some Field) {
      field("site_id", &siteID, "Salto's ID of the site.")
      field("site_name", &siteName, "Name of the site.")
      field("site_user_subscription_limit", &siteUserSubscriptionLimit, "Maximum number of subscribed users.")
      field("subscribed_site_user_count", &subscribedSiteUserCount, "Number of subscribed users.")
    }
  }

  public struct SaltoKSMetadata: Record, Hashable {
    public static let name = "connected_account_salto_ks_metadata"
    public var sites: [SaltoKSSite]?
    public init(sites: [SaltoKSSite]) { self.sites = sites }
    public static let blank = SaltoKSMetadata(sites: [])
    public mutating func describe(_ field: inout some Field) {
      field("sites", &sites, "The sites that the problem concerns.")
    }
  }

  public enum ErrorCode: String, NoticeCode {
    public static let member: StaticString = "error_code"
    case accountDisconnected = "account_disconnected"
    case bridgeDisconnected = "bridge_disconnected"
    case saltoKSSubscriptionLimitExceeded = "salto_ks_subscription_limit_exceeded"
    case dormakabaSitesDisconnected = "dormakaba_sites_disconnected"
  }

  public enum WarningCode: String, NoticeCode {
    public static let member: StaticString = "warning_code"
    case scheduledMaintenanceWindow = "scheduled_maintenance_window"
    case unknownIssue = "unknown_issue_with_connected_account"
    case saltoKSSubscriptionLimitAlmostReached = "salto_ks_subscription_limit_almost_reached"
    case accountReauthorizationRequested = "account_reauthorization_requested"
    case beingDeleted = "being_deleted"
    case providerServiceUnavailable = "provider_service_unavailable"
    case setupRequired = "setup_required"
    case dormakabaSitesUnapproved = "dormakaba_sites_unapproved"
  }

  /// An error or warning of an account. Those about seats list the sites.
  ///
  /// It always belongs to the account, since Salto KS has no bridge.
  public struct AccountNotice<Code: NoticeCode>: Record, Hashable {
    public static var name: String { schemaName(of: Code.self) + "_notice" }
    public var code: Extensible<Code>
    public var createdAt: Instant
    public var message: String
    public var saltoKSMetadata: SaltoKSMetadata?
    public init(_ code: Code, since createdAt: Instant, _ message: String, sites: [SaltoKSSite]? = nil) {
      self.code = .known(code)
      self.createdAt = createdAt
      self.message = message
      saltoKSMetadata = sites.map { SaltoKSMetadata(sites: $0) }
    }
    public static var blank: Self { Self(.blank, since: .blank, "") }
    public mutating func describe(_ field: inout some Field) {
      field(Code.member, &code, "Machine-readable code.")
      field("created_at", &createdAt, "When the problem began.")
      field("message", &message, "What the problem is and how to fix it.")
      field("salto_ks_metadata", &saltoKSMetadata, "The sites that the problem concerns, if it is about seats.")
      if Code.member.description == "error_code" {
        var (isOwn, isBridge): (Bool?, Bool?) = (true, false)
        field("is_connected_account_error", &isOwn, "Always true: the account has the problem.")
        field("is_bridge_error", &isBridge, "Always false: Salto KS has no bridge.")
      }
    }

    /// One variant for each code.
    public static var schema: Schema {
      let common = ["is_connected_account_error", "is_bridge_error"].map(CodeMember.optional)
      let seats: Set<String> = [
        ErrorCode.saltoKSSubscriptionLimitExceeded.rawValue,
        WarningCode.saltoKSSubscriptionLimitAlmostReached.rawValue,
      ]
      return variants(by: Code.member.description) { (code: Code) in
        seats.contains(code.rawValue) ? common + [.required("salto_ks_metadata")] : common
      }
    }
  }

  public struct UserIdentifier: Record, Hashable {
    public static let name = "user_identifier"
    public var email: String?
    public init(email: String?) { self.email = email }
    public static let blank = UserIdentifier(email: nil)
    public mutating func describe(_ field: inout some Field) { field("email", &email, "The account's e-mail address.") }
  }

  public var connectedAccountID: ID<ConnectedAccount>
  public var displayName: String
  public var acceptedCapabilities: [Extensible<Capability>] = [.known(.accessControl)]
  public var accountType: String?
  public var accountTypeDisplayName = "Salto KS"
  public var automaticallyManageNewDevices = true
  public var customMetadata = Metadata()
  public var createdAt: Instant?
  public var customerKey: String?
  public var errors: [AccountNotice<ErrorCode>] = []
  public var warnings: [AccountNotice<WarningCode>] = []
  public var imageURL: String?
  public var timeZone: String?
  public var userIdentifier: UserIdentifier?

  public init(connectedAccountID: ID<ConnectedAccount>, displayName: String) {
    self.connectedAccountID = connectedAccountID
    self.displayName = displayName
  }
  public static let blank = ConnectedAccount(connectedAccountID: .blank, displayName: "")

  public mutating func describe(_ field: inout some Field) {
    field("connected_account_id", &connectedAccountID, "ID of the account.")
    field("display_name", &displayName, "Display name. E-mail addresses are masked.")
    field("account_type", &accountType, "Machine-readable name of the provider.")
    field("account_type_display_name", &accountTypeDisplayName, "Display name of the provider.")
    field("accepted_capabilities", &acceptedCapabilities, "The capabilities that the account is used for.")
    field(
      "automatically_manage_new_devices", &automaticallyManageNewDevices,
      "Whether new devices of the account are added automatically.")
    field("custom_metadata", &customMetadata, "Your own metadata.")
    field("customer_key", &customerKey, "The customer of the account.")
    field("image_url", &imageURL, "URL of an image of the provider.", .url)
    field("time_zone", &timeZone, "IANA name of the account's time zone.")
    field("user_identifier", &userIdentifier, "Deprecated: the owner of the account.")
    field("created_at", &createdAt, "When the account was connected.")
    field("errors", &errors, "Errors of the account.")
    field("warnings", &warnings, "Warnings of the account.")
  }
}
