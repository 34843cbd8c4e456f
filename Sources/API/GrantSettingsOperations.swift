public import Wire

/// The operations on the settings of a site for access grants.
public enum GrantSettingsOperations {
  public struct Get: Request {
    public typealias Response = SiteGrantSettings
    public static let operation = Operation(
      "/latchkey/v1/grant_settings/get", .read, by: .workspace, returns: "grant_settings",
      title: "Get the settings for access grants", doc: "Returns the settings of a site for access grants.")
    public var acsSystemID = ID<AcsSystem>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_system_id", &acsSystemID, "The ACS system of the site.")
    }
  }

  public struct Update: Request {
    public typealias Response = SiteGrantSettings
    public static let operation = Operation(
      "/latchkey/v1/grant_settings/update", .update, by: .workspace, returns: "grant_settings",
      title: "Update the settings for access grants",
      doc: "Updates the given settings of a site. They take effect when a grant is created or changed.")
    public var acsSystemID = ID<AcsSystem>.blank
    public var leadHours: Int?
    public var pinsBeforeStart: Bool?
    public var supportPhone = Change<String>.keep
    public var supportEmail = Change<String>.keep
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_system_id", &acsSystemID, "The ACS system of the site.")
      field(
        "lead_hours", &leadHours,
        "Hours before the start of a grant at which the site gets its access group and a mobile key's invitation.",
        .minimum(1), .maximum(8784))
      field(
        "pins_before_start", &pinsBeforeStart,
        "Whether a PIN is made at booking. Otherwise it is made once the person is subscribed.")
      field(
        "support_phone", &supportPhone, "Phone number that guests are told to call. Null for none.", .minLength(3),
        .maxLength(40))
      field(
        "support_email", &supportEmail, "E-mail address that guests are told to write to. Null for none.", .email,
        .maxLength(254))
    }
  }
}
