import Wire

/// A gateway between Salto's cloud and the locks of a site, as far as commands from afar go.
public struct IQ: Record, Answer {
  public static let name = "iq"
  public var iqID: ID<IQ>
  public var acsSystemID: ID<AcsSystem>
  public var acsEntranceIDs: [ID<AcsEntrance>]
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
  public mutating func describe(_ field: Field) {
    field("iq_id", &iqID, "Salto's id of the IQ.")
    field("acs_system_id", &acsSystemID, "The site it belongs to.")
    field("acs_entrance_ids", &acsEntranceIDs, "The entrances whose locks it serves.")
    field("is_activated", &isActivated, "Whether one-time codes can be made for it.")
    field("is_pin_awaited", &isPinAwaited, "Whether a PIN was sent by mail and not given yet.")
  }
}

/// One-time codes for IQs that ask for one before they open a lock from afar.
public enum IQs {
  public struct List: Request {
    public typealias Response = [IQ]
    public static let operation = Operation(
      "/latchkey/v1/iqs/list", .read, by: .workspace, returns: "iqs", title: "List IQs",
      doc: "Returns the IQs of a site and whether one-time codes can be made for each.")
    public var acsSystemID = ID<AcsSystem>.blank
    public init() {}
    public mutating func describe(_ field: Field) { field("acs_system_id", &acsSystemID, "The site.") }
  }

  public struct BeginActivation: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/latchkey/v1/iqs/begin_activation", .act, by: .workspace, title: "Begin an IQ's activation",
      doc: "Fetches what codes are made of and has Salto send a PIN to the mail of the integration's own user.")
    public var acsSystemID = ID<AcsSystem>.blank
    public var iqID = ID<IQ>.blank
    public init() {}
    public mutating func describe(_ field: Field) {
      field("acs_system_id", &acsSystemID, "The site.")
      field("iq_id", &iqID, "The IQ.", .minLength(1))
    }
  }

  public struct Activate: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/latchkey/v1/iqs/activate", .act, by: .workspace, title: "Activate an IQ",
      doc: "Takes the PIN that came by mail. From then on locks of the IQ are opened with one-time codes.")
    public var acsSystemID = ID<AcsSystem>.blank
    public var iqID = ID<IQ>.blank
    public var pin = ""
    public init() {}
    public mutating func describe(_ field: Field) {
      field("acs_system_id", &acsSystemID, "The site.")
      field("iq_id", &iqID, "The IQ.", .minLength(1))
      field("pin", &pin, "The four digits.", .digits, .minLength(4), .maxLength(4))
    }
  }
}
