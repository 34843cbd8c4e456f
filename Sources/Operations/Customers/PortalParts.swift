import API
import Wire

/// The parts that a page shows, by the request that created its link.
struct PortalParts {
  let hasSpaces: Bool
  let hasStays: Bool
  let hasStaff: Bool
  /// Whether the page shows nothing but one space, stay or door.
  private let isSingle: Bool
  /// The space, stay or door that the link opens.
  private let spaceKey: String?
  private let stayKey: String?
  private let device: ID<Device>?
  /// What the metadata of a shown space or stay must have.
  private let filters: [PortalFilter]

  init(_ options: Customers.CreatePortal) {
    let manage = options.features?.manage ?? PortalFeatures.Manage()
    let target = options.landingPage?.manage ?? PortalLandingPage.Target()
    let link = options.deepLink
    let linkedStay = link?.resourceType == .reservation ? link?.resourceKey : nil
    let linkedSpace = link?.resourceType == .space ? link?.resourceKey : nil
    device = link?.resourceType == .device ? link?.resourceID.map { ID($0) } : nil
    stayKey = linkedStay ?? target.stayKeys.first
    spaceKey = linkedSpace ?? target.placeKeys.first
    isSingle = options.navigationMode == .restricted && (stayKey != nil || spaceKey != nil || device != nil)
    hasStays = isSingle ? stayKey != nil : !manage.exclude && !manage.excludeReservationManagement
    hasSpaces = isSingle ? spaceKey != nil : options.features?.organize?.exclude != true
    hasStaff = !isSingle && !manage.exclude && !manage.excludeStaffManagement
    filters = options.customerResourcesFilters ?? []
  }

  /// The only space or stay that is shown. Nil if there is no such limit.
  var onlySpaceKey: String? { isSingle ? spaceKey : nil }
  var onlyStayKey: String? { isSingle ? stayKey : nil }

  /// Whether the page shows a space or stay with some metadata.
  func include(_ metadata: [String: JSON]) -> Bool { filters.allSatisfy { $0.accepts(metadata) } }

  /// The number of spaces or stays to read in order to show some of them.
  func readMax(showing limit: Int) -> Int { filters.isEmpty ? limit : 100_000 }

  /// What the customer can do on the page.
  func abilities(_ options: Customers.CreatePortal) -> PortalAbilities {
    let (mayChange, features) = (!options.readOnly, options.features ?? PortalFeatures())
    let isWhole = !isSingle
    // Only pushed data passes filters. So a link with filters shows no doors, and creates no stays, which its page would
    // then hide.
    let isFiltered = !filters.isEmpty
    let seesDoors = isSingle ? device != nil : features.manageDevices?.exclude != true && !isFiltered
    let connect = features.connect ?? PortalFeatures.Connect()
    // A restricted link shows its stay or door even if the part is excluded. It cannot change it then.
    let manage = features.manage ?? PortalFeatures.Manage()
    let managesStays = hasStays && !manage.exclude && !manage.excludeReservationManagement
    return PortalAbilities(
      navigates: isWhole, choosesLanguage: !options.excludeLocalePicker,
      seesDetails: !manage.excludeReservationTechnicalDetails, changesStays: mayChange && managesStays,
      createsStays: mayChange && isWhole && hasStays && hasSpaces && !isFiltered,
      // The form offers the doors of all accounts, of which a restricted link shows none.
      organizes: mayChange && isWhole && hasSpaces && features.organize?.exclude != true && !isFiltered,
      seesDoors: seesDoors, renamesDoors: mayChange && seesDoors && features.manageDevices?.exclude != true,
      managesStaff: mayChange && hasStaff,
      connects: mayChange && isWhole && !connect.exclude ? connect.acceptedProviders ?? [] : nil,
      excludedProviders: connect.excludedProviders ?? [])
  }

  /// The part that the link opens, if it is still there.
  func start(in visit: PortalVisit) -> PortalPlace {
    if let device, visit.abilities.seesDoors { return .door(device) }
    if let stayKey, let stay = visit.stays?.first(where: { $0.key == stayKey }) { return .stay(stay.id) }
    if let spaceKey, let space = visit.spaces?.first(where: { $0.key == spaceKey }) { return .space(space.id) }
    return .overview
  }
}
