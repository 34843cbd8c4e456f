public import Wire

extension Operators {
  public struct CreateAccessToken: Request {
    public typealias Response = AccessToken
    public static let operation = Operation(
      "/latchkey/v1/operators/create_access_token", .create, by: .workspace, returns: "access_token",
      title: "Create an access token",
      doc:
        "Creates a personal access token of an operator. The token works in all workspaces of the operator, so the "
        + "caller must administer all of them, or be the operator.")
    public var operatorID = ID<Operator>.blank
    public var name: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("operator_id", &operatorID, "The operator.")
      field("name", &name, "Name of the token. Defaults to \"Personal access token\".", .minLength(1), .maxLength(200))
    }
  }

  public struct ListAccessTokens: Request {
    public typealias Response = [AccessToken]
    public static let operation = Operation(
      "/latchkey/v1/operators/list_access_tokens", .read, by: .workspace, role: .administrator,
      returns: "access_tokens", title: "List access tokens",
      doc: "Returns the personal access tokens of an operator in order of creation, without their secrets.")
    public var operatorID = ID<Operator>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) { field("operator_id", &operatorID, "The operator.") }
  }

  public struct RevokeAccessToken: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/latchkey/v1/operators/revoke_access_token", .act, by: .workspace, title: "Revoke an access token",
      doc:
        "Revokes a personal access token in all workspaces, with the sessions that were opened by it. The caller must "
        + "administer all workspaces of the operator, or be the operator.")
    public var accessTokenID = ID<AccessToken>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) { field("access_token_id", &accessTokenID, "The token.") }
  }
}
