public import Wire

/// A person or program that runs workspaces.
public struct Operator: Record, Answer {
  public static let name = "operator"
  public var operatorID: ID<Operator>
  public var workspaceID: ID<Workspace>
  public var name: String
  public var emailAddress = Nullable<String>.null
  public var openIDIssuer = Nullable<String>.null
  public var role: Extensible<OperatorRole>
  public var createdAt: Instant
  public var lastActiveAt = Nullable<Instant>.null

  public init(
    operatorID: ID<Operator>, workspaceID: ID<Workspace>, name: String, role: OperatorRole, createdAt: Instant
  ) {
    self.operatorID = operatorID
    self.workspaceID = workspaceID
    self.name = name
    self.role = .known(role)
    self.createdAt = createdAt
  }
  public static let blank = Operator(
    operatorID: .blank, workspaceID: .blank, name: "", role: .viewer, createdAt: .blank)

  public mutating func describe(_ field: inout some Field) {
    field("operator_id", &operatorID, "ID of the operator.")
    field("workspace_id", &workspaceID, "The workspace in which the operator has the role.")
    field("name", &name, "Name of the operator.")
    field("email_address", &emailAddress, "E-mail address of the operator, or null.")
    field(
      "openid_issuer", &openIDIssuer,
      "The OpenID provider whose account the operator signs in with, or null before the first time.")
    field("role", &role, "What the operator may do in the workspace.")
    field("created_at", &createdAt, "When the operator was created.")
    field(
      "last_active_at", &lastActiveAt,
      "When an access token or a session of the operator was last used, to the hour. Null if none was used.")
  }
}
