public import Wire

/// The people, places and stays of a customer, as parameters that two operations share.
public struct CustomerLists: Sendable, Hashable {
  public var accessGrants: [PushedStay<AccessGrantFamily>]?
  public var bookings: [PushedStay<BookingFamily>]?
  public var buildings: [PushedPlace<BuildingFamily>]?
  public var commonAreas: [PushedPlace<CommonAreaFamily>]?
  public var facilities: [PushedPlace<FacilityFamily>]?
  public var guests: [PushedPerson<GuestFamily>]?
  public var listings: [PushedPlace<ListingFamily>]?
  public var properties: [PushedPlace<PropertyFamily>]?
  public var propertyListings: [PushedPropertyListing]?
  public var reservations: [PushedStay<ReservationFamily>]?
  public var residents: [PushedPerson<ResidentFamily>]?
  public var rooms: [PushedPlace<RoomFamily>]?
  public var sites: [PushedPlace<SiteFamily>]?
  public var spaces: [PushedSpace]?
  public var staffMembers: [PushedStaffMember]?
  public var tenants: [PushedPerson<TenantFamily>]?
  public var units: [PushedPlace<UnitFamily>]?
  public var userIdentities: [PushedPerson<UserIdentityFamily>]?
  public var users: [PushedPerson<UserFamily>]?
  public init() {}

  mutating func describe(_ field: inout some Field) {
    field("access_grants", &accessGrants, "Stays, by `access_grant_key`.", .maxLength(20_000))
    field("bookings", &bookings, "Stays, by `booking_key`.", .maxLength(20_000))
    field("buildings", &buildings, "Places, by `building_key`.", .maxLength(20_000))
    field("common_areas", &commonAreas, "Places, by `common_area_key`.", .maxLength(20_000))
    field("facilities", &facilities, "Places, by `facility_key`.", .maxLength(20_000))
    field("guests", &guests, "People, by `guest_key`.", .maxLength(20_000))
    field("listings", &listings, "Places, by `listing_key`.", .maxLength(20_000))
    field("properties", &properties, "Places, by `property_key`.", .maxLength(20_000))
    field("property_listings", &propertyListings, "Places, by `property_listing_key`.", .maxLength(20_000))
    field("reservations", &reservations, "Stays, by `reservation_key`.", .maxLength(20_000))
    field("residents", &residents, "People, by `resident_key`.", .maxLength(20_000))
    field("rooms", &rooms, "Places, by `room_key`.", .maxLength(20_000))
    field("sites", &sites, "Places that contain others, by `site_key`.", .maxLength(20_000))
    field("spaces", &spaces, "Places, by `space_key`.", .maxLength(20_000))
    field("staff_members", &staffMembers, "People of the staff, by `staff_member_key`.", .maxLength(20_000))
    field("tenants", &tenants, "People, by `tenant_key`.", .maxLength(20_000))
    field("units", &units, "Places, by `unit_key`.", .maxLength(20_000))
    field("user_identities", &userIdentities, "People, by `user_identity_key`.", .maxLength(20_000))
    field("users", &users, "People, by `user_key`.", .maxLength(20_000))
  }
}

/// The people, places and stays of a customer.
public struct CustomerData: Record, Hashable {
  public static let name = "customer_data"
  public static let blank = CustomerData()
  public var customerKey = ""
  public var lists = CustomerLists()
  public init() {}

  public mutating func describe(_ field: inout some Field) {
    field("customer_key", &customerKey, "Your own key for the customer.", .minLength(1))
    lists.describe(&field)
  }
}
