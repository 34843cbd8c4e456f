import API
import Core
import Engine
import SaltoKS
import Store
import Synchronization
import VirtualSaltoKS
import Wire

/// The way to the accounts of a sandbox's virtual cloud, and into the running services.
final class VirtualAccounts: AccountGateway {
  private struct Cloud: Sendable {
    var workspaceID: ID<Workspace>
    var url: String
    /// What stands between the services and a cloud with a clock of its own.
    var align: @Sendable (SaltoKSProvider) -> any Provider
  }

  private let connector: AccountConnector
  private let reconciler: Reconciler
  private let intake: EntryIntake
  private let guests: GuestDirectory
  private let cloud = Mutex<Cloud?>(nil)
  /// The systems that work already.
  private let joined = Mutex<Set<ID<AcsSystem>>>([])

  init(connector: AccountConnector, reconciler: Reconciler, intake: EntryIntake, guests: GuestDirectory) {
    self.connector = connector
    self.reconciler = reconciler
    self.intake = intake
    self.guests = guests
  }

  /// The cloud of a workspace runs.
  func open(
    at url: String, in workspace: ID<Workspace>, align: @escaping @Sendable (SaltoKSProvider) -> any Provider
  ) {
    cloud.withLock { $0 = Cloud(workspaceID: workspace, url: url, align: align) }
  }

  func providers(in workspace: ID<Workspace>) -> [AccountProvider] {
    let isOpen = cloud.withLock { $0?.workspaceID == workspace }
    return isOpen ? [AccountProvider(key: "salto_ks", name: "Salto KS")] : []
  }

  func signIn(
    to provider: String, in workspace: ID<Workspace>, username: String, password: String
  ) async throws(SignInFault) -> AdministratorAccess {
    guard let administrators = administrators(in: workspace) else { throw .unreachable }
    return try await administrators.signIn(username: username, password: password)
  }

  func sites(
    of access: AdministratorAccess, at provider: String, in workspace: ID<Workspace>
  ) async throws(ProviderFault) -> [ObservedSite] {
    guard let administrators = administrators(in: workspace) else { throw .later(.unavailable, after: nil) }
    return try await administrators.sites(access)
  }

  func admitIntegration(
    to site: ExternalID<ProviderSite>, by access: AdministratorAccess, at provider: String, in workspace: ID<Workspace>
  ) async throws(ProviderFault) {
    guard let administrators = administrators(in: workspace) else { throw .later(.unavailable, after: nil) }
    try await administrators.admitIntegration(to: site, by: access)
  }

  func sealedCredentials(of account: ConnectedAccountRecord) throws -> [UInt8] {
    try connector.seal.sealed(ScenarioWorkspace.credentials.bytes, place: account.credentialsPlace)
  }

  func join(_ account: ConnectedAccountRecord) async throws {
    guard let cloud = cloud.withLock({ $0 }), cloud.workspaceID == account.workspaceID else {
      throw ProviderFault.later(.unavailable, after: nil)
    }
    guests.add(connector.guests(of: account, at: cloud.url, clientID: Scenario.guestClientID), of: account.id)
    let provider = cloud.align(try await connector.provider(of: account, at: cloud.url))
    let database = connector.database
    try await AccountImport(provider: provider, identifiers: .machine, pins: ScenarioWorkspace.pins)
      .run(account, into: database, now: connector.clocks.now(in: account.workspaceID))
    let systems = try await database.read { try $0.acsSystems(of: account.id, in: account.workspaceID) }
    let fresh = joined.withLock { joined in systems.filter { joined.insert($0.id).inserted } }
    reconciler.add(fresh, of: provider)
    intake.add(fresh, of: provider)
  }

  private func administrators(in workspace: ID<Workspace>) -> SaltoKSAdministrators? {
    guard let cloud = cloud.withLock({ $0 }), cloud.workspaceID == workspace else { return nil }
    let clocks = connector.clocks
    return SaltoKSAdministrators(
      client: connector.client, configuration: SaltoKSConfiguration(apiURL: cloud.url, identityURL: cloud.url),
      integration: ScenarioWorkspace.credentials, now: { clocks.now(in: workspace) })
  }
}
