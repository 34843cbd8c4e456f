import Wire

/// A gateway between Salto's cloud and the locks of a site, which passes on remote commands.
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
    field("iq_id", &iqID, "Salto's ID of the IQ.")
    field("acs_system_id", &acsSystemID, "The ACS system of the IQ's site.")
    field("acs_entrance_ids", &acsEntranceIDs, "The entrances whose locks are connected to the IQ.")
    field("is_activated", &isActivated, "Whether Latchkey can generate one-time codes for the IQ.")
    field("is_pin_awaited", &isPinAwaited, "Whether an activation was begun and waits for the PIN sent by e-mail.")
  }
}

/// One-time codes for IQs that require one for a remote unlock.
public enum IQs {
  public struct List: Request {
    public typealias Response = [IQ]
    public static let operation = Operation(
      "/latchkey/v1/iqs/list", .read, by: .workspace, returns: "iqs", title: "List IQs",
      doc: "Returns the IQs of a site, and whether each is activated for one-time codes.")
    public var acsSystemID = ID<AcsSystem>.blank
    public init() {}
    public mutating func describe(_ field: Field) {
      field("acs_system_id", &acsSystemID, "The ACS system of the site.")
    }
  }

  public struct BeginActivation: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/latchkey/v1/iqs/begin_activation", .act, by: .workspace, title: "Begin an IQ's activation",
      doc:
        "Gets the IQ's one-time code secret. Salto sends a PIN to the e-mail address of the integration's own user."
    )
    public var acsSystemID = ID<AcsSystem>.blank
    public var iqID = ID<IQ>.blank
    public init() {}
    public mutating func describe(_ field: Field) {
      field("acs_system_id", &acsSystemID, "The ACS system of the site.")
      field("iq_id", &iqID, "The IQ.", .minLength(1))
    }
  }

  public struct Activate: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/latchkey/v1/iqs/activate", .act, by: .workspace, title: "Activate an IQ",
      doc:
        "Completes the activation with the PIN sent by e-mail. Remote unlocks of the IQ then use one-time codes."
    )
    public var acsSystemID = ID<AcsSystem>.blank
    public var iqID = ID<IQ>.blank
    public var pin = ""
    public init() {}
    public mutating func describe(_ field: Field) {
      field("acs_system_id", &acsSystemID, "The ACS system of the site.")
      field("iq_id", &iqID, "The IQ.", .minLength(1))
      field("pin", &pin, "The four-digit PIN.", .digits, .minLength(4), .maxLength(4))
    }
  }
}
