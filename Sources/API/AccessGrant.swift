public import Wire

/// Access of a person: which doors, from when to when, by which means.
public struct AccessGrant: Record, Answer, AccessGrantFields {
  public static let name = "access_grant"

  public var accessGrantID: ID<AccessGrant>
  public var workspaceID: ID<Workspace>
  public var createdAt: Instant
  public var userIdentityID: ID<UserIdentity>
  public var startsAt: Instant
  public var endsAt: Nullable<Instant> = .null
  public var grantName: Nullable<String> = .null
  public var displayName: String
  public var displayStatus = ""
  public var accessGrantKey: String?
  public var reservationKey: String?
  public var customizationProfileID: ID<CustomizationProfile>?
  public var clientSessionToken: String?
  public var instantKeyURL: String?
  public var accessMethodIDs: [ID<AccessMethod>] = []
  public var requestedAccessMethods: [RequestedAccessMethod] = []
  public var spaceIDs: [ID<Space>] = []
  public var errors: [AccessGrantError] = []
  public var warnings: [AccessGrantWarning] = []
  public var pendingMutations: [AccessGrantMutation] = []

  public init(
    accessGrantID: ID<AccessGrant>, workspaceID: ID<Workspace>, createdAt: Instant, userIdentityID: ID<UserIdentity>,
    startsAt: Instant, displayName: String
  ) {
    self.accessGrantID = accessGrantID
    self.workspaceID = workspaceID
    self.createdAt = createdAt
    self.userIdentityID = userIdentityID
    self.startsAt = startsAt
    self.displayName = displayName
  }
  public static let blank = AccessGrant(
    accessGrantID: .blank, workspaceID: .blank, createdAt: .blank, userIdentityID: .blank, startsAt: .blank,
    displayName: "")

  public mutating func describe(_ field: inout some Field) {
    describeOrigin(&field)
    field("user_identity_id", &userIdentityID, "The identity of the person.")
    describeTimes(&field)
    field("display_name", &displayName, "Display name: the name, or else the doors and dates.")
    field("display_status", &displayStatus, "State of the grant for people. Do not read it in programs.")
    field("access_grant_key", &accessGrantKey, "Your own key for the grant.")
    field("reservation_key", &reservationKey, "Your own key for the reservation.")
    field("customization_profile_id", &customizationProfileID, "The customization profile of its links.")
    field(
      "client_session_token", &clientSessionToken, "Token for the mobile SDK. Present only with a mobile key.", .secret)
    field(
      "instant_key_url", &instantKeyURL, "Link for the person. Present only with exactly one mobile key.", .url, .secret
    )
    describeContents(&field)
  }
}

/// A requested means of access, and the access methods that were created for it.
public struct RequestedAccessMethod: Record, Hashable {
  public static let name = "requested_access_method"
  public var mode: Extensible<AccessMethod.Mode>
  public var createdAt: Instant
  public var displayName: String
  public var code: String?
  public var instantKeyMaxUseCount: Int?
  public var createdAccessMethodIDs: [ID<AccessMethod>] = []

  public init(mode: AccessMethod.Mode, createdAt: Instant, displayName: String) {
    self.mode = .known(mode)
    self.createdAt = createdAt
    self.displayName = displayName
  }
  public static let blank = RequestedAccessMethod(mode: .code, createdAt: .blank, displayName: "")

  public mutating func describe(_ field: inout some Field) {
    field("mode", &mode, "The means of access.")
    field("created_at", &createdAt, "When it was requested.")
    field("display_name", &displayName, "Display name.")
    field("code", &code, "The requested PIN.", .minLength(4), .maxLength(9), .digits, .secret)
    field("instant_key_max_use_count", &instantKeyMaxUseCount, "Number of devices that can use the link.", .minimum(1))
    field("created_access_method_ids", &createdAccessMethodIDs, "The access methods that were created for it.")
  }
}
