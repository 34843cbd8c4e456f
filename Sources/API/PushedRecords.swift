public import Wire

/// A person in a customer's data, who becomes a user identity.
public struct PushedPerson<Family: PersonFamily>: Record, Hashable {
  public static var name: String { "pushed_\(Family.name)" }
  public static var blank: Self { Self() }
  public var key = ""
  public var name = ""
  public var emailAddress: String?
  public var phoneNumber: String?
  public init() {}

  public mutating func describe(_ field: inout some Field) {
    field("email_address", &emailAddress, "E-mail address.")
    field(Family.keyName, &key, "Your own key for the person.", .minLength(1))
    field("name", &name, "Full name.")
    field("phone_number", &phoneNumber, "Phone number.")
  }
}

/// A place in a customer's data, which becomes a space.
public struct PushedPlace<Family: PlaceFamily>: Record, Hashable {
  public static var name: String { "pushed_\(Family.name)" }
  public static var blank: Self { Self() }
  public var key = ""
  public var name = ""
  public var parentSiteKey: String?
  public init() {}

  public mutating func describe(_ field: inout some Field) {
    field(Family.keyName, &key, "Your own key for the place.", .minLength(1))
    field("name", &name, "Name.")
    if Family.namesSite {
      field("parent_site_key", &parentSiteKey, "Your own key for the site that contains it.", .minLength(1))
    }
  }
}

/// A space in a customer's data.
public struct PushedSpace: Record, Hashable {
  public static let name = "pushed_space"
  public static let blank = PushedSpace()
  public var place = PushedPlace<SpaceFamily>()
  public var customerData: SpaceCustomerData?
  public var durationMinutes: Int?
  public var geolocation: Geolocation?
  public init() {}

  public mutating func describe(_ field: inout some Field) {
    field("customer_data", &customerData, "Address, usual times and time zone.")
    field("duration_minutes", &durationMinutes, "Usual duration of a visit. Has no effect here.", .positive)
    field("geolocation", &geolocation, "Position on the map. Has no effect here.")
    place.describe(&field)
  }
}

/// A property listing in a customer's data.
public struct PushedPropertyListing: Record, Hashable {
  public static let name = "pushed_property_listing"
  public static let blank = PushedPropertyListing()
  public var place = PushedPlace<PropertyListingFamily>()
  public var customMetadata: Notes?
  public init() {}

  public mutating func describe(_ field: inout some Field) {
    field("custom_metadata", &customMetadata, "Your own metadata. Has no effect on access.")
    place.describe(&field)
  }
}

/// The places of a stay, by their keys. All kinds of places have the same meaning.
public struct StayPlaces: Sendable, Hashable {
  public var buildingKeys: [String]?
  public var commonAreaKeys: [String]?
  public var facilityKeys: [String]?
  public var listingKeys: [String]?
  public var propertyKeys: [String]?
  public var roomKeys: [String]?
  public var spaceKeys: [String]?
  public var unitKeys: [String]?
  public init() {}

  /// All keys, or nil if none of the lists is given.
  public var keys: [String]? {
    let lists = [
      buildingKeys, commonAreaKeys, facilityKeys, listingKeys, propertyKeys, roomKeys, spaceKeys, unitKeys,
    ].compactMap(\.self)
    return lists.isEmpty ? nil : lists.flatMap(\.self)
  }

  mutating func describe(_ field: inout some Field) {
    field("building_keys", &buildingKeys, "Your own keys for the buildings.", .maxLength(1000))
    field("common_area_keys", &commonAreaKeys, "Your own keys for the common areas.", .maxLength(1000))
    field("facility_keys", &facilityKeys, "Your own keys for the facilities.", .maxLength(1000))
    field("listing_keys", &listingKeys, "Your own keys for the listings.", .maxLength(1000))
    field("property_keys", &propertyKeys, "Your own keys for the properties.", .maxLength(1000))
    field("room_keys", &roomKeys, "Your own keys for the rooms.", .maxLength(1000))
    field("space_keys", &spaceKeys, "Your own keys for the spaces.", .maxLength(1000))
    field("unit_keys", &unitKeys, "Your own keys for the units.", .maxLength(1000))
  }
}

/// The person of a stay, by one key. All kinds of people have the same meaning.
public struct StayPerson: Sendable, Hashable {
  public var guestKey: String?
  public var residentKey: String?
  public var tenantKey: String?
  public var userIdentityKey: String?
  public var userKey: String?
  public init() {}

  /// The given keys. A stay has at most one.
  public var keys: [String] { [guestKey, residentKey, tenantKey, userIdentityKey, userKey].compactMap(\.self) }

  mutating func describe(_ field: inout some Field) {
    field("guest_key", &guestKey, "Your own key for the guest.")
    field("resident_key", &residentKey, "Your own key for the resident.")
    field("tenant_key", &tenantKey, "Your own key for the tenant.")
    field("user_identity_key", &userIdentityKey, "Your own key for the user identity.")
    field("user_key", &userKey, "Your own key for the user.")
  }
}

/// A stay in a customer's data, which becomes an access grant.
public struct PushedStay<Family: StayFamily>: Record, Hashable {
  public static var name: String { "pushed_\(Family.name)" }
  public static var blank: Self { Self() }
  public var key = ""
  public var name: String?
  public var startsAt: Instant?
  public var endsAt: Instant?
  public var person = StayPerson()
  public var places = StayPlaces()
  public var preferredCode: String?
  public var customMetadata: Notes?
  public init() {}

  public mutating func describe(_ field: inout some Field) {
    field(Family.keyName, &key, "Your own key for the stay.", .minLength(1))
    places.describe(&field)
    if Family.takesMetadata {
      field("custom_metadata", &customMetadata, "Your own metadata. Has no effect on access.")
    }
    field("ends_at", &endsAt, "When access ends.")
    person.describe(&field)
    field("name", &name, "Name.")
    field("preferred_code", &preferredCode, "The PIN to try to use.", .secret)
    field("starts_at", &startsAt, "When access starts. Defaults to now.")
  }
}

/// A member of the staff in a customer's data, who becomes a user identity.
public struct PushedStaffMember: Record, Hashable {
  public static let name = "pushed_staff_member"
  public static let blank = PushedStaffMember()
  public var staffMemberKey = ""
  public var name = ""
  public var emailAddress: String?
  public var phoneNumber: String?
  public var places = StayPlaces()
  public var propertyListingKeys: [String]?
  public var siteKeys: [String]?
  public init() {}

  /// All keys of places, or nil if none of the lists is given.
  public var placeKeys: [String]? {
    let lists = [places.keys, propertyListingKeys, siteKeys].compactMap(\.self)
    return lists.isEmpty ? nil : lists.flatMap(\.self)
  }

  public mutating func describe(_ field: inout some Field) {
    places.describe(&field)
    field("email_address", &emailAddress, "E-mail address.")
    field("name", &name, "Full name.")
    field("phone_number", &phoneNumber, "Phone number.")
    field(
      "property_listing_keys", &propertyListingKeys, "Your own keys for the property listings.", .maxLength(1000))
    field("site_keys", &siteKeys, "Your own keys for the sites.", .maxLength(1000))
    field("staff_member_key", &staffMemberKey, "Your own key for the member of the staff.", .minLength(1))
  }
}
