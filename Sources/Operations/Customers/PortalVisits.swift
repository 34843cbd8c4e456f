package import API
package import Core
import Engine
import Store
package import Wire

/// What the page of a customer shows.
package struct PortalVisit: Sendable {
  package struct Place: Sendable {
    package var name: String
    package var key: String?
    package var deviceCount: Int
    package var entranceCount: Int
  }

  package struct Stay: Sendable {
    package var name: String
    /// In local time, such as `2026-11-27 15:00`.
    package var startsAt: String
    /// Nil for no end.
    package var endsAt: String?
    package var timeZone: String
    package var status: String
  }

  package struct Person: Sendable {
    package var name: String?
    package var key: String?
  }

  /// The name of the sender.
  package var sender: String
  /// The looks of the link's profile.
  package var looks: CustomizationLooks?
  package var expiresAt: Instant
  /// The language that the creator of the link chose.
  package var locale: PortalLocale?
  /// Nil for a part that the page omits.
  package var spaces: [Place]?
  package var stays: [Stay]?
  package var staff: [Person]?
  package var mayBeFramed: Bool
}

/// The views behind the pages of customers.
package struct PortalVisits: Sendable {
  /// The maximum number of items of a part.
  private static let itemMax = 500

  let platform: Platform

  /// The view of a link. Nil for an unknown, expired or revoked one.
  ///
  /// - Parameters:
  ///   - secret: the secret of the link.
  ///   - sender: the address of the visitor.
  /// - Throws: ``FailedProofs/Guessed``.
  package func visit(_ secret: String, from sender: IPAddress?) async throws -> PortalVisit? {
    let hash = sha256Text(secret)
    guard let portal = try await platform.database.read({ try $0.customerPortal(secretHash: hash) }) else {
      try platform.failedProofs.refuse(.link, secret, from: sender)
      return nil
    }
    let (now, brand) = (platform.clocks.now(in: portal.workspaceID), platform.brand)
    return try await platform.database.read { connection in
      try connection.visit(portal, limit: Self.itemMax, now: now, brand)
    }
  }
}

extension Platform {
  /// The views behind the pages of customers.
  package var portalVisits: PortalVisits { PortalVisits(platform: self) }
}

extension Connection {
  fileprivate func visit(
    _ portal: CustomerPortalRecord, limit: Int, now: Instant, _ brand: Brand
  ) throws -> PortalVisit? {
    guard now < portal.expiresAt,
      try clientSession(portal.session, in: portal.workspaceID)?.isUsable(at: now) == true,
      let workspace = try workspace(portal.workspaceID), !workspace.isSuspended,
      let json = try? JSON.parse(portal.options.utf8)
    else { return nil }
    var issues = Issues()
    let options = Customers.CreatePortal(json, noting: &issues)
    let shown = PortalParts(options)
    var visit = PortalVisit(
      sender: workspace.connectPartnerName ?? workspace.name,
      looks: try options.customizationProfileID.flatMap { id in
        try customizationProfile(id, in: portal.workspaceID)?.looks
      }, expiresAt: portal.expiresAt, locale: options.locale, mayBeFramed: options.isEmbedded)
    if shown.hasSpaces { visit.spaces = try spaces(of: portal, shown, limit: limit) }
    if shown.hasStays { visit.stays = try stays(of: portal, shown, limit: limit, now: now, brand) }
    if shown.hasStaff {
      visit.staff = try staff(ofCustomer: portal.customerKey, limit: limit, in: portal.workspaceID).map {
        PortalVisit.Person(name: $0.fullName, key: $0.key)
      }
    }
    return visit
  }

  private func spaces(
    of portal: CustomerPortalRecord, _ shown: PortalParts, limit: Int
  ) throws -> [PortalVisit.Place] {
    var filter = SpaceFilter()
    filter.customerKey = portal.customerKey
    filter.keys = shown.spaceKey.map { [$0] }
    let page = PageRange(from: nil, limit: shown.readMax(showing: limit))
    let found = try spaces(filter, page, in: portal.workspaceID).rows.filter { shown.include($0.space.customMetadata) }
    return found.prefix(limit).map { row in
      PortalVisit.Place(
        name: row.space.name, key: row.space.key, deviceCount: row.deviceCount, entranceCount: row.entranceCount)
    }
  }

  private func stays(
    of portal: CustomerPortalRecord, _ shown: PortalParts, limit: Int, now: Instant, _ brand: Brand
  ) throws -> [PortalVisit.Stay] {
    let found: [AccessGrantRecord]
    if let key = shown.stayKey {
      found = [try accessGrant(key: key, ofCustomer: portal.customerKey, in: portal.workspaceID)].compactMap(\.self)
    } else {
      found = try accessGrants(
        ofCustomer: portal.customerKey, limit: shown.readMax(showing: limit), in: portal.workspaceID)
    }
    let grants = Array(found.filter { shown.include($0.customMetadata) }.prefix(limit))
    let rows = try acsSystemRows(in: portal.workspaceID)
    let zones = Dictionary(rows.map { ($0.system.id, $0.system.timeZone) }) { first, _ in first }
    return try states(of: grants, in: portal.workspaceID).map { state in
      let grant = state.resource(codes: [:], pins: [:], now: now, brand)
      let zone = state.doors.first.flatMap { zones[$0.acsSystemID] ?? nil } ?? "UTC"
      return PortalVisit.Stay(
        name: grant.displayName, startsAt: Self.text(of: grant.startsAt, in: zone),
        endsAt: grant.endsAt.optional.map { Self.text(of: $0, in: zone) }, timeZone: zone,
        status: grant.displayStatus)
    }
  }

  /// A local time, such as `2026-11-27 15:00`.
  private static func text(of moment: Instant, in zone: String) -> String {
    let wallClock = SiteZone(zone)?.wallClock(at: moment) ?? moment
    return String(wallClock.description.prefix(16)).replacing("T", with: " ")
  }
}

/// The parts that a page shows, by the request that created its link.
private struct PortalParts {
  let hasSpaces: Bool
  let hasStays: Bool
  let hasStaff: Bool
  /// The only space or stay that is shown.
  let spaceKey: String?
  let stayKey: String?
  /// What the metadata of a shown space or stay must have.
  private let filters: [PortalFilter]

  /// Whether the page shows a space or stay with some metadata.
  func include(_ metadata: [String: JSON]) -> Bool { filters.allSatisfy { $0.accepts(metadata) } }

  /// The number of spaces or stays to read in order to show some of them.
  func readMax(showing limit: Int) -> Int { filters.isEmpty ? limit : 100_000 }

  init(_ options: Customers.CreatePortal) {
    let manage = options.features?.manage ?? PortalFeatures.Manage()
    let target = options.landingPage?.manage ?? PortalLandingPage.Target()
    let isRestricted = options.navigationMode == .restricted
    let link = options.deepLink
    let linkedStay = link?.resourceType == .reservation ? link?.resourceKey : nil
    let linkedSpace = link?.resourceType == .space ? link?.resourceKey : nil
    let stay = linkedStay ?? target.stayKeys.first
    let space = linkedSpace ?? target.placeKeys.first
    stayKey = isRestricted ? stay : nil
    spaceKey = isRestricted ? space : nil
    let isSingle = isRestricted && (stay != nil || space != nil)
    hasStays = isSingle ? stay != nil : !manage.exclude && !manage.excludeReservationManagement
    hasSpaces = isSingle ? space != nil : options.features?.organize?.exclude != true
    hasStaff = !isSingle && !manage.exclude && !manage.excludeStaffManagement
    filters = options.customerResourcesFilters ?? []
  }
}
