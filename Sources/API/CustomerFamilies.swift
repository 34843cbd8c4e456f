/// A kind of people in a customer's data. Each has a key of its own name.
public protocol PersonFamily: Sendable {
  /// The member with the key of a person.
  static var keyName: StaticString { get }
  /// One person of the kind.
  static var name: String { get }
}

/// Guests in a customer's data.
public enum GuestFamily: PersonFamily {
  public static var keyName: StaticString { "guest_key" }
  public static var name: String { "guest" }
}

/// Residents in a customer's data.
public enum ResidentFamily: PersonFamily {
  public static var keyName: StaticString { "resident_key" }
  public static var name: String { "resident" }
}

/// Tenants in a customer's data.
public enum TenantFamily: PersonFamily {
  public static var keyName: StaticString { "tenant_key" }
  public static var name: String { "tenant" }
}

/// User identities in a customer's data.
public enum UserIdentityFamily: PersonFamily {
  public static var keyName: StaticString { "user_identity_key" }
  public static var name: String { "user_identity" }
}

/// Users in a customer's data.
public enum UserFamily: PersonFamily {
  public static var keyName: StaticString { "user_key" }
  public static var name: String { "user" }
}

/// A kind of places in a customer's data. Each has a key of its own name.
public protocol PlaceFamily: Sendable {
  /// The member with the key of a place.
  static var keyName: StaticString { get }
  /// One place of the kind.
  static var name: String { get }
  /// Whether a place can name the site that contains it.
  static var namesSite: Bool { get }
}

extension PlaceFamily {
  public static var namesSite: Bool { false }
}

/// Buildings in a customer's data.
public enum BuildingFamily: PlaceFamily {
  public static var keyName: StaticString { "building_key" }
  public static var name: String { "building" }
}

/// Common areas in a customer's data.
public enum CommonAreaFamily: PlaceFamily {
  public static var keyName: StaticString { "common_area_key" }
  public static var name: String { "common_area" }
  public static var namesSite: Bool { true }
}

/// Facilities in a customer's data.
public enum FacilityFamily: PlaceFamily {
  public static var keyName: StaticString { "facility_key" }
  public static var name: String { "facility" }
}

/// Listings in a customer's data.
public enum ListingFamily: PlaceFamily {
  public static var keyName: StaticString { "listing_key" }
  public static var name: String { "listing" }
}

/// Properties in a customer's data.
public enum PropertyFamily: PlaceFamily {
  public static var keyName: StaticString { "property_key" }
  public static var name: String { "property" }
}

/// Property listings in a customer's data.
public enum PropertyListingFamily: PlaceFamily {
  public static var keyName: StaticString { "property_listing_key" }
  public static var name: String { "property_listing" }
}

/// Rooms in a customer's data.
public enum RoomFamily: PlaceFamily {
  public static var keyName: StaticString { "room_key" }
  public static var name: String { "room" }
  public static var namesSite: Bool { true }
}

/// Sites in a customer's data. They contain other places.
public enum SiteFamily: PlaceFamily {
  public static var keyName: StaticString { "site_key" }
  public static var name: String { "site" }
}

/// Spaces in a customer's data.
public enum SpaceFamily: PlaceFamily {
  public static var keyName: StaticString { "space_key" }
  public static var name: String { "space" }
  public static var namesSite: Bool { true }
}

/// Units in a customer's data.
public enum UnitFamily: PlaceFamily {
  public static var keyName: StaticString { "unit_key" }
  public static var name: String { "unit" }
  public static var namesSite: Bool { true }
}

/// A kind of stays in a customer's data. Each has a key of its own name.
public protocol StayFamily: Sendable {
  /// The member with the key of a stay.
  static var keyName: StaticString { get }
  /// One stay of the kind.
  static var name: String { get }
  /// Whether a stay takes custom metadata.
  static var takesMetadata: Bool { get }
}

extension StayFamily {
  public static var takesMetadata: Bool { false }
}

/// Access grants in a customer's data.
public enum AccessGrantFamily: StayFamily {
  public static var keyName: StaticString { "access_grant_key" }
  public static var name: String { "access_grant" }
}

/// Bookings in a customer's data.
public enum BookingFamily: StayFamily {
  public static var keyName: StaticString { "booking_key" }
  public static var name: String { "booking" }
}

/// Reservations in a customer's data.
public enum ReservationFamily: StayFamily {
  public static var keyName: StaticString { "reservation_key" }
  public static var name: String { "reservation" }
  public static var takesMetadata: Bool { true }
}
