package import Core
package import Wire

/// A provider on top of the Connect API.
package struct SaltoKSProvider: Provider {
  let connect: ConnectClient
  let roles: RoleDirectory

  /// - Parameters:
  ///   - clients: Owned and shut down by the caller.
  ///   - credentials: Reads the account's sealed login. Returns nil if there is none or if it cannot be opened. Throws
  ///     if it cannot be read now.
  ///   - loadToken: Reads the last token, which is stored sealed.
  ///   - saveToken: Stores a new token.
  ///   - now: The workspace's clock, which decides when tokens expire.
  ///   - meter: Measures each call.
  ///   - hook: Runs around each call.
  package init(
    clients: SaltoKSClients, configuration: SaltoKSConfiguration,
    credentials: @escaping @Sendable () async throws -> SaltoKSCredentials?,
    loadToken: @escaping @Sendable () async -> SaltoKSToken?,
    saveToken: @escaping @Sendable (SaltoKSToken?) async -> Void, now: @escaping @Sendable () -> Instant,
    meter: CallMeter? = nil, hook: CallHook? = nil
  ) {
    let transport = ConnectTransport(
      clients: clients, deadlines: configuration.deadlines, meter: meter, hook: hook)
    let tokens = TokenSource(
      transport: transport, configuration: configuration,
      keeper: TokenSource.Keeper(credentials: credentials, load: loadToken, save: saveToken), now: now)
    connect = ConnectClient(transport: transport, tokens: tokens, apiURL: configuration.apiURL)
    roles = RoleDirectory(connect: connect)
  }

  /// Called when the account's login has changed. The next call signs in with the new one.
  package func forgetLogin() async { await connect.tokens.forget() }

  package func sites() async throws(ProviderFault) -> [ObservedSite] {
    try await connect.list("/v1.2/sites", read: observedSite)
  }

  package func site(_ site: ExternalID<ProviderSite>) async throws(ProviderFault) -> ObservedSite {
    let body = try connect.successful(await connect.get("/v1.2/sites/\(site.text)"))
    guard let observed = observedSite(body) else { throw .unreadable }
    return observed
  }

  package func accessGroups(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [ObservedAccessGroup] {
    try await SiteContents(connect: connect, site: site).accessGroups()
  }

  package func users(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [ObservedUser] {
    try await SiteContents(connect: connect, site: site).users()
  }

  package func letsPinsBeChosen(at site: ExternalID<ProviderSite>) async throws(ProviderFault) -> Bool {
    try await SiteContents(connect: connect, site: site).features().contains("custom_pin")
  }

  package func tags(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [Tag] {
    try await SiteContents(connect: connect, site: site).tags()
  }

  package func members(
    of group: ExternalID<ProviderAccessGroup>, at site: ExternalID<ProviderSite>
  ) async throws(ProviderFault) -> [ExternalID<ProviderPerson>] {
    try await SiteContents(connect: connect, site: site).members(of: group)
  }

  package func isThere(_ part: SitePart, at site: ExternalID<ProviderSite>) async throws(ProviderFault) -> Bool {
    try await SiteContents(connect: connect, site: site).isThere(part)
  }

  package func standing(at site: ExternalID<ProviderSite>) async throws(ProviderFault) -> SiteStanding {
    try await SiteContents(connect: connect, site: site).standing()
  }

  package func iqZones(
    of site: ExternalID<ProviderSite>
  ) async throws(ProviderFault) -> [ExternalID<ProviderIQ>: String] {
    try await SiteContents(connect: connect, site: site).iqZones()
  }

  package func locks(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [ObservedLock] {
    try await connect.list("/v1.2/sites/\(site.text)/locks", read: observedLock)
  }

  package func move(
    _ lock: ExternalID<ProviderLock>, _ movement: LockMovement, code: String?, at site: ExternalID<ProviderSite>,
    under permit: MovementPermit
  ) async -> Outcome {
    await SiteLocks(connect: connect, site: site).move(lock, movement, code: code, under: permit)
  }

  package func codeSecret(
    of iq: ExternalID<ProviderIQ>, at site: ExternalID<ProviderSite>
  ) async throws(ProviderFault) -> String {
    try await SiteLocks(connect: connect, site: site).secret(of: iq)
  }

  package func sendCodePin(
    of iq: ExternalID<ProviderIQ>, at site: ExternalID<ProviderSite>
  ) async throws(ProviderFault) {
    try await SiteLocks(connect: connect, site: site).sendPin(of: iq)
  }

  package func activateCodes(
    of iq: ExternalID<ProviderIQ>, by code: String, at site: ExternalID<ProviderSite>
  ) async throws(ProviderFault) {
    try await SiteLocks(connect: connect, site: site).activate(iq, by: code)
  }

  package func perform(_ call: ProviderCall, at site: ExternalID<ProviderSite>) async -> Outcome {
    let users = SiteUsers(connect: connect, roles: roles, site: site)
    let memberships = SiteMemberships(connect: connect, site: site)
    return switch call {
    case .createUser(let profile): await users.create(profile)
    case .setMeans(let user, let change): await users.setMeans(user, change)
    case .findUser(let reference): await users.find(reference)
    case .readUser(let user): await users.read(user)
    case .updateUser(let user, let profile): await users.update(user, profile)
    case .setEmailAddress(let user, let address): await users.setEmailAddress(user, address)
    case .setPin(let user, let pin): await users.setPin(user, pin)
    case .setTag(let user, let tag): await users.setTag(user, tag)
    case .makePin(let user): await users.makePin(user)
    case .setSubscribed(let user, let isSubscribed): await users.setSubscribed(user, isSubscribed)
    case .setBlocked(let user, let isBlocked): await users.setBlocked(user, isBlocked)
    case .deleteUser(let user): await users.delete(user)
    case .addToAccessGroup(let group, let person): await memberships.add(person, to: group)
    case .removeFromAccessGroup(let group, let person): await memberships.remove(person, from: group)
    case .readMembership(let group, let person): await memberships.read(person, in: group)
    }
  }

  package func perform(_ call: GroupCall, at site: ExternalID<ProviderSite>) async -> Outcome {
    await SiteGroups(connect: connect, site: site).perform(call)
  }
}

extension ProviderFault {
  /// The response did not come from Salto, so it says nothing about the site.
  static let unreadable = later(.unavailable, after: nil)
}

/// The IDs of the roles that we assign, by code. They differ from site to site.
actor RoleDirectory {
  private let connect: ConnectClient
  private var known: [String: [String: String]] = [:]

  init(connect: ConnectClient) { self.connect = connect }

  /// Roles that a site did not list are requested again the next time.
  func ids(of codes: [String], at site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [String] {
    if let ids = known[site.text].flatMap({ Self.ids(of: codes, among: $0) }) { return ids }
    let roles = try await connect.list("/v1.2/sites/\(site.text)/roles") { item in
      item["code"]?.text.flatMap { code in item["id"]?.text.map { (code, $0) } }
    }
    // Every site has roles.
    if roles.isEmpty { throw .unreadable }
    let shown = Dictionary(roles) { $1 }
    guard let ids = Self.ids(of: codes, among: shown) else {
      throw .refused(
        Refusal(.other, "The site has none of the roles that the account can assign: \(codes.joined(separator: ", "))"))
    }
    known[site.text] = shown
    return ids
  }

  private static func ids(of codes: [String], among roles: [String: String]) -> [String]? {
    let ids = codes.compactMap { roles[$0] }
    return ids.count == codes.count ? ids : nil
  }
}
