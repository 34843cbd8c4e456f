public import Wire

/// The languages of a customer's page.
public enum PortalLocale: String, Choice {
  case english = "en-US"
  case portuguese = "pt-PT"
  case french = "fr-FR"
  case italian = "it-IT"
  case spanish = "es-ES"
  case german = "de-DE"
  case dutch = "nl-NL"
  case greek = "el-GR"
  case polish = "pl-PL"
  case russian = "ru-RU"
}

/// Whether a customer's page leads to other parts.
public enum PortalNavigation: String, Choice { case full, restricted }

/// A condition on the metadata of the resources that a page shows.
public struct PortalFilter: Record, Hashable {
  public enum Comparison: String, Choice { case equal = "=" }
  public static let name = "portal_filter"
  public static let blank = PortalFilter()
  public var field = ""
  public var operation = Comparison.equal
  public var value = JSON.null
  public init() {}

  public mutating func describe(_ visit: inout some Field) {
    visit("field", &field, "Name of the metadata.", .word)
    visit("operation", &operation, "How it is compared.")
    visit("value", &value, "The value: text, true or false.", .textOrBoolean)
  }
}

/// The resource that a page opens.
public struct PortalDeepLink: Record, Hashable {
  public enum ResourceType: String, Choice { case reservation, space, device }
  public static let name = "portal_deep_link"
  public static let blank = PortalDeepLink()
  public var resourceID: String?
  public var resourceKey: String?
  public var resourceType = ResourceType.reservation
  public init() {}

  public mutating func describe(_ field: inout some Field) {
    field("resource_id", &resourceID, "ID of the device.")
    field("resource_key", &resourceKey, "Your own key for the reservation or space.")
    field("resource_type", &resourceType, "The kind of resource.")
  }
}

/// The first thing that a page shows.
public struct PortalLandingPage: Record, Hashable {
  public static let name = "portal_landing_page"
  public static let blank = PortalLandingPage()
  public var manage: Target?
  public init() {}

  public mutating func describe(_ field: inout some Field) {
    field("manage", &manage, "The place or stay to show, by one key.")
  }

  /// A place or a stay, by one key.
  public struct Target: Record, Hashable {
    public static let name = "portal_landing_target"
    public static let blank = Target()
    public var accessGrantKey: String?
    public var bookingKey: String?
    public var buildingKey: String?
    public var commonAreaKey: String?
    public var facilityKey: String?
    public var listingKey: String?
    public var propertyKey: String?
    public var propertyListingKey: String?
    public var reservationKey: String?
    public var roomKey: String?
    public var siteKey: String?
    public var spaceKey: String?
    public var unitKey: String?
    public init() {}

    /// The given keys. There must be one.
    public var keys: [String] { stayKeys + placeKeys }

    /// The given keys of stays.
    public var stayKeys: [String] { [accessGrantKey, bookingKey, reservationKey].compactMap(\.self) }

    /// The given keys of places.
    public var placeKeys: [String] {
      [
        buildingKey, commonAreaKey, facilityKey, listingKey, propertyKey, propertyListingKey, roomKey, siteKey,
        spaceKey, unitKey,
      ].compactMap(\.self)
    }

    public mutating func describe(_ field: inout some Field) {
      field("access_grant_key", &accessGrantKey, "A stay.")
      field("booking_key", &bookingKey, "A stay.")
      field("building_key", &buildingKey, "A place.")
      field("common_area_key", &commonAreaKey, "A place.")
      field("facility_key", &facilityKey, "A place.")
      field("listing_key", &listingKey, "A place.")
      field("property_key", &propertyKey, "A place.")
      field("property_listing_key", &propertyListingKey, "A place.")
      field("reservation_key", &reservationKey, "A stay.")
      field("room_key", &roomKey, "A place.")
      field("site_key", &siteKey, "A place.")
      field("space_key", &spaceKey, "A place.")
      field("unit_key", &unitKey, "A place.")
    }
  }
}
