public import Wire

/// The operations on unmanaged devices.
public enum UnmanagedDevices {
  public struct Get: Request {
    public typealias Response = UnmanagedDevice
    public static let operation = Operation(
      "/devices/unmanaged/get", .read, by: [.workspace, .clientSession], returns: "device",
      title: "Get an unmanaged device", doc: "Returns one unmanaged device.")
    public static let constraints = [DeviceSelector.constraint]
    public var device = DeviceSelector()
    public init() {}
    public mutating func describe(_ field: inout some Field) { device.describe(&field) }
  }

  public struct List: Request {
    public typealias Response = Page<UnmanagedDevice>
    public static let operation = Operation(
      "/devices/unmanaged/list", .read, by: [.workspace, .customerSession, .customerSessionReadOnly],
      returns: "devices", title: "List unmanaged devices", doc: "Returns the unmanaged devices of the workspace.")
    public var filter = DeviceFilter(limit: 22_900)
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      filter.describeOrigin(&field)
      filter.describeKind(&field)
    }
  }

  public struct Update: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/devices/unmanaged/update", .update, by: .workspace, title: "Update an unmanaged device",
      doc: "Makes an unmanaged device managed again, or updates its custom metadata. Nothing changes at the site.")
    public var deviceID = ID<Device>.blank
    public var customMetadata: Notes?
    public var isManaged: Bool?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("device_id", &deviceID, "The device.")
      field("custom_metadata", &customMetadata, "Your own metadata. Replaces the existing metadata.")
      field("is_managed", &isManaged, "True to make the device managed.", .always(true))
    }
  }
}
