import Wire

extension APIError {
  /// 400: the locks of the brand have no such simulation.
  public static func unmanagedCodeNotSimulated(deviceType: String) -> APIError {
    APIError(
      400, "device_type_not_supported",
      "Device type \"\(deviceType)\" is not supported for simulating creation of unmanaged codes")
  }
  /// 409: another user of the site has the PIN. The message does not repeat it.
  public static let duplicateAccessCode = APIError(
    409, "duplicate_access_code",
    "Cannot set duplicate access code: another user of the site has this PIN. Choose a different one")
  /// 404: the code is unmanaged, since its device is, and the operation is about managed codes.
  public static func codeOfUnmanagedDevice(_ id: String) -> APIError {
    APIError(
      404, "access_code_not_found",
      "This access code is unmanaged, since its device is. Make the device managed with /devices/unmanaged/update",
      data: ["access_code_id": .string(id)])
  }
  /// 409: customers may use equal keys, so a key can fit the linked codes of several.
  public static func ambiguousCommonCodeKey(_ accessCodeIDs: [String]) -> APIError {
    APIError(
      409, "ambiguous_key",
      "Access codes of several customers have this common_code_key. Call this with a client session of the customer",
      data: ["access_code_ids": .array(accessCodeIDs.map(JSON.string))])
  }
  /// 400: only a code with an end can have a backup.
  public static let accessCodeNotTimeBound = APIError(
    400, "access_code_not_time_bound", "Backups can only be used for time_bound access codes.")
}
