import API
import Core
import Engine
import SaltoKS
import Store
import Synchronization
import VirtualSaltoKS
import Wire

/// The way to accounts at Salto KS, Salto's own or a sandbox's virtual one, and into the running services.
final class ProviderAccounts: AccountGateway {
  /// Where a workspace's accounts are.
  private struct Place: Sendable {
    var tenant: SaltoKSTenant
    /// What is run around each call of a cloud with a clock of its own.
    var hook: CallHook?
    /// Puts the place back to how it began.
    var startAnew: @Sendable () async throws -> SandboxBeginning = { SandboxBeginning(startsAt: nil, account: nil) }
  }

  private let connector: AccountConnector
  private let reconciler: Reconciler
  private let intake: EntryIntake
  private let guests: GuestDirectory
  /// For all workspaces but a scenario's.
  private let tenants: [SaltoKSTenant]
  private let virtual = Mutex<[ID<Workspace>: Place]>([:])
  /// The accounts that are worked for.
  private let providers = Mutex<[ID<ConnectedAccount>: SaltoKSProvider]>([:])
  /// The systems that work already.
  private let joined = Mutex<Set<ID<AcsSystem>>>([])

  init(
    tenants: [SaltoKSTenant], connector: AccountConnector, reconciler: Reconciler, intake: EntryIntake,
    guests: GuestDirectory
  ) {
    self.tenants = tenants
    self.connector = connector
    self.reconciler = reconciler
    self.intake = intake
    self.guests = guests
  }

  /// The virtual cloud of a workspace runs.
  func open(
    at url: String, in workspace: ID<Workspace>, hook: CallHook? = nil,
    startAnew: @escaping @Sendable () async throws -> SandboxBeginning
  ) {
    let tenant = SaltoKSTenant(
      provider: Brand.saltoKS.kinds.provider.rawValue, name: Brand.saltoKS.name,
      configuration: SaltoKSConfiguration(apiURL: url, identityURL: url, deadlines: connector.deadlines),
      credentials: ScenarioWorkspace.credentials, guestClientID: Scenario.guestClientID,
      administratorClientID: Scenario.signInClientID)
    virtual.withLock { $0[workspace] = Place(tenant: tenant, hook: hook, startAnew: startAnew) }
  }

  func startAnew(in workspace: ID<Workspace>) async throws -> SandboxBeginning {
    guard let place = virtual.withLock({ $0[workspace] }) else { return SandboxBeginning(startsAt: nil, account: nil) }
    return try await place.startAnew()
  }

  private func places(in workspace: ID<Workspace>) -> [Place] {
    if let own = virtual.withLock({ $0[workspace] }) { return [own] }
    return tenants.map { Place(tenant: $0) }
  }

  private func place(_ provider: String, in workspace: ID<Workspace>) -> Place? {
    places(in: workspace).first { $0.tenant.provider == provider }
  }

  func providers(in workspace: ID<Workspace>) -> [AccountProvider] {
    places(in: workspace).map { place in
      AccountProvider(key: place.tenant.provider, name: place.tenant.name, signInOrigin: place.tenant.signInOrigin)
    }
  }

  func signIn(
    to provider: String, in workspace: ID<Workspace>, username: String, password: String
  ) async throws(SignInFault) -> AdministratorAccess {
    guard let administrators = administrators(provider, in: workspace) else { throw .unreachable }
    return try await administrators.signIn(username: username, password: password)
  }

  func authorizationURL(
    _ request: PendingAuthorization, at provider: String, in workspace: ID<Workspace>
  ) -> String? {
    administrators(provider, in: workspace)?.authorizationURL(request)
  }

  func signIn(
    to provider: String, in workspace: ID<Workspace>, code: String, _ request: PendingAuthorization
  ) async throws(SignInFault) -> AdministratorAccess {
    guard let administrators = administrators(provider, in: workspace) else { throw .unreachable }
    return try await administrators.signIn(code: code, request)
  }

