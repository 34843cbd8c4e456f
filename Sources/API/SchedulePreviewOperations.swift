public import Wire

/// The operations on local time.
public enum Schedules {
  public struct Preview: Request {
    public typealias Response = SchedulePreview
    public static let operation = Operation(
      "/latchkey/v1/schedules/preview", .read, by: .workspace, returns: "preview", title: "Preview clock changes",
      doc: "Returns the site's coming clock changes, and the stays that span each of them in local time.")
    public var acsSystemID = ID<AcsSystem>.blank
    public var days = 366
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_system_id", &acsSystemID, "The ACS system of the site.")
      field(standard: "days", &days, "Number of days to look ahead.", .positive, .maximum(3660))
    }
  }
}
