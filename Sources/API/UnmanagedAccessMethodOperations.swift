public import Wire

/// The operations on unmanaged access methods.
public enum UnmanagedAccessMethods {
  public struct Get: Request {
    public typealias Response = UnmanagedAccessMethod
    public static let operation = Operation(
      "/access_methods/unmanaged/get", .read, by: .workspace, returns: "access_method",
      title: "Get an unmanaged access method", doc: "Returns one unmanaged access method. Salto KS has none.",
      findsNothing: true)
    public var accessMethodID = ID<AccessMethod>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_method_id", &accessMethodID, "The access method.")
    }
  }

  public struct List: Request {
    public typealias Response = [UnmanagedAccessMethod]
    public static let operation = Operation(
      "/access_methods/unmanaged/list", .read, by: AccessMethods.readers, returns: "access_methods",
      title: "List unmanaged access methods", doc: "Returns the unmanaged access methods. Salto KS has none.",
      findsNothing: true)
    public var accessGrantID = ID<AccessGrant>.blank
    public var acsEntranceID: ID<AcsEntrance>?
    public var deviceID: ID<Device>?
    public var spaceID: ID<Space>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_grant_id", &accessGrantID, "The grant.")
      field(filter: "acs_entrance_id", &acsEntranceID, "Only access methods that open this entrance.")
      field(filter: "device_id", &deviceID, "Only access methods that open this device.")
      field(filter: "space_id", &spaceID, "Only access methods of grants to this space.")
    }
  }
}
