public import Wire

/// The operations on people whom the site's staff added.
public enum UnmanagedAcsUsers {
  public struct Get: Request {
    public typealias Response = UnmanagedAcsUser
    public static let operation = Operation(
      "/acs/users/unmanaged/get", .read, by: [.workspace], returns: "acs_user", title: "Get an unmanaged ACS user",
      doc: "Returns a person whom the site's staff added at the provider.")
    public var acsUserID = ID<AcsUser>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) { field("acs_user_id", &acsUserID, "The person.") }
  }

  public struct List: Request {
    public typealias Response = [UnmanagedAcsUser]
    public static let operation = Operation(
      "/acs/users/unmanaged/list", .read, by: [.workspace], returns: "acs_users", title: "List unmanaged ACS users",
      doc: "Returns the people whom the site's staff added at the provider, in the order in which they were first seen."
    )
    public var acsSystemID: ID<AcsSystem>?
    public var limit = 500
    public var search: String?
    public var userIdentityID: ID<UserIdentity>?
    public var userIdentityEmailAddress: Nullable<String>?
    public var userIdentityPhoneNumber: Nullable<String>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "acs_system_id", &acsSystemID, "Only people of this system.")
      field(standard: "limit", &limit, "Maximum number of people to return.", .positiveNumber)
      field(filter: "search", &search, "Only people whose name or e-mail address contains this text.")
      field(
        filter: "user_identity_id", &userIdentityID,
        "Only people of this identity. Always empty: unmanaged people have no identity.")
      field(
        filter: "user_identity_email_address", &userIdentityEmailAddress,
        "Only people of such an identity. Always empty: unmanaged people have no identity.")
      field(
        filter: "user_identity_phone_number", &userIdentityPhoneNumber,
        "Only people of such an identity. Always empty: unmanaged people have no identity.")
    }
  }
}
