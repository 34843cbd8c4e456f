public import Wire

/// The operations on files with stays.
public enum Stays {
  public struct Import: Request {
    public typealias Response = CustomerRun
    public static let operation = Operation(
      "/latchkey/v1/stays/import", .act, by: .workspace, returns: "customer_run", title: "Import stays",
      doc:
        "Creates, updates or ends the people and access grants of a file with stays. With `preview`, changes nothing and"
        + " returns what it would do.")
    public var customerKey = ""
    public var defaultCheckinTime: String?
    public var defaultCheckoutTime: String?
    public var document = DocumentText("")
    public var format = StayFormat.csv
    public var placeKey: String?
    public var preview = false
    public var timeZone: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("customer_key", &customerKey, "Your own key for the customer of the stays.", .minLength(1))
      field(
        "default_checkin_time", &defaultCheckinTime,
        "Local time of arrival on a day without one. Defaults to the space's, or else 15:00.", .timeOfDay)
      field(
        "default_checkout_time", &defaultCheckoutTime,
        "Local time of departure on a day without one. Defaults to the space's, or else 11:00.", .timeOfDay)
      field("document", &document, "The text of the file.")
      field("format", &format, "The format of the file.")
      field("place_key", &placeKey, "Your own key for the space of stays that name none.", .minLength(1))
      field(standard: "preview", &preview, "Whether to change nothing.")
      field(
        "time_zone", &timeZone, "IANA time zone of local times, such as Europe/Amsterdam. Defaults to the space's.",
        .minLength(1))
    }
  }
}
