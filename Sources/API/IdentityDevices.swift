import Wire

/// The devices that an identity may use.
extension UserIdentities {
  public struct ListAccessibleDevices: Request {
    public typealias Response = [Device]
    public static let operation = Operation(
      "/user_identities/list_accessible_devices", .read,
      by: [.workspace, .customerSession, .customerSessionReadOnly], returns: "devices", "accessible_devices",
      title: "List an identity's devices",
      doc: "Returns the locks that an identity's ACS users open, or that it was let use.")
    public var userIdentityID = ID<UserIdentity>.blank
    public init() {}
    public mutating func describe(_ field: Field) { field("user_identity_id", &userIdentityID, "The identity.") }
  }

  public struct GrantAccessToDevice: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/user_identities/grant_access_to_device", .add, by: .workspace, title: "Let an identity use a device",
      doc: "Lets the identity's client sessions open a lock from afar. At the door nothing changes.")
    public var deviceID = ID<Device>.blank
    public var userIdentityID = ID<UserIdentity>.blank
    public init() {}
    public mutating func describe(_ field: Field) {
      field("device_id", &deviceID, "The lock.")
      field("user_identity_id", &userIdentityID, "The identity.")
    }
  }

  public struct RevokeAccessToDevice: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/user_identities/revoke_access_to_device", .delete, by: .workspace, title: "Take a device from an identity",
      doc: "Takes back that the identity's client sessions may open a lock from afar.")
    public var deviceID = ID<Device>.blank
    public var userIdentityID = ID<UserIdentity>.blank
    public init() {}
    public mutating func describe(_ field: Field) {
      field("device_id", &deviceID, "The lock.")
      field("user_identity_id", &userIdentityID, "The identity.")
    }
  }
}
