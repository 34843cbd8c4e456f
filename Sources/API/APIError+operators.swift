import Wire

extension APIError {
  /// 409: the change would leave the workspace without an administrator.
  public static let lastAdministrator = APIError(
    409, "last_administrator",
    "The operator is the last administrator of the workspace. Make another operator an administrator first")
  /// 409: an operator of the workspace has the e-mail address.
  public static func operatorExists(_ operatorID: String) -> APIError {
    APIError(
      409, "operator_already_exists", "Another operator has this e-mail address",
      data: ["operator_id": .string(operatorID)])
  }
  /// 403: the change would affect workspaces that the caller does not administer.
  public static let operatorOfOthers = APIError(
    403, "operator_of_other_workspaces",
    "The operator also runs workspaces that the caller does not administer. Ask the operator, or somebody who "
      + "administers all of them")
}
