public import Wire

/// The operations on problems that need a person.
public enum Attentions {
  public struct List: Request {
    public typealias Response = Page<Attention>
    public static let operation = Operation(
      "/latchkey/v1/attention/list", .read, by: .workspace, returns: "attention", title: "List what needs attention",
      doc: """
        Returns the problems of accounts, sites, IQs, seats, access, webhooks, batteries and customers' data, the worst \
        first. Of the people and of the grants with errors, each the first 100.
        """)
    public var limit = 100
    public var pageCursor: Nullable<String>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(standard: "limit", &limit, "Maximum number of problems per page.", .positive, .maximum(1000))
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
    }
  }
}
