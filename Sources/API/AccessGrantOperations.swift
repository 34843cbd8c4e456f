public import Wire

/// The operations on access grants.
public enum AccessGrants {
  static let readers: Callers = [.workspace, .customerSession, .customerSessionReadOnly]
  static let writers: Callers = [.workspace, .customerSession]

  /// A person who becomes a user identity with the grant.
  public struct Person: Record, Hashable {
    public static let name = "access_grant_person"
    public var emailAddress: Nullable<String>?
    public var fullName: Nullable<String>?
    public var phoneNumber: Nullable<String>?
    public var userIdentityKey: Nullable<String>?
    public init() {}
    public static let blank = Person()
    public mutating func describe(_ field: inout some Field) {
      field("email_address", &emailAddress, "E-mail address.", .email)
      field("full_name", &fullName, "Full name.", .minLength(1))
      field("phone_number", &phoneNumber, "Phone number.")
      field("user_identity_key", &userIdentityKey, "Your own key for the identity.", .minLength(1))
    }
  }

  /// Doors, in a form that the public API no longer recommends.
  public struct Location: Record, Hashable {
    public static let name = "access_grant_location"
    public var acsEntranceIDs: [ID<AcsEntrance>] = []
    public var deviceIDs: [ID<Device>] = []
    public var locationName: String?
    public init() {}
    public static let blank = Location()
    public mutating func describe(_ field: inout some Field) {
      field(standard: "acs_entrance_ids", &acsEntranceIDs, "The entrances.", .maxLength(1000))
      field(standard: "device_ids", &deviceIDs, "The devices.", .maxLength(1000))
      field("name", &locationName, "Name. It has no effect.")
    }
  }

  /// A means of access to request.
  public struct MethodRequest: Record, Hashable {
    public static let name = "access_method_request"
    public var mode = AccessMethod.Mode.code
    public var code: String?
    public var instantKeyMaxUseCount: Int?
    public init() {}
    public static let blank = MethodRequest()
    public mutating func describe(_ field: inout some Field) {
      field("mode", &mode, "The means of access.")
      field("code", &code, "The PIN to try to use.", .minLength(4), .maxLength(9), .digits, .secret)
      field(
        "instant_key_max_use_count", &instantKeyMaxUseCount, "Number of devices that can use the link. Defaults to 1.",
        .minimum(1))
    }
  }

