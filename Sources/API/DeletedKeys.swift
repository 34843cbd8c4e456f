import Wire

/// The keys of data to delete. All kinds of people, of places and of stays have the same meaning.
public struct DeletedKeys: Sendable, Hashable {
  public var accessGrantKeys: [String]?
  public var bookingKeys: [String]?
  public var buildingKeys: [String]?
  public var commonAreaKeys: [String]?
  public var facilityKeys: [String]?
  public var guestKeys: [String]?
  public var listingKeys: [String]?
  public var propertyKeys: [String]?
  public var propertyListingKeys: [String]?
  public var reservationKeys: [String]?
  public var residentKeys: [String]?
  public var roomKeys: [String]?
  public var spaceKeys: [String]?
  public var staffMemberKeys: [String]?
  public var tenantKeys: [String]?
  public var unitKeys: [String]?
  public var userIdentityKeys: [String]?
  public var userKeys: [String]?
  public init() {}

  /// The lists of stays, with their names.
  public var stays: [(name: String, keys: [String])] {
    named([
      ("reservation_keys", reservationKeys), ("booking_keys", bookingKeys), ("access_grant_keys", accessGrantKeys),
    ])
  }

  /// The lists of people, with their names.
  public var people: [(name: String, keys: [String])] {
    named([
      ("guest_keys", guestKeys), ("resident_keys", residentKeys), ("staff_member_keys", staffMemberKeys),
      ("tenant_keys", tenantKeys), ("user_identity_keys", userIdentityKeys), ("user_keys", userKeys),
    ])
  }

  /// The lists of places, with their names.
  public var places: [(name: String, keys: [String])] {
    named([
      ("building_keys", buildingKeys), ("common_area_keys", commonAreaKeys), ("facility_keys", facilityKeys),
      ("listing_keys", listingKeys), ("property_keys", propertyKeys),
      ("property_listing_keys", propertyListingKeys), ("room_keys", roomKeys), ("space_keys", spaceKeys),
      ("unit_keys", unitKeys),
    ])
  }

  private func named(_ lists: [(String, [String]?)]) -> [(name: String, keys: [String])] {
    lists.compactMap { name, keys in keys.map { (name: name, keys: $0) } }
  }

  mutating func describe(_ field: inout some Field) {
    field("access_grant_keys", &accessGrantKeys, "Stays.", .maxLength(20_000))
    field("booking_keys", &bookingKeys, "Stays.", .maxLength(20_000))
    field("building_keys", &buildingKeys, "Places.", .maxLength(20_000))
    field("common_area_keys", &commonAreaKeys, "Places.", .maxLength(20_000))
    field("facility_keys", &facilityKeys, "Places.", .maxLength(20_000))
    field("guest_keys", &guestKeys, "People.", .maxLength(20_000))
    field("listing_keys", &listingKeys, "Places.", .maxLength(20_000))
    field("property_keys", &propertyKeys, "Places.", .maxLength(20_000))
    field("property_listing_keys", &propertyListingKeys, "Places.", .maxLength(20_000))
    field("reservation_keys", &reservationKeys, "Stays.", .maxLength(20_000))
    field("resident_keys", &residentKeys, "People.", .maxLength(20_000))
    field("room_keys", &roomKeys, "Places.", .maxLength(20_000))
    field("space_keys", &spaceKeys, "Places.", .maxLength(20_000))
    field("staff_member_keys", &staffMemberKeys, "People of the staff.", .maxLength(20_000))
    field("tenant_keys", &tenantKeys, "People.", .maxLength(20_000))
    field("unit_keys", &unitKeys, "Places.", .maxLength(20_000))
    field("user_identity_keys", &userIdentityKeys, "People.", .maxLength(20_000))
    field("user_keys", &userKeys, "People.", .maxLength(20_000))
  }
}
