// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/customers`.
  public struct Customers: Sendable {
    let seam: Seam

    /// The operations under `/customers/reservations`.
    public var reservations: Reservations { Reservations(seam: seam) }

    /// Creates or updates people as user identities, places as spaces, and stays as access grants, by their keys. Only
    /// what differs takes effect. `/latchkey/v1/customers/listRuns` shows what could not be taken, and why.
    ///
    /// - Parameters:
    ///   - customerKey: Your own key for the customer.
    ///   - accessGrants: Stays, by `accessGrantKey`.
    ///   - bookings: Stays, by `bookingKey`.
    ///   - buildings: Places, by `buildingKey`.
    ///   - commonAreas: Places, by `commonAreaKey`.
    ///   - facilities: Places, by `facilityKey`.
    ///   - guests: People, by `guestKey`.
    ///   - listings: Places, by `listingKey`.
    ///   - properties: Places, by `propertyKey`.
    ///   - propertyListings: Places, by `propertyListingKey`.
    ///   - reservations: Stays, by `reservationKey`.
    ///   - residents: People, by `residentKey`.
    ///   - rooms: Places, by `roomKey`.
    ///   - sites: Places that contain others, by `siteKey`.
    ///   - spaces: Places, by `spaceKey`.
    ///   - staffMembers: People of the staff, by `staffMemberKey`.
    ///   - tenants: People, by `tenantKey`.
    ///   - units: Places, by `unitKey`.
    ///   - userIdentities: People, by `userIdentityKey`.
    ///   - users: People, by `userKey`.
    public func pushData(
      customerKey: String, accessGrants: [PushedStay<AccessGrantFamily>]? = nil,
      bookings: [PushedStay<BookingFamily>]? = nil, buildings: [PushedPlace<BuildingFamily>]? = nil,
      commonAreas: [PushedPlace<CommonAreaFamily>]? = nil, facilities: [PushedPlace<FacilityFamily>]? = nil,
      guests: [PushedPerson<GuestFamily>]? = nil, listings: [PushedPlace<ListingFamily>]? = nil,
      properties: [PushedPlace<PropertyFamily>]? = nil, propertyListings: [PushedPropertyListing]? = nil,
      reservations: [PushedStay<ReservationFamily>]? = nil, residents: [PushedPerson<ResidentFamily>]? = nil,
      rooms: [PushedPlace<RoomFamily>]? = nil, sites: [PushedPlace<SiteFamily>]? = nil, spaces: [PushedSpace]? = nil,
      staffMembers: [PushedStaffMember]? = nil, tenants: [PushedPerson<TenantFamily>]? = nil,
      units: [PushedPlace<UnitFamily>]? = nil, userIdentities: [PushedPerson<UserIdentityFamily>]? = nil,
      users: [PushedPerson<UserFamily>]? = nil
    ) async throws {
      var request = API.Customers.PushData()
      request.customerKey = customerKey
      request.lists.accessGrants = accessGrants
      request.lists.bookings = bookings
      request.lists.buildings = buildings
      request.lists.commonAreas = commonAreas
      request.lists.facilities = facilities
      request.lists.guests = guests
      request.lists.listings = listings
      request.lists.properties = properties
      request.lists.propertyListings = propertyListings
      request.lists.reservations = reservations
      request.lists.residents = residents
      request.lists.rooms = rooms
      request.lists.sites = sites
      request.lists.spaces = spaces
      request.lists.staffMembers = staffMembers
      request.lists.tenants = tenants
      request.lists.units = units
      request.lists.userIdentities = userIdentities
      request.lists.users = users
      try await seam.send(request)
    }

    /// Deletes people with their access, places, and stays with their access, by their keys. Unknown keys are ignored.
    /// A key that fits resources of several customers is refused, and nothing is deleted. Give `customerKey` then.
    ///
    /// - Parameters:
    ///   - customerKey: Only resources of this customer.
    ///   - customerKeys: Customers whose whole data is deleted.
    ///   - accessGrantKeys: Stays.
    ///   - bookingKeys: Stays.
    ///   - buildingKeys: Places.
    ///   - commonAreaKeys: Places.
    ///   - facilityKeys: Places.
    ///   - guestKeys: People.
    ///   - listingKeys: Places.
    ///   - propertyKeys: Places.
    ///   - propertyListingKeys: Places.
    ///   - reservationKeys: Stays.
    ///   - residentKeys: People.
    ///   - roomKeys: Places.
    ///   - spaceKeys: Places.
    ///   - staffMemberKeys: People of the staff.
    ///   - tenantKeys: People.
    ///   - unitKeys: Places.
    ///   - userIdentityKeys: People.
    ///   - userKeys: People.
    public func deleteData(
      customerKey: String? = nil, customerKeys: [String]? = nil, accessGrantKeys: [String]? = nil,
      bookingKeys: [String]? = nil, buildingKeys: [String]? = nil, commonAreaKeys: [String]? = nil,
      facilityKeys: [String]? = nil, guestKeys: [String]? = nil, listingKeys: [String]? = nil,
      propertyKeys: [String]? = nil, propertyListingKeys: [String]? = nil, reservationKeys: [String]? = nil,
      residentKeys: [String]? = nil, roomKeys: [String]? = nil, spaceKeys: [String]? = nil,
      staffMemberKeys: [String]? = nil, tenantKeys: [String]? = nil, unitKeys: [String]? = nil,
      userIdentityKeys: [String]? = nil, userKeys: [String]? = nil
    ) async throws {
      var request = API.Customers.DeleteData()
      request.customerKey = customerKey
      request.customerKeys = customerKeys
      request.lists.accessGrantKeys = accessGrantKeys
      request.lists.bookingKeys = bookingKeys
      request.lists.buildingKeys = buildingKeys
      request.lists.commonAreaKeys = commonAreaKeys
      request.lists.facilityKeys = facilityKeys
      request.lists.guestKeys = guestKeys
      request.lists.listingKeys = listingKeys
      request.lists.propertyKeys = propertyKeys
      request.lists.propertyListingKeys = propertyListingKeys
      request.lists.reservationKeys = reservationKeys
      request.lists.residentKeys = residentKeys
      request.lists.roomKeys = roomKeys
      request.lists.spaceKeys = spaceKeys
      request.lists.staffMemberKeys = staffMemberKeys
      request.lists.tenantKeys = tenantKeys
      request.lists.unitKeys = unitKeys
      request.lists.userIdentityKeys = userIdentityKeys
      request.lists.userKeys = userKeys
      try await seam.send(request)
    }

    /// Creates a link to a page on which a customer sees its spaces and stays. `customerData` names the customer, and
    /// is pushed first. The link is valid for 7 days.
    ///
    /// - Parameters:
    ///   - dev: Has no effect here.
    ///   - customerData: The customer, and data to push first.
    ///   - customerResourcesFilters: Only resources with this metadata.
    ///   - customizationProfileID: The customization profile of the page.
    ///   - deepLink: The resource that the page opens.
    ///   - excludeLocalePicker: Whether the page offers no other language.
    ///   - features: The parts of the page.
    ///   - isEmbedded: Whether the page is shown in a frame.
    ///   - landingPage: The first thing that the page shows.
    ///   - locale: The language of the page.
    ///   - navigationMode: Whether the page leads to other parts.
    ///   - readOnly: Whether the page changes nothing.
    @discardableResult
    public func createPortal(
      dev: Bool = false, customerData: CustomerData? = nil, customerResourcesFilters: [PortalFilter]? = nil,
      customizationProfileID: ID<CustomizationProfile>? = nil, deepLink: PortalDeepLink? = nil,
      excludeLocalePicker: Bool = false, features: PortalFeatures? = nil, isEmbedded: Bool = false,
      landingPage: PortalLandingPage? = nil, locale: PortalLocale? = nil, navigationMode: PortalNavigation = .full,
      readOnly: Bool = false
    ) async throws -> CustomerPortal {
      var request = API.Customers.CreatePortal()
      request.dev = dev
      request.customerData = customerData
      request.customerResourcesFilters = customerResourcesFilters
      request.customizationProfileID = customizationProfileID
      request.deepLink = deepLink
      request.excludeLocalePicker = excludeLocalePicker
      request.features = features
      request.isEmbedded = isEmbedded
      request.landingPage = landingPage
      request.locale = locale
      request.navigationMode = navigationMode
      request.readOnly = readOnly
      return try await seam.send(request)
    }
  }
}
