public import Wire

/// The operations on API keys.
public enum APIKeys {
  public struct List: Request {
    public typealias Response = [APIKey]
    public static let operation = Operation(
      "/latchkey/v1/api_keys/list", .read, by: .workspace, role: .administrator, returns: "api_keys",
      title: "List API keys", doc: "Returns the API keys of the workspace in order of creation, without their secrets.")
    public init() {}
    public mutating func describe(_ field: inout some Field) {}
  }

  public struct Create: Request {
    public typealias Response = APIKey
    public static let operation = Operation(
      "/latchkey/v1/api_keys/create", .create, by: .workspace, returns: "api_key", title: "Create an API key",
      doc:
        "Creates a key of the workspace. Its callers act as administrators, unless it is publishable. A publishable "
        + "key makes the workspace accept such keys.")
    public var name: String?
    public var isPublishable = false
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("name", &name, "Name of the key. Defaults to \"API key\".", .minLength(1), .maxLength(200))
      field(
        standard: "is_publishable", &isPublishable,
        "Whether it is a key for apps, which can only create empty client sessions.")
    }
  }

  public struct Revoke: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/latchkey/v1/api_keys/revoke", .act, by: .workspace, title: "Revoke an API key",
      doc: "Revokes a key of the workspace. It cannot be restored.")
    public var apiKeyID = ID<APIKey>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) { field("api_key_id", &apiKeyID, "The key.") }
  }
}
