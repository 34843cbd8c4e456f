public import Wire

extension Operators {
  public struct UnlinkAccount: Request {
    public typealias Response = Operator
    public static let operation = Operation(
      "/latchkey/v1/operators/unlink_account", .act, by: .workspace, returns: "operator",
      title: "Unlink an operator's company account",
      doc:
        "Ends the sessions that the operator opened with a company account. The next account with the operator's e-mail "
        + "address becomes the operator's. The caller must administer all workspaces of the operator, or be the operator."
    )
    public var operatorID = ID<Operator>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) { field("operator_id", &operatorID, "The operator.") }
  }
}