  public struct Create: Request {
    public typealias Response = AccessGrant
    public static let operation = Operation(
      "/access_grants/create", .create, by: writers, role: .frontDesk, returns: "access_grant",
      title: "Create an access grant",
      doc:
        "Gives a person access to doors from a start to an end. Name the doors by spaces, devices and entrances in any"
        + " mix. A space stands for its doors at any time.")
    public static let constraints = [Constraint.exactlyOne(["user_identity_id", "user_identity"])]
    public var accessGrantKey: String?
    public var acsEntranceIDs: [ID<AcsEntrance>] = []
    public var customizationProfileID: ID<CustomizationProfile>?
    public var deviceIDs: [ID<Device>] = []
    public var endsAt: Nullable<Instant>?
    public var location: Location?
    public var locationIDs: [ID<Space>]?
    public var name: Nullable<String>?
    public var requestedAccessMethods: [MethodRequest] = []
    public var reservationKey: String?
    public var spaceIDs: [ID<Space>]?
    public var spaceKeys: [String]?
    public var startsAt: Instant?
    public var userIdentity: Person?
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_grant_key", &accessGrantKey, "Your own key for the grant.", .minLength(1))
      field(standard: "acs_entrance_ids", &acsEntranceIDs, "The entrances of the grant.", .maxLength(1000))
      field("customization_profile_id", &customizationProfileID, "The customization profile of its links.")
      field(standard: "device_ids", &deviceIDs, "The devices of the grant.", .maxLength(1000))
      field("ends_at", &endsAt, "When access ends. Omit for never.", .text)
      field("location", &location, "Deprecated: use `device_ids` and `acs_entrance_ids`.")
      field("location_ids", &locationIDs, "Deprecated: use `space_ids`.", .maxLength(1000))
      field("name", &name, "Name.")
      field(
        "requested_access_methods", &requestedAccessMethods, "The means of access to create.", .maxLength(20))
      field("reservation_key", &reservationKey, "Your own key for the reservation.", .minLength(1))
      field("space_ids", &spaceIDs, "The spaces of the grant.", .maxLength(1000))
      field("space_keys", &spaceKeys, "Your own keys for the spaces of the grant.", .maxLength(1000))
      field("starts_at", &startsAt, "When access starts. Defaults to now.", .text)
      field("user_identity", &userIdentity, "A person to create as a user identity.")
      field("user_identity_id", &userIdentityID, "The identity of the person.")
    }
  }

  public struct Get: Request {
    public typealias Response = AccessGrant
    public static let operation = Operation(
      "/access_grants/get", .read, by: readers, returns: "access_grant", title: "Get an access grant",
      doc: "Returns one grant, by its ID or key.")
    public static let constraints = [Constraint.exactlyOne(["access_grant_id", "access_grant_key"])]
    public var accessGrantID: ID<AccessGrant>?
    public var accessGrantKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_grant_id", &accessGrantID, "ID of the grant.")
      field("access_grant_key", &accessGrantKey, "Your own key for the grant.", .minLength(1))
    }
  }

  public struct List: Request {
    public typealias Response = Page<AccessGrant>
    public static let operation = Operation(
      "/access_grants/list", .read, by: readers, returns: "access_grants", title: "List access grants",
      doc: "Returns the grants of the workspace in order of creation.")
    public var accessCodeID: ID<AccessCode>?
    public var accessGrantIDs: [ID<AccessGrant>]?
    public var accessGrantKey: Nullable<String>?
    public var acsEntranceID: ID<AcsEntrance>?
    public var acsSystemID: ID<AcsSystem>?
    public var customerKey: String?
    public var deviceID: ID<Device>?
    public var limit = 500
    public var locationID: ID<Space>?
    public var pageCursor: Nullable<String>?
    public var reservationKey: String?
    public var spaceID: ID<Space>?
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "access_code_id", &accessCodeID, "Only grants with this access code.")
      field(filter: "access_grant_ids", &accessGrantIDs, "Only these grants.")
      field(filter: "access_grant_key", &accessGrantKey, "Only grants with this key, or without one if null.")
      field(filter: "acs_entrance_id", &acsEntranceID, "Only grants to this entrance.")
      field(filter: "acs_system_id", &acsSystemID, "Only grants in this system.")
      field(filter: "customer_key", &customerKey, "Only grants of this customer.", .minLength(1))
      field(filter: "device_id", &deviceID, "Only grants to this device.")
      field(standard: "limit", &limit, "Maximum number of grants per page.", .positiveNumber)
      field(filter: "location_id", &locationID, "Deprecated: use `space_id`.")
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
      field(filter: "reservation_key", &reservationKey, "Only grants of this reservation.", .minLength(1))
      field(filter: "space_id", &spaceID, "Only grants to this space.")
      field(filter: "user_identity_id", &userIdentityID, "Only grants of this identity.")
    }
  }

  public struct Update: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/access_grants/update", .update, by: writers, role: .frontDesk, title: "Update an access grant",
      doc:
        "Updates the given properties in place. PIN, cards and keys stay. A list replaces all doors or spaces of its"
        + " kind. Null for `ends_at` removes the end. With `access_grant_id`, `access_grant_key` is the new key.")
    public static let constraints = [Constraint.atLeastOne(["access_grant_id", "access_grant_key"])]
    public var accessGrantID: ID<AccessGrant>?
    public var accessGrantKey: String?
    public var acsEntranceIDs: [ID<AcsEntrance>]?
    public var deviceIDs: [ID<Device>]?
    public var endsAt = Change<Instant>.keep
    public var name = Change<String>.keep
    public var spaceIDs: [ID<Space>]?
    public var spaceKeys: [String]?
    public var startsAt: Instant?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_grant_id", &accessGrantID, "ID of the grant.")
      field("access_grant_key", &accessGrantKey, "Your own key for the grant.", .minLength(1))
      field("acs_entrance_ids", &acsEntranceIDs, "All entrances of the grant.", .maxLength(1000))
      field("device_ids", &deviceIDs, "All devices of the grant.", .maxLength(1000))
      field("ends_at", &endsAt, "When access ends, or null for never.")
      field("name", &name, "Name.")
      field("space_ids", &spaceIDs, "All spaces of the grant.", .maxLength(1000))
      field("space_keys", &spaceKeys, "Your own keys for all spaces of the grant.", .maxLength(1000))
      field("starts_at", &startsAt, "When access starts.")
    }
  }

  public struct Delete: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/access_grants/delete", .delete, by: writers, role: .frontDesk, title: "Delete an access grant",
      doc: "Revokes the access of a grant and deletes the grant with its access methods.")
    public var accessGrantID = ID<AccessGrant>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) { field("access_grant_id", &accessGrantID, "The grant.") }
  }

  public struct GetRelated: BatchRequest {
    public typealias Response = AccessGrantBatch
    public static let operation = Operation(
      "/access_grants/get_related", .read, by: .workspace, returns: "batch", title: "Get what belongs to access grants",
      doc: "Returns what belongs to access grants, by the IDs or keys of the grants.")
    public static let constraints = [Constraint.atLeastOne(["access_grant_ids", "access_grant_keys"])]
    public var accessGrantIDs: [ID<AccessGrant>]?
    public var accessGrantKeys: [String]?
    public var exclude: [AccessGrantBatch.Part]?
    public var include: [AccessGrantBatch.Part]?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_grant_ids", &accessGrantIDs, "IDs of the grants.", .maxLength(100))
      field("access_grant_keys", &accessGrantKeys, "Your own keys for the grants.", .maxLength(100))
      describeParts(&field)
    }
  }

  public struct RequestAccessMethods: Request {
    public typealias Response = AccessGrant
    public static let operation = Operation(
      "/access_grants/request_access_methods", .act, by: writers, role: .frontDesk, returns: "access_grant",
      title: "Request access methods", doc: "Adds means of access to a grant, for the same doors and times.")
    public var accessGrantID = ID<AccessGrant>.blank
    public var requestedAccessMethods: [MethodRequest] = []
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_grant_id", &accessGrantID, "The grant.")
      field(
        "requested_access_methods", &requestedAccessMethods, "The means of access to create.", .maxLength(20))
    }
  }
}
