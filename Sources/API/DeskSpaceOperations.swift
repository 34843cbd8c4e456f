public import Wire

/// The operations on spaces, for a front desk.
public enum DeskSpaces {
  public struct List: Request {
    public typealias Response = Page<DeskSpace>
    public static let operation = Operation(
      "/latchkey/v1/occupancy/list", .read, by: .workspace, returns: "spaces", title: "List the occupancy of spaces",
      doc: "Returns the spaces in order of creation, each with its doors and who stays in it at a moment and next.")
    public var filter: DeskSpace.Filter?
    public var spaceIDs: [ID<Space>]?
    public var search: String?
    public var moment: Instant?
    public var limit = 100
    public var pageCursor: Nullable<String>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "filter", &filter, "Only spaces in this state at the moment.")
      field(filter: "space_ids", &spaceIDs, "Only these spaces.", .maxLength(1000))
      field(filter: "search", &search, "Only spaces whose name, key or customer key contains this text.")
      field(filter: "moment", &moment, "The moment at which somebody stays in a space or not. Defaults to now.")
      field(standard: "limit", &limit, "Maximum number of spaces per page.", .positive, .maximum(1000))
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
    }
  }
}
