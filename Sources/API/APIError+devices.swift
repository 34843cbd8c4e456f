import Wire

// MARK: Managed and unmanaged devices

extension APIError {
  /// 404: the device is unmanaged, and the operation is about managed devices.
  public static func managedDeviceNotFound(_ id: String) -> APIError {
    APIError(
      404, "device_not_found",
      "This device is unmanaged. Convert it to a managed device with /devices/unmanaged/update",
      data: ["device_id": .string(id)])
  }
  /// 404: the device is managed, and the operation is about unmanaged devices.
  public static func unmanagedDeviceNotFound(_ id: String) -> APIError {
    APIError(
      404, "device_not_found", "This device is managed. Convert it to a unmanaged device with /devices/update.",
      data: ["device_id": .string(id)])
  }
  /// 400: a change of a managed device names an unmanaged one.
  public static func deviceUnmanaged(_ id: String) -> APIError {
    APIError(
      400, "device_unmanaged", "Device is unmanaged. Use /devices/unmanaged/update to make it managed first",
      data: ["device_id": .string(id)])
  }
  /// 400: a change of an unmanaged device names a managed one.
  public static func deviceManaged(_ id: String) -> APIError {
    APIError(
      400, "device_managed", "Device is managed. Use /devices/update", data: ["device_id": .string(id)])
  }
}
