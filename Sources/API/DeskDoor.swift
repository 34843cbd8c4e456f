public import Wire

/// A door, as the front desk sees it.
public struct DeskDoor: Record, Answer, Hashable {
  public static let name = "desk_door"

  /// Which doors a list has.
  public enum Filter: String, Choice {
    case withProblems = "with_problems"
    case lowBattery = "low_battery"
    case offline
    /// Doors in office or privacy mode.
    case specialMode = "special_mode"
  }

  /// The order of a list.
  public enum Sort: String, Choice {
    case name
    /// By the names of the sites, and of their doors.
    case site
    /// Empty batteries first.
    case battery
    /// The latest entries first.
    case lastEntry = "last_entry"
  }

  public var acsEntranceID: ID<AcsEntrance>
  public var acsSystemID: ID<AcsSystem>
  public var displayName: String
  public var batteryLevel: String?
  public var isBatteryLow: Bool
  public var isOnline: Bool
  public var isOpenNow: Bool
  public var isPrivacyMode: Bool
  public var isLeftOpen: Bool
  public var isIntrusionAlarm: Bool
  public var takesPins: Bool
  public var takesMobileKeys: Bool
  public var lastEntry: DeskEntry?

  public init(acsEntranceID: ID<AcsEntrance>, acsSystemID: ID<AcsSystem>, displayName: String) {
    self.acsEntranceID = acsEntranceID
    self.acsSystemID = acsSystemID
    self.displayName = displayName
    isBatteryLow = false
    isOnline = false
    isOpenNow = false
    isPrivacyMode = false
    isLeftOpen = false
    isIntrusionAlarm = false
    takesPins = false
    takesMobileKeys = false
  }
  public static let blank = DeskDoor(acsEntranceID: .blank, acsSystemID: .blank, displayName: "")

  public mutating func describe(_ field: inout some Field) {
    field("acs_entrance_id", &acsEntranceID, "ID of the entrance, and of its lock as a device.")
    field("acs_system_id", &acsSystemID, "The ACS system of the site.")
    field("display_name", &displayName, "Name of the door.")
    field("battery_level", &batteryLevel, "Battery level as the provider reports it. Absent if it is unknown.")
    field("is_battery_low", &isBatteryLow, "Whether the battery should be replaced.")
    field("is_online", &isOnline, "Whether the lock is online, as last reported.")
    field("is_open_now", &isOpenNow, "Whether the door opens for everybody, as last reported.")
    field("is_privacy_mode", &isPrivacyMode, "Whether the lock is in privacy mode.")
    field("is_left_open", &isLeftOpen, "Whether the lock reports that the door was left open.")
    field("is_intrusion_alarm", &isIntrusionAlarm, "Whether the lock reports an intrusion.")
    field("takes_pins", &takesPins, "Whether the door can be opened by PIN.")
    field("takes_mobile_keys", &takesMobileKeys, "Whether the door can be opened by phone.")
    field("last_entry", &lastEntry, "The last time that the door was opened. Absent if there is no entry.")
  }
}
