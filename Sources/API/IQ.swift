public import Wire

/// A gateway between Salto's cloud and the locks of a site, which passes on remote commands.
public struct IQ: Record, Answer {
  public static let name = "iq"
  public var iqID: ID<IQ>
  public var acsSystemID: ID<AcsSystem>
  public var acsEntranceIDs: [ID<AcsEntrance>]
  public var timeZone: String?
  public var isActivated: Bool
  public var isPinAwaited: Bool

  public init(
    iqID: ID<IQ>, acsSystemID: ID<AcsSystem>, acsEntranceIDs: [ID<AcsEntrance>], isActivated: Bool, isPinAwaited: Bool
  ) {
    self.iqID = iqID
    self.acsSystemID = acsSystemID
    self.acsEntranceIDs = acsEntranceIDs
    self.isActivated = isActivated
    self.isPinAwaited = isPinAwaited
  }
  public static let blank = IQ(
    iqID: .blank, acsSystemID: .blank, acsEntranceIDs: [], isActivated: false, isPinAwaited: false)
  public mutating func describe(_ field: inout some Field) {
    field("iq_id", &iqID, "Salto's ID of the IQ.")
    field("acs_system_id", &acsSystemID, "The ACS system of the IQ's site.")
    field("acs_entrance_ids", &acsEntranceIDs, "The entrances whose locks are connected to the IQ.")
    field("time_zone", &timeZone, "IANA name of the zone in which the IQ reads schedules. Absent if unknown.")
    field("is_activated", &isActivated, "Whether Latchkey can generate one-time codes for the IQ.")
    field("is_pin_awaited", &isPinAwaited, "Whether an activation was begun and waits for the PIN sent by e-mail.")
  }
}
