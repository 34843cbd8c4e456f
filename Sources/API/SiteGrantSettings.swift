public import Wire

/// The settings of a site for access grants.
public struct SiteGrantSettings: Record, Answer {
  public static let name = "grant_settings"
  public var acsSystemID: ID<AcsSystem>
  public var leadHours: Int
  public var pinsBeforeStart: Bool
  public var supportPhone = Nullable<String>.null
  public var supportEmail = Nullable<String>.null

  public init(acsSystemID: ID<AcsSystem>, leadHours: Int, pinsBeforeStart: Bool) {
    self.acsSystemID = acsSystemID
    self.leadHours = leadHours
    self.pinsBeforeStart = pinsBeforeStart
  }
  public static let blank = SiteGrantSettings(acsSystemID: .blank, leadHours: 0, pinsBeforeStart: false)

  public mutating func describe(_ field: inout some Field) {
    field("acs_system_id", &acsSystemID, "The ACS system of the site.")
    field(
      "lead_hours", &leadHours,
      "Hours before the start of a grant at which the site gets its access group and a mobile key's invitation.")
    field(
      "pins_before_start", &pinsBeforeStart,
      "Whether a PIN is made at booking. Otherwise it is made once the person is subscribed.")
    field("support_phone", &supportPhone, "Phone number that guests are told to call, or null.")
    field("support_email", &supportEmail, "E-mail address that guests are told to write to, or null.")
  }
}
