public import Wire

/// An operator, by name only.
public struct OperatorName: Record, Answer, Hashable {
  public static let name = "operator_name"
  public var operatorID: ID<Operator>
  public var operatorName: String

  public init(operatorID: ID<Operator>, operatorName: String) {
    self.operatorID = operatorID
    self.operatorName = operatorName
  }
  public static let blank = OperatorName(operatorID: .blank, operatorName: "")

  public mutating func describe(_ field: inout some Field) {
    field("operator_id", &operatorID, "The operator.")
    field("name", &operatorName, "Name.")
  }
}
