public import Wire

/// A link by which a person opens doors with a phone, without installing anything.
public struct InstantKey: Record, Answer {
  public static let name = "instant_key"

  /// The appearance of the link's page.
  public struct Customization: Record, Hashable {
    public static let name = "instant_key_customization"
    public var logoURL: String?
    public var primaryColor: String?
    public var secondaryColor: String?
    public init() {}
    public static let blank = Customization()

    public mutating func describe(_ field: inout some Field) {
      field("logo_url", &logoURL, "Address of the logo.", .url)
      field("primary_color", &primaryColor, "Primary color.")
      field("secondary_color", &secondaryColor, "Secondary color.")
    }
  }

  public var instantKeyID: ID<InstantKey>
  public var workspaceID: ID<Workspace>
  public var createdAt: Instant
  public var expiresAt: Instant
  public var userIdentityID: ID<UserIdentity>
  public var clientSessionID: ID<ClientSession>
  public var instantKeyURL: String
  public var customizationProfileID: ID<CustomizationProfile>?
  public var customization: Customization?

  public init(
    instantKeyID: ID<InstantKey>, workspaceID: ID<Workspace>, createdAt: Instant, expiresAt: Instant,
    userIdentityID: ID<UserIdentity>, clientSessionID: ID<ClientSession>, instantKeyURL: String
  ) {
    self.instantKeyID = instantKeyID
    self.workspaceID = workspaceID
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.userIdentityID = userIdentityID
    self.clientSessionID = clientSessionID
    self.instantKeyURL = instantKeyURL
  }
  public static let blank = InstantKey(
    instantKeyID: .blank, workspaceID: .blank, createdAt: .blank, expiresAt: .blank, userIdentityID: .blank,
    clientSessionID: .blank, instantKeyURL: "")

  public mutating func describe(_ field: inout some Field) {
    field("instant_key_id", &instantKeyID, "ID of the instant key.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("created_at", &createdAt, "When it was created.")
    field("expires_at", &expiresAt, "When the last access grant of the identity ends.")
    field("user_identity_id", &userIdentityID, "The identity of the person.")
    field("client_session_id", &clientSessionID, "The client session of the link.")
    field("instant_key_url", &instantKeyURL, "The link.", .url)
    field("customization_profile_id", &customizationProfileID, "The customization profile of the link.")
    field("customization", &customization, "Appearance of the page.")
  }
}
