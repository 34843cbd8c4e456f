public import Wire

/// The operations on the data of customers.
public enum Customers {
  public struct PushData: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/customers/push_data", .act, by: .workspace, title: "Push customer data",
      doc:
        "Creates or updates people as user identities, places as spaces, and stays as access grants, by their keys. Only"
        + " what differs takes effect. `/latchkey/v1/customers/list_runs` shows what could not be taken, and why.")
    public var customerKey = ""
    public var lists = CustomerLists()
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("customer_key", &customerKey, "Your own key for the customer.", .minLength(1))
      lists.describe(&field)
    }
  }

  public struct DeleteData: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/customers/delete_data", .delete, by: [.workspace, .customerSession], title: "Delete customer data",
      doc:
        "Deletes people with their access, places, and stays with their access, by their keys. Unknown keys are ignored."
        + " A key that fits resources of several customers is refused, and nothing is deleted. Give `customer_key` then."
    )
    public var customerKey: String?
    public var customerKeys: [String]?
    public var lists = DeletedKeys()
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("customer_key", &customerKey, "Only resources of this customer.", .minLength(1))
      field("customer_keys", &customerKeys, "Customers whose whole data is deleted.", .maxLength(1000))
      lists.describe(&field)
    }
  }

  public struct CreatePortal: Request {
    public typealias Response = CustomerPortal
    public static let operation = Operation(
      "/customers/create_portal", .act, by: .workspace, returns: "customer_portal", "magic_link",
      title: "Create a customer portal",
      doc:
        "Creates a link to a page on which a customer sees its spaces and stays. `customer_data` names the customer, and"
        + " is pushed first. The link is valid for 7 days.")
    public var dev = false
    public var customerData: CustomerData?
    public var customerResourcesFilters: [PortalFilter]?
    public var customizationProfileID: ID<CustomizationProfile>?
    public var deepLink: PortalDeepLink?
    public var excludeLocalePicker = false
    public var features: PortalFeatures?
    public var isEmbedded = false
    public var landingPage: PortalLandingPage?
    public var locale: PortalLocale?
    public var navigationMode = PortalNavigation.full
    public var readOnly = false
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(standard: "_dev", &dev, "Has no effect here.")
      field("customer_data", &customerData, "The customer, and data to push first.")
      field(
        "customer_resources_filters", &customerResourcesFilters, "Only resources with this metadata.", .maxLength(50))
      field("customization_profile_id", &customizationProfileID, "The customization profile of the page.")
      field("deep_link", &deepLink, "The resource that the page opens.")
      field(standard: "exclude_locale_picker", &excludeLocalePicker, "Whether the page offers no other language.")
      field("features", &features, "The parts of the page.", .emptyByDefault)
      field(standard: "is_embedded", &isEmbedded, "Whether the page is shown in a frame.")
      field("landing_page", &landingPage, "The first thing that the page shows.")
      field("locale", &locale, "The language of the page.")
      field(standard: "navigation_mode", &navigationMode, "Whether the page leads to other parts.")
      field(standard: "read_only", &readOnly, "Whether the page changes nothing.")
    }
  }
}

/// The operations on the reservations of customers.
public enum CustomerReservations {
  public struct CreateDeepLink: Request {
    public typealias Response = PortalLink
    public static let operation = Operation(
      "/customers/reservations/create_deep_link", .act, by: .workspace, returns: "deep_link",
      title: "Create a link to a reservation",
      doc: "Creates a link to a page on which a customer sees one reservation. It is valid for 7 days.")
    public var customerKey = ""
    public var reservationKey = ""
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("customer_key", &customerKey, "Your own key for the customer.", .minLength(1))
      field("reservation_key", &reservationKey, "Your own key for the reservation.", .minLength(1))
    }
  }
}
