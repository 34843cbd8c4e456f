public import Wire

/// The search for whatever has an ID.
extension Workspaces {
  public struct FindAnything: Request {
    public typealias Response = FoundBatch
    public static let operation = Operation(
      "/workspaces/find_anything", .read, by: .workspace, role: .administrator, returns: "batch",
      title: "Find anything",
      doc: "Returns whatever in the workspace has an ID.")
    public var search = ID<FoundBatch>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) { field("search", &search, "The ID, which is a UUID.") }
  }
}
