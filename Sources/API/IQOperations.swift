public import Wire

/// One-time codes for IQs that require one for a remote unlock.
public enum IQs {
  public struct List: Request {
    public typealias Response = [IQ]
    public static let operation = Operation(
      "/latchkey/v1/iqs/list", .read, by: .workspace, returns: "iqs", title: "List IQs",
      doc: "Returns the IQs of a site, and whether each is activated for one-time codes.")
    public var acsSystemID = ID<AcsSystem>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
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
    public mutating func describe(_ field: inout some Field) {
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
    public mutating func describe(_ field: inout some Field) {
      field("acs_system_id", &acsSystemID, "The ACS system of the site.")
      field("iq_id", &iqID, "The IQ.", .minLength(1))
      field("pin", &pin, "The four-digit PIN.", .digits, .minLength(4), .maxLength(4), .secret)
    }
  }
}
