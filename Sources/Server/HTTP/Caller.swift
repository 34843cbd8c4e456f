import API
import Wire

/// Who sent a request, once that is proven.
public struct Caller: Sendable {
  public let workspaceID: ID<Workspace>
  /// The one kind of token that was shown.
  public let kind: Callers
  /// Base address under which the caller reached the server, for links in answers.
  public let endpoint: String
}
