/// What a write waits for. Writes with the same turn run one after another.
enum WriteTurn: Hashable, Sendable {
  /// The other writers of a workspace, on all nodes.
  case workspace(String)
  /// The other writers outside of workspaces, on all nodes.
  case outside
  /// Only the locks of the rows that it writes. The number makes it different from all others.
  case none(Int)
}
