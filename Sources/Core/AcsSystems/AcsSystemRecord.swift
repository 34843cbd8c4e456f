package import API
package import Wire

/// A stored system: a site of the provider, or the account's credential manager.
package struct AcsSystemRecord: Hashable, Sendable {
  package var id: ID<AcsSystem>
  package var workspaceID: ID<Workspace>
  package var connectedAccountID: ID<ConnectedAccount>
  package var sequence: Int
  /// The provider's ID of the site. Nil for a credential manager, which exists only in Latchkey.
  package var site: ExternalID<ProviderSite>?
  package var name: String
  package var timeZone: String?
  package var createdAt: Instant
  package var seats: Seats
  /// Since when more than 80 % of the seats are used.
  package var seatsAlmostAt: Instant?
  /// Since when a user lacks a seat.
  package var seatsExceededAt: Instant?
  package var acceptsPins: Bool
  package var acceptsMobileKeys: Bool
  package var isSubscriptionValid: Bool
  /// The problem of the account's connection to the provider.
  package var fault: AccountFault?
  /// The problem of the site itself.
  package var siteFault: SiteFault?
  /// The disappearance of much of the site.
  package var shrinkage: SiteShrinkage?
  /// When the site was last synced completely.
  package var syncedAt: Instant?
  /// Whether the site's plan includes custom PINs.
  package var letsPinsBeChosen = false

  package var isCredentialManager: Bool { site == nil }

  /// Whether nothing can be known of the site until a person solves the problem. An outage passes by itself.
  package var isDisconnected: Bool { fault?.kind == .disconnected || siteFault?.kind.isDisconnection == true }

  package init(
    id: ID<AcsSystem>, workspaceID: ID<Workspace>, connectedAccountID: ID<ConnectedAccount>, sequence: Int,
    site: ExternalID<ProviderSite>?, name: String, timeZone: String?, createdAt: Instant, seats: Seats,
    seatsAlmostAt: Instant?, seatsExceededAt: Instant?, acceptsPins: Bool, acceptsMobileKeys: Bool,
    isSubscriptionValid: Bool, fault: AccountFault?
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.connectedAccountID = connectedAccountID
    self.sequence = sequence
    self.site = site
    self.name = name
    self.timeZone = timeZone
    self.createdAt = createdAt
    self.seats = seats
    self.seatsAlmostAt = seatsAlmostAt
    self.seatsExceededAt = seatsExceededAt
    self.acceptsPins = acceptsPins
    self.acceptsMobileKeys = acceptsMobileKeys
    self.isSubscriptionValid = isSubscriptionValid
    self.fault = fault
  }

  /// The API resource.
  package func resource(
    credentialManager: ID<AcsSystem>?, userCount: Int, groupCount: Int, _ brand: Brand
  ) -> AcsSystem {
    var resource = AcsSystem(
      acsSystemID: id, connectedAccountID: connectedAccountID, createdAt: createdAt,
      isCredentialManager: isCredentialManager, name: name, workspaceID: workspaceID)
    resource.acsUserCount = userCount
    resource.acsAccessGroupCount = groupCount
    resource.location = AcsSystem.Location(timeZone: timeZone)
    resource.imageURL = lockPicture
    resource.imageAltText = (isCredentialManager ? brand.kinds.credentialManagerName : brand.kinds.site.name) + " Logo"
    if let fault { resource.errors.append(Notice(fault.systemCode, since: fault.at, fault.message(brand))) }
    if isCredentialManager { return resource }
    resource.externalType = .known(brand.kinds.site.kind)
    resource.externalTypeDisplayName = brand.kinds.site.name
    resource.defaultCredentialManagerAcsSystemID = Nullable(credentialManager)
    siteFault?.show(in: &resource, brand)
    shrinkage?.show(in: &resource, brand)
    if let seatsExceededAt {
      resource.errors.append(
        Notice(
          .saltoKSSubscriptionLimitExceeded, since: seatsExceededAt,
          "All \(seats.limit) seats of the site are taken, and at least one user is waiting for a seat."))
    }
    if let seatsAlmostAt {
      resource.warnings.append(
        Notice(
          .saltoKSSubscriptionLimitAlmostReached, since: seatsAlmostAt,
          "\(seats.used) of the site's \(seats.limit) seats are taken."))
    }
    return resource
  }

  /// The site's seats, for the account's errors and warnings.
  package var seatsSummary: ConnectedAccount.SaltoKSSite {
    ConnectedAccount.SaltoKSSite(
      siteID: site?.text ?? "", siteName: name, siteUserSubscriptionLimit: seats.limit,
      subscribedSiteUserCount: seats.used)
  }
}

/// A problem of the connection to the provider, and since when.
package struct AccountFault: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// The login was rejected.
    case disconnected
    /// The cloud cannot be reached or fails.
    case unavailable
  }
  package var kind: Kind
  package var at: Instant
  package init(kind: Kind, at: Instant) {
    self.kind = kind
    self.at = at
  }

  var systemCode: AcsSystem.ErrorCode {
    kind == .disconnected ? .accountDisconnected : .providerServiceUnavailable
  }

  package func message(_ brand: Brand) -> String {
    switch kind {
    case .disconnected: "\(brand.name) rejected the account's login. Connect the account again."
    case .unavailable: "\(brand.name) cannot be reached or responds with errors. Latchkey retries automatically."
    }
  }
}
