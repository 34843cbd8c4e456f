public import Wire

/// The devices that an identity can use.
extension UserIdentities {
  public struct ListAccessibleDevices: UserIdentityRequest {
    public typealias Response = [Device]
    public static let operation = Operation(
      "/user_identities/list_accessible_devices", .read,
      by: .workspace, returns: "devices", "accessible_devices",
      title: "List an identity's devices",
      doc: "Returns the locks that the identity's ACS users can open and those granted to the identity.")
    public var userIdentityID = ID<UserIdentity>.blank
    public init() {}
  }

  public struct GrantAccessToDevice: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/user_identities/grant_access_to_device", .add, by: .workspace, role: .frontDesk,
      title: "Grant an identity access to a device",
      doc: "Allows the identity's client sessions to unlock a lock remotely. Access at the door does not change.")
    public var deviceID = ID<Device>.blank
    public var userIdentityID = ID<UserIdentity>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("device_id", &deviceID, "The lock.")
      field("user_identity_id", &userIdentityID, "The identity.")
    }
  }

  public struct RevokeAccessToDevice: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/user_identities/revoke_access_to_device", .delete, by: .workspace, role: .frontDesk,
      title: "Revoke an identity's access to a device",
      doc: "Revokes the permission of the identity's client sessions to unlock a lock remotely.")
    public var deviceID = ID<Device>.blank
    public var userIdentityID = ID<UserIdentity>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("device_id", &deviceID, "The lock.")
      field("user_identity_id", &userIdentityID, "The identity.")
    }
  }
}
