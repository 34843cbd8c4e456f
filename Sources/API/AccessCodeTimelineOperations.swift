public import Wire

/// The timeline of an access code.
extension AccessCodes {
  public struct GetTimeline: Request {
    public typealias Response = AccessCodeTimeline
    public static let operation = Operation(
      "/access_codes/get_timeline", .read, by: readers, returns: "timeline_events",
      title: "Get the timeline of an access code", doc: "Returns the events of an access code, the oldest first.")
    public var accessCodeID = ID<AccessCode>.blank
    public var after: Instant?
    public var before: Instant?
    public var eventTypes: [AccessCodeTimeline.Kind]?
    public var limit = 50
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_code_id", &accessCodeID, "The access code.")
      field("after", &after, "Only events after this moment.")
      field("before", &before, "Only events before this moment.")
      field("event_types", &eventTypes, "Only events of these types.")
      field(standard: "limit", &limit, "Maximum number of events.", .number, .minimum(1), .maximum(200))
    }
  }
}
