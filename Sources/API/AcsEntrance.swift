public import Wire

/// A door of an access control system.
public struct AcsEntrance: Record, Answer {
  public static let name = "acs_entrance"

  public enum WarningCode: String, NoticeCode {
    public static let member: StaticString = "warning_code"
    case saltoKSAccessCodeSupportRemoved = "salto_ks_entrance_access_code_support_removed"
    case sharesZone = "entrance_shares_zone"
    case setupRequired = "entrance_setup_required"
    case saltoKSPrivacyMode = "salto_ks_privacy_mode"
    case privacyMode = "privacy_mode"
  }

  public struct SaltoKSMetadata: Record, Hashable {
    public static let name = "acs_entrance_salto_ks_metadata"
    public var doorName: String?
    public var batteryLevel: String?
    public var lockType: String?
    public var lockedState: String?
    public var online: Bool?
    public var privacyMode: Bool?
    public var leftOpenAlarm: Bool?
    public var intrusionAlarm: Bool?
    public init() {}
    public static let blank = SaltoKSMetadata()
    public mutating func describe(_ field: inout some Field) {
      field("door_name", &doorName, "Name of the lock.")
      field("battery_level", &batteryLevel, "Battery level as Salto reports it.")
      field("lock_type", &lockType, "Lock model as Salto reports it.")
      field("locked_state", &lockedState, "Lock state as Salto reports it.")
      field("online", &online, "Whether the lock is online.")
      field("privacy_mode", &privacyMode, "Whether the lock is in privacy mode.")
      field("left_open_alarm", &leftOpenAlarm, "Whether the door was left open.")
      field("intrusion_alarm", &intrusionAlarm, "Whether the door was forced.")
    }
  }

  public var acsEntranceID: ID<AcsEntrance>
  public var acsSystemID: ID<AcsSystem>
  public var connectedAccountID: ID<ConnectedAccount>
  public var createdAt: Instant
  public var displayName: String
  public var spaceIDs: [ID<Space>] = []
  public var errors: [FreeNotice] = []
  public var warnings: [Notice<WarningCode>] = []
  public var canBelongToReservation: Bool?
  public var canUnlockWithCard: Bool?
  public var canUnlockWithCloudKey: Bool?
  public var canUnlockWithCode: Bool?
  public var canUnlockWithMobileKey: Bool?
  public var isLocked: Bool?
  public var saltoKSMetadata: SaltoKSMetadata?

  public init(
    acsEntranceID: ID<AcsEntrance>, acsSystemID: ID<AcsSystem>, connectedAccountID: ID<ConnectedAccount>,
    createdAt: Instant, displayName: String
  ) {
    self.acsEntranceID = acsEntranceID
    self.acsSystemID = acsSystemID
    self.connectedAccountID = connectedAccountID
    self.createdAt = createdAt
    self.displayName = displayName
  }
  public static let blank = AcsEntrance(
    acsEntranceID: .blank, acsSystemID: .blank, connectedAccountID: .blank, createdAt: .blank, displayName: "")

  public mutating func describe(_ field: inout some Field) {
    field("acs_entrance_id", &acsEntranceID, "ID of the entrance.")
    field("acs_system_id", &acsSystemID, "The ACS system of the entrance.")
    field("connected_account_id", &connectedAccountID, "The connected account that gives access to the system.")
    field("display_name", &displayName, "Display name.")
    field("space_ids", &spaceIDs, "The spaces of the entrance.")
    field("can_belong_to_reservation", &canBelongToReservation, "Whether the entrance can be part of a reservation.")
    field("can_unlock_with_card", &canUnlockWithCard, "Whether a card can open the entrance.")
    field("can_unlock_with_cloud_key", &canUnlockWithCloudKey, "Whether the entrance can be unlocked remotely.")
    field("can_unlock_with_code", &canUnlockWithCode, "Whether a PIN can open the entrance.")
    field("can_unlock_with_mobile_key", &canUnlockWithMobileKey, "Whether a phone can open the entrance.")
    field("is_locked", &isLocked, "Whether the entrance was locked when last seen.")
    field("salto_ks_metadata", &saltoKSMetadata, "Metadata specific to Salto KS.")
    field("created_at", &createdAt, "When the entrance was first seen.")
    field("errors", &errors, "Errors of the entrance.")
    field("warnings", &warnings, "Warnings of the entrance: reasons why a credential may not work there.")
  }
}
