public import Wire

/// The operations on operators.
public enum Operators {
  public struct List: Request {
    public typealias Response = [Operator]
    public static let operation = Operation(
      "/latchkey/v1/operators/list", .read, by: .workspace, role: .administrator, returns: "operators",
      title: "List operators", doc: "Returns the operators of the workspace in order of creation.")
    public init() {}
    public mutating func describe(_ field: inout some Field) {}
  }

  public struct ListAdministrators: Request {
    public typealias Response = [OperatorName]
    public static let operation = Operation(
      "/latchkey/v1/operators/list_administrators", .read, by: .workspace, returns: "administrators",
      title: "List the administrators",
      doc: "Returns the names of the workspace's administrators in order of creation, who can change roles.")
    public init() {}
    public mutating func describe(_ field: inout some Field) {}
  }

  public struct Create: Request {
    public typealias Response = Operator
    public static let operation = Operation(
      "/latchkey/v1/operators/create", .create, by: .workspace, returns: "operator", title: "Create an operator",
      doc:
        "Creates an operator of the workspace. The operator with the e-mail address gets access to the workspace, if "
        + "there is one already and the caller administers all of its workspaces.")
    public var name = ""
    public var emailAddress: String?
    public var role = OperatorRole.viewer
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("name", &name, "Name of the operator.", .minLength(1), .maxLength(200))
      field("email_address", &emailAddress, "E-mail address of the operator.", .email, .maxLength(254))
      field("role", &role, "What the operator may do in the workspace.")
    }
  }

  public struct Update: Request {
    public typealias Response = Operator
    public static let operation = Operation(
      "/latchkey/v1/operators/update", .update, by: .workspace, returns: "operator", title: "Update an operator",
      doc:
        "Updates the given properties. Name and e-mail address can be updated only by a caller who administers all "
        + "workspaces of the operator.")
    public var operatorID = ID<Operator>.blank
    public var name: String?
    public var emailAddress = Change<String>.keep
    public var role: OperatorRole?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("operator_id", &operatorID, "The operator.")
      field("name", &name, "Name of the operator.", .minLength(1), .maxLength(200))
      field("email_address", &emailAddress, "E-mail address of the operator. Null for none.", .email, .maxLength(254))
      field("role", &role, "What the operator may do in the workspace. The last administrator keeps the role.")
    }
  }

  public struct Delete: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/latchkey/v1/operators/delete", .delete, by: .workspace, title: "Delete an operator",
      doc:
        "Removes the operator from the workspace. An operator without another workspace is deleted, with all access "
        + "tokens. The last administrator cannot be removed.")
    public var operatorID = ID<Operator>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) { field("operator_id", &operatorID, "The operator.") }
  }
}
