package import API
package import Core
import Engine
import Store
package import Wire

/// The views behind the pages of customers.
package struct PortalVisits: Sendable {
  /// The maximum number of items of a part.
  private static let itemMax = 500

  let platform: Platform

  /// A link that worked before.
  package struct Ended: Error {}

  /// The view of a link. Nil for an unknown one.
  ///
  /// - Parameters:
  ///   - secret: the secret of the link.
  ///   - sender: the address of the visitor.
  /// - Throws: ``Ended`` for an expired or revoked link, and ``FailedProofs/Guessed``.
  package func visit(_ secret: String, from sender: IPAddress?) async throws -> PortalVisit? {
    let hash = sha256Text(secret)
    guard let portal = try await platform.database.read({ try $0.customerPortal(secretHash: hash) }) else {
      try platform.failedProofs.refuse(.link, secret, from: sender)
      return nil
    }
    let (now, brand) = (platform.clocks.now(in: portal.workspaceID), platform.brand)
    return try await platform.database.read { connection in
      guard let visit = try connection.visit(portal, limit: Self.itemMax, now: now, brand) else { throw Ended() }
      return visit
    }
  }

  /// The customer as a caller of operations, with the rights of the link's session.
  package func caller(of visit: PortalVisit, from sender: IPAddress?, requestID: String?) -> Caller {
    Caller(
      workspaceID: visit.session.workspaceID,
      kind: visit.isReadOnly ? .customerSessionReadOnly : [.clientSession, .customerSession],
      token: visit.session.shortToken, session: visit.session, operatorID: nil, role: nil, sender: sender,
      mayReuse: false, address: platform.address, requestID: requestID)
  }

  /// Whether other customers have a door too, so that the customer of a link cannot rename it.
  package func isShared(_ door: ID<Device>, of visit: PortalVisit) async throws -> Bool {
    let (session, entrance) = (visit.session, ID<AcsEntrance>(door.text))
    return try await platform.database.read { connection in
      guard let account = try connection.acsEntrance(entrance, in: session.workspaceID)?.connectedAccountID else {
        return false
      }
      return try connection.isShared(entrance, of: account, with: session)
    }
  }

  /// The person with an e-mail address, if it is one of the customer's.
  package func person(with emailAddress: String, of visit: PortalVisit) async throws -> PortalVisit.Person? {
    let (customer, workspace) = (visit.customerKey, visit.session.workspaceID)
    let found = try await platform.database.read { try $0.userIdentity(emailAddress: emailAddress, in: workspace) }
    guard let found, found.customerKey == customer else { return nil }
    return PortalVisit.Person(found)
  }

  /// The spaces that a member of the staff has access to without an end.
  package func spaces(ofStaff member: PortalVisit.Person, of visit: PortalVisit) async throws -> [ID<Space>] {
    guard let key = member.key else { return [] }
    let (customer, workspace) = (visit.customerKey, visit.session.workspaceID)
    return try await platform.database.read { connection in
      let access = try connection.accessGrant(key: CustomerStay.staffKey(key), ofCustomer: customer, in: workspace)
      return try access.map { try connection.spaces(ofGrant: $0.id, in: workspace) } ?? []
    }
  }

  /// The operations that the pages call.
  package var handlers: Handlers { platform.handlers }

  /// The server's public URL.
  package var address: ServerAddress { platform.address }

  private static let keyPrefix = "portal:"

  /// A key for a new stay or a new member of the staff, so that a form that is sent twice creates one.
  package func newKey() -> String { Self.keyPrefix + platform.secrets.text() }

  /// Whether a key is one that a form made. With another key, the new stay or member could take the place of one that the
  /// integrator will push.
  package static func isNew(_ key: String) -> Bool { key.hasPrefix(keyPrefix) && key.utf8.count > keyPrefix.utf8.count }
}

extension Platform {
  /// The views behind the pages of customers.
  package var portalVisits: PortalVisits { PortalVisits(platform: self) }
}

extension Connection {
  fileprivate func visit(
    _ portal: CustomerPortalRecord, limit: Int, now: Instant, _ brand: Brand
  ) throws -> PortalVisit? {
    guard now < portal.expiresAt, let session = try clientSession(portal.session, in: portal.workspaceID),
      session.isUsable(at: now), let workspace = try workspace(portal.workspaceID), !workspace.isSuspended,
      let json = try? JSON.parse(portal.options.utf8)
    else { return nil }
    var issues = Issues()
    let options = Customers.CreatePortal(json, noting: &issues)
    let shown = PortalParts(options)
    var visit = PortalVisit(
      sender: workspace.connectPartnerName ?? workspace.name,
      looks: try options.customizationProfileID.flatMap { id in
        try customizationProfile(id, in: portal.workspaceID)?.looks
      }, expiresAt: portal.expiresAt, locale: options.locale, mayBeFramed: options.isEmbedded,
      abilities: shown.abilities(options), confirmation: options.features?.manage?.deviceManagementConfirmation,
      isReadOnly: options.readOnly, session: session)
    if shown.hasSpaces { visit.spaces = try spaces(of: portal, shown, limit: limit) }
    if shown.hasStays { visit.stays = try stays(of: portal, shown, limit: limit, now: now, brand) }
    if shown.hasStaff {
      visit.staff = try staff(ofCustomer: portal.customerKey, limit: limit, in: portal.workspaceID)
        .map { PortalVisit.Person($0) }
    }
    if visit.abilities.createsStays || visit.abilities.managesStaff {
      let rules = StayRules(try rulesInForce(of: portal.customerKey, in: portal.workspaceID))
      visit.means = rules.accessMethods
      visit.grantsStaff = rules.grantsStaff
    }
    visit.start = shown.start(in: visit)
    return visit
  }

  private func spaces(
    of portal: CustomerPortalRecord, _ shown: PortalParts, limit: Int
  ) throws -> [PortalVisit.Place] {
    var filter = SpaceFilter()
    filter.customerKey = portal.customerKey
    filter.keys = shown.onlySpaceKey.map { [$0] }
    let page = PageRange(from: nil, limit: shown.readMax(showing: limit))
    let found = try spaces(filter, page, in: portal.workspaceID).rows.filter { shown.include($0.space.customMetadata) }
    return found.prefix(limit).map { row in
      PortalVisit.Place(
        id: row.space.id, name: row.space.name, key: row.space.key, deviceCount: row.deviceCount,
        entranceCount: row.entranceCount)
    }
  }

  private func stays(
    of portal: CustomerPortalRecord, _ shown: PortalParts, limit: Int, now: Instant, _ brand: Brand
  ) throws -> [PortalVisit.Stay] {
    let found: [AccessGrantRecord]
    if let key = shown.onlyStayKey {
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
        id: grant.accessGrantID, name: grant.displayName, key: grant.accessGrantKey,
        startsAt: Self.text(of: grant.startsAt, in: zone),
        endsAt: grant.endsAt.optional.map { Self.text(of: $0, in: zone) }, timeZone: zone,
        status: grant.displayStatus, isOver: state.grant.schedule.isOver(at: now))
    }
  }

  /// A local time, such as `2026-11-27 15:00`.
  private static func text(of moment: Instant, in zone: String) -> String {
    let wallClock = SiteZone(zone)?.wallClock(at: moment) ?? moment
    return String(wallClock.description.prefix(16)).replacing("T", with: " ")
  }
}
