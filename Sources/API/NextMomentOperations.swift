public import Wire

/// The operations on moments in the future.
public enum NextMoments {
  public struct List: Request {
    public typealias Response = Page<DeskMoment>
    public static let operation = Operation(
      "/latchkey/v1/clock/list_next_moments", .read, by: .workspace, returns: "moments", title: "List the next moments",
      doc: "Returns the coming starts and ends of stays in order, by the workspace's clock.")
    public var acsSystemID: ID<AcsSystem>?
    public var before: Instant?
    public var limit = 100
    public var pageCursor: Nullable<String>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "acs_system_id", &acsSystemID, "Only stays at the site of this system.")
      field(filter: "before", &before, "Only moments before this one.")
      field(standard: "limit", &limit, "Maximum number of moments per page.", .positive, .maximum(1000))
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
    }
  }
}