  func sites(
    of access: AdministratorAccess, at provider: String, in workspace: ID<Workspace>
  ) async throws(ProviderFault) -> [ObservedSite] {
    guard let administrators = administrators(provider, in: workspace) else { throw .later(.unavailable, after: nil) }
    return try await administrators.sites(access)
  }

  func admitIntegration(
    to site: ExternalID<ProviderSite>, by access: AdministratorAccess, at provider: String, in workspace: ID<Workspace>
  ) async throws(ProviderFault) {
    guard let administrators = administrators(provider, in: workspace) else { throw .later(.unavailable, after: nil) }
    try await administrators.admitIntegration(to: site, by: access)
  }

  func sealedCredentials(of account: ConnectedAccountRecord) throws -> [UInt8] {
    guard let place = place(account.provider, in: account.workspaceID) else {
      throw ProviderFault.later(.unavailable, after: nil)
    }
    return try connector.seal.sealed(place.tenant.credentials.bytes, place: account.credentialsPlace)
  }

  func refusedCredentials(of account: ConnectedAccountRecord) throws -> [UInt8] {
    let nobody = SaltoKSCredentials(username: account.emailAddress, password: "", clientID: "", clientSecret: "")
    return try connector.seal.sealed(nobody.bytes, place: account.credentialsPlace)
  }

  func signInAnew(_ account: ID<ConnectedAccount>) async {
    await providers.withLock { $0[account] }?.forgetLogin()
  }

  func leave(_ account: ID<ConnectedAccount>, _ systems: [ID<AcsSystem>]) {
    reconciler.remove(systems)
    intake.remove(systems)
    guests.remove(account)
    providers.withLock { $0[account] = nil }
    joined.withLock { $0.subtract(systems) }
  }

  func join(_ account: ConnectedAccountRecord) async throws {
    let provider = try await provider(of: account)
    await signInAnew(account.id)
    let reading = AccountImport(
      provider: provider, deadlines: connector.deadlines, pins: ScenarioWorkspace.pins)
    try await reading.run(account, into: connector.database, now: connector.clocks.now(in: account.workspaceID))
    try await work(for: account, by: provider)
  }

  func goOn(_ account: ConnectedAccountRecord) async throws {
    try await work(for: account, by: try await provider(of: account))
  }

  /// The way to an account, which is made once.
  private func provider(of account: ConnectedAccountRecord) async throws -> SaltoKSProvider {
    guard let place = place(account.provider, in: account.workspaceID) else {
      throw ProviderFault.later(.unavailable, after: nil)
    }
    let configuration = place.tenant.configuration
    if let client = place.tenant.guestClientID {
      guests.add(connector.guests(of: account, at: configuration, clientID: client), of: account.id)
    }
    if let known = providers.withLock({ $0[account.id] }) { return known }
    let made = try await connector.provider(of: account, at: configuration, hook: place.hook)
    // Of two that are made at once, the first is everybody's, since a provider holds its token.
    return providers.withLock { known in
      let provider = known[account.id] ?? made
      known[account.id] = provider
      return provider
    }
  }

  private func work(for account: ConnectedAccountRecord, by provider: any Provider) async throws {
    let systems = try await connector.database.read { try $0.acsSystems(of: account.id, in: account.workspaceID) }
    let fresh = joined.withLock { joined in systems.filter { joined.insert($0.id).inserted } }
    reconciler.add(fresh, of: provider)
    intake.add(fresh, of: provider)
  }

  private func administrators(_ provider: String, in workspace: ID<Workspace>) -> SaltoKSAdministrators? {
    guard let place = place(provider, in: workspace) else { return nil }
    let clocks = connector.clocks
    return SaltoKSAdministrators(
      client: connector.client, configuration: place.tenant.configuration, integration: place.tenant.credentials,
      clientID: place.tenant.administratorClientID, now: { clocks.now(in: workspace) })
  }
}
