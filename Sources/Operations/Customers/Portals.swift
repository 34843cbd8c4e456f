import API
import Core
import Store
import Wire

/// A new link, with its address, which is known only now.
struct NewPortal {
  let record: CustomerPortalRecord
  let url: String

  /// The API resource.
  var resource: CustomerPortal {
    CustomerPortal(
      url: url, customerKey: record.customerKey, expiresAt: record.expiresAt, createdAt: record.createdAt,
      workspaceID: record.workspaceID)
  }
}

extension Customers.CreatePortal {
  /// The customer and its data.
  func pushedData() throws -> CustomerData {
    guard let customerData else {
      throw APIError.invalidInput("customer_data", "customer_data is required. Its customer_key names the customer")
    }
    if let target = landingPage?.manage, target.keys.count != 1 {
      throw APIError.invalidInput(["landing_page", "manage"], "Give the key of one place or one stay")
    }
    try customerData.lists.refuseContradictions(at: ["customer_data"])
    return customerData
  }
}

extension PortalFilter {
  /// Whether some metadata has the value.
  func accepts(_ metadata: [String: JSON]) -> Bool { metadata[field] == value }
}

extension CustomerReservations.CreateDeepLink {
  /// The page that opens the reservation.
  var portal: Customers.CreatePortal {
    var link = PortalDeepLink()
    link.resourceType = .reservation
    link.resourceKey = reservationKey
    var portal = Customers.CreatePortal()
    portal.deepLink = link
    portal.isEmbedded = true
    portal.navigationMode = .restricted
    return portal
  }
}

extension Platform.Change {
  /// How long a link is valid.
  private static let portalLife = Duration.seconds(7 * 86_400)

  /// Creates a link to the page of a customer, with a session that is bound to the customer. The customer's expired links
  /// are deleted with their sessions.
  mutating func createPortal(
    of customer: String, _ options: Customers.CreatePortal, _ base: String
  ) throws -> NewPortal {
    for expired in try transaction.customerPortals(of: customer, expiredAt: now, in: workspaceID) {
      if let session = try transaction.clientSession(expired.session, in: workspaceID) { try delete(session) }
    }
    let end = now + Self.portalLife
    let session = try newSession(nil, ClientSessionGrants(), customerKey: customer, expiresAt: end)
    var shown = options
    shown.customerData = nil
    let secret = secrets.text()
    let portal = CustomerPortalRecord(
      id: identifiers.next(), workspaceID: workspaceID, session: session.id, customerKey: customer, createdAt: now,
      expiresAt: end, secretHash: sha256Text(secret), options: String(decoding: shown.jsonBytes, as: UTF8.self))
    try transaction.insert(portal)
    return NewPortal(record: portal, url: "\(base)\(PlainRoute.customerPortal.path)?auth_token=\(secret)")
  }

  /// Throws if the customer has no such reservation.
  func refuseUnknown(_ request: CustomerReservations.CreateDeepLink) throws {
    var filter = AccessGrantFilter()
    filter.customerKey = request.customerKey
    filter.reservationKey = request.reservationKey
    let found = try transaction.accessGrants(filter, PageRange(from: nil, limit: 10), in: workspaceID).rows
    guard found.contains(where: { !$0.isDeleted }) else {
      throw APIError.notFound(.reservation, "reservation_key", request.reservationKey)
    }
  }
}
