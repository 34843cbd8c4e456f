package import API
package import Wire

/// A stored connected account. Its credentials and tokens are sealed and not part of it.
package struct ConnectedAccountRecord: Hashable, Sendable {
  package var id: ID<ConnectedAccount>
  package var workspaceID: ID<Workspace>
  package var sequence: Int
  package var createdAt: Instant
  package var emailAddress: String
  package var fault: AccountFault?
  /// The provider's name in the public API.
  package var provider: String
  /// The person at the provider who connected it. Nil for a scenario's account.
  package var person: ExternalID<ProviderPerson>?
  /// The provider's IDs of the chosen sites. Nil for all sites.
  package var chosenSites: [String]?
  package var customerKey: String?
  package var customMetadata: [String: JSON] = [:]
  /// The caller's own name for it.
  package var givenName: String?
  package var acceptedCapabilities: [ConnectedAccount.Capability] = [.accessControl]
  package var managesNewDevices = true

  package init(
    id: ID<ConnectedAccount>, workspaceID: ID<Workspace>, sequence: Int, createdAt: Instant, emailAddress: String,
    fault: AccountFault?, provider: String
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.sequence = sequence
    self.createdAt = createdAt
    self.emailAddress = emailAddress
    self.fault = fault
    self.provider = provider
  }

  /// Whether a site was chosen.
  package func isChosen(_ site: ExternalID<ProviderSite>) -> Bool { chosenSites?.contains(site.text) ?? true }

  /// The API resource.
  ///
  /// - Parameter systems: the account's systems, whose seats cause errors and warnings.
  package func resource(_ systems: [AcsSystemRecord], _ brand: Brand) -> ConnectedAccount {
    var resource = ConnectedAccount(connectedAccountID: id, displayName: givenName ?? displayName(brand))
    resource.acceptedCapabilities = acceptedCapabilities.map { .known($0) }
    resource.automaticallyManageNewDevices = managesNewDevices
    resource.accountType = provider
    resource.imageURL = lockPicture
    resource.customerKey = customerKey
    resource.customMetadata = Metadata(customMetadata)
    resource.createdAt = createdAt
    resource.userIdentifier = ConnectedAccount.UserIdentifier(email: emailAddress)
    resource.timeZone = systems.compactMap(\.timeZone).first
    switch fault?.kind {
    case .disconnected?:
      if let fault { resource.errors.append(.init(.accountDisconnected, since: fault.at, fault.message(brand))) }
    case .unavailable?:
      if let fault {
        resource.warnings.append(.init(.providerServiceUnavailable, since: fault.at, fault.message(brand)))
      }
    case nil: break
    }
    let exceeded = systems.filter { $0.seatsExceededAt != nil }
    if let since = exceeded.compactMap(\.seatsExceededAt).min() {
      resource.errors.append(
        .init(
          .saltoKSSubscriptionLimitExceeded, since: since, "A site has fewer seats than users who need one now.",
          sites: exceeded.map(\.seatsSummary)))
    }
    let almost = systems.filter { $0.seatsAlmostAt != nil }
    if let since = almost.compactMap(\.seatsAlmostAt).min() {
      resource.warnings.append(
        .init(
          .saltoKSSubscriptionLimitAlmostReached, since: since, "More than 80 % of a site's seats are taken.",
          sites: almost.map(\.seatsSummary)))
    }
    return resource
  }

  /// The masked e-mail address.
  func displayName(_ brand: Brand) -> String {
    let parts = emailAddress.split(separator: "@", maxSplits: 1)
    guard let local = parts.first, parts.count == 2 else { return "\(brand.name) account" }
    return "\(local.prefix(1))***@\(parts[1])"
  }
}

extension ConnectedAccountRecord {
  /// The context that the sealed login is bound to.
  package var credentialsPlace: String { "\(workspaceID)/\(id)/credentials" }
  /// The context that the sealed token is bound to.
  package var tokenPlace: String { "\(workspaceID)/\(id)/token" }
}
