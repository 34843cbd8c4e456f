package import API
package import Core
package import Logging
package import Store
import Synchronization
package import Wire

/// The clouds where accounts can be connected. It adds connected accounts to the running services.
package final class ProviderAccounts: AccountGateway {
  /// The virtual cloud of a workspace.
  private struct VirtualCloud: Sendable {
    var place: any AccountPlace
    var startOver: @Sendable () async throws -> SandboxBeginning
  }

  private let database: Database
  private let clocks: WorkspaceClocks
  private let deadlines: Deadlines
  private let vault: AccountVault
  private let reconciler: Reconciler
  private let intake: EntryIntake
  private let guests: GuestDirectory
  private let pins: AccountImport.Pins
  /// The workspace whose virtual cloud is opened once it runs. Nil if there is none.
  private let scenario: ID<Workspace>?
  private let claims: Claims
  private let logger: Logger
  /// The clouds for all workspaces without a virtual one.
  private let places: [any AccountPlace]
  private let virtual = Mutex<[ID<Workspace>: VirtualCloud]>([:])
  /// The providers of the accounts that are served.
  private let providers = Mutex<[ID<ConnectedAccount>: any Provider]>([:])
  /// The systems that were added to the services.
  private let joined = Mutex<Set<ID<AcsSystem>>>([])
  /// The stored accounts whose work was stopped by a call, and is resumed by another one only.
  private let left = Mutex<Set<ID<ConnectedAccount>>>([])

  /// - Parameters:
  ///   - pins: the IDs that imported parts of virtual sites get.
  ///   - scenario: the workspace whose virtual cloud is opened later. Its accounts belong to no other cloud. Nil for none.
  ///   - claims: what this node works for. Other accounts are served by other nodes.
  package init(
    at places: [any AccountPlace], database: Database, seal: Seal, clocks: WorkspaceClocks, deadlines: Deadlines,
    reconciler: Reconciler, intake: EntryIntake, guests: GuestDirectory, pins: AccountImport.Pins,
    scenario: ID<Workspace>? = nil, claims: Claims = .ofSingleProcess(), logger: Logger
  ) {
    self.scenario = scenario
    self.claims = claims
    self.logger = logger
    self.places = places
    self.database = database
    self.clocks = clocks
    self.deadlines = deadlines
    vault = AccountVault(database: database, seal: seal, clocks: clocks, logger: logger)
    self.reconciler = reconciler
    self.intake = intake
    self.guests = guests
    self.pins = pins
  }

  /// Connects accounts of the workspace at its virtual cloud from now on.
  ///
  /// - Parameter startOver: resets the virtual cloud.
  package func open(
    _ place: any AccountPlace, in workspace: ID<Workspace>,
    startOver: @escaping @Sendable () async throws -> SandboxBeginning
  ) {
    virtual.withLock { $0[workspace] = VirtualCloud(place: place, startOver: startOver) }
  }

  package func startOver(in workspace: ID<Workspace>) async throws -> SandboxBeginning {
    guard let cloud = try cloud(of: workspace) else { return SandboxBeginning(startsAt: nil, account: nil) }
    return try await cloud.startOver()
  }

  /// The virtual cloud of a workspace. Nil if it has none.
  ///
  /// - Throws: if it has not been opened yet.
  private func cloud(of workspace: ID<Workspace>) throws(ProviderFault) -> VirtualCloud? {
    if let cloud = virtual.withLock({ $0[workspace] }) { return cloud }
    if workspace == scenario { throw .later(.unavailable, after: nil) }
    return nil
  }

  private func places(in workspace: ID<Workspace>) -> [any AccountPlace] {
    do { return try cloud(of: workspace).map { [$0.place] } ?? places } catch { return [] }
  }

  private func place(_ provider: String, in workspace: ID<Workspace>) -> (any AccountPlace)? {
    places(in: workspace).first { $0.provider.key == provider }
  }

  private func place(of account: ConnectedAccountRecord) throws(ProviderFault) -> any AccountPlace {
    guard let place = place(account.provider, in: account.workspaceID) else { throw .later(.unavailable, after: nil) }
    return place
  }
}

// MARK: Administrators

extension ProviderAccounts {
  package func providers(in workspace: ID<Workspace>) -> [AccountProvider] { places(in: workspace).map(\.provider) }

  package func signIn(
    to provider: String, in workspace: ID<Workspace>, username: String, password: String
  ) async throws(SignInFault) -> AdministratorAccess {
    guard let administrators = administrators(provider, in: workspace) else { throw .unreachable }
    return try await administrators.signIn(username: username, password: password)
  }

  package func authorizationURL(
    _ request: PendingAuthorization, at provider: String, in workspace: ID<Workspace>
  ) -> String? {
    administrators(provider, in: workspace)?.authorizationURL(request)
  }

  package func signIn(
    to provider: String, in workspace: ID<Workspace>, code: String, _ request: PendingAuthorization
  ) async throws(SignInFault) -> AdministratorAccess {
    guard let administrators = administrators(provider, in: workspace) else { throw .unreachable }
    return try await administrators.signIn(code: code, request)
  }

  package func sites(
    of access: AdministratorAccess, at provider: String, in workspace: ID<Workspace>
  ) async throws(ProviderFault) -> [ObservedSite] {
    guard let administrators = administrators(provider, in: workspace) else { throw .later(.unavailable, after: nil) }
    return try await administrators.sites(access)
  }

  package func admitIntegration(
    to site: ExternalID<ProviderSite>, by access: AdministratorAccess, at provider: String, in workspace: ID<Workspace>
  ) async throws(ProviderFault) {
    guard let administrators = administrators(provider, in: workspace) else { throw .later(.unavailable, after: nil) }
    try await administrators.admitIntegration(to: site, by: access)
  }

  private func administrators(_ provider: String, in workspace: ID<Workspace>) -> (any SiteAdministrators)? {
    let clocks = clocks
    return place(provider, in: workspace)?.administrators { clocks.now(in: workspace) }
  }
}

// MARK: Accounts

extension ProviderAccounts {
  package func sealedCredentials(of account: ConnectedAccountRecord) throws -> [UInt8] {
    try vault.sealed(place(of: account).login, for: account)
  }

  package func refusedCredentials(of account: ConnectedAccountRecord) throws -> [UInt8] {
    try vault.sealed(place(of: account).refusedLogin(emailAddress: account.emailAddress), for: account)
  }

  package func signInAgain(_ account: ID<ConnectedAccount>) async {
    await providers.withLock { $0[account] }?.forgetLogin()
  }

  package func leave(_ account: ID<ConnectedAccount>, _ systems: [ID<AcsSystem>]) {
    if !claims.areOfSingleProcess { left.withLock { _ = $0.insert(account) } }
    stop(systems)
    guests.remove(account)
    providers.withLock { $0[account] = nil }
  }

  /// Stops the work under a claim that another node has now.
  package func rest(_ subject: ClaimSubject) {
    stop(reconciler.systems.filter { subject.covers($0.connectedAccountID, in: $0.workspaceID) }.map(\.id))
  }

  private func stop(_ systems: [ID<AcsSystem>]) {
    reconciler.remove(systems)
    intake.remove(systems)
    joined.withLock { $0.subtract(systems) }
  }

  package func join(_ account: ConnectedAccountRecord) async throws {
    left.withLock { _ = $0.remove(account.id) }
    let provider = try await provider(of: account)
    await signInAgain(account.id)
    let reading = AccountImport(provider: provider, deadlines: deadlines, pins: pins)
    try await reading.run(account, into: database, now: clocks.now(in: account.workspaceID))
    if let subject = try await subject(of: account), claims.hold(on: subject) == nil { await claims.add(subject) }
    try await serve(account, by: provider)
  }

  package func provider(at system: AcsSystemRecord) async -> (any Provider)? {
    if let provider = reconciler.provider(of: system.id) { return provider }
    return claims.areOfSingleProcess ? nil : providers.withLock { $0[system.connectedAccountID] }
  }

  package func goOn(_ account: ConnectedAccountRecord) async throws {
    left.withLock { _ = $0.remove(account.id) }
    try await serve(account, by: try await provider(of: account))
  }

  /// The provider of an account. It is made once, since it holds the account's token.
  private func provider(of account: ConnectedAccountRecord) async throws -> any Provider {
    let place = try place(of: account)
    let clocks = clocks
    let now: @Sendable () -> Instant = { clocks.now(in: account.workspaceID) }
    if let own = place.guests(now: now) { guests.add(own, of: account.id) }
    if let known = providers.withLock({ $0[account.id] }) { return known }
    let made = place.account(try await vault.keys(of: account), now: now)
    return providers.withLock { known in
      let provider = known[account.id] ?? made
      known[account.id] = provider
      return provider
    }
  }

  /// Whether the work for an account is stopped until a call resumes it.
  private func isLeft(_ account: ID<ConnectedAccount>) -> Bool { left.withLock { $0.contains(account) } }

  /// What a node has to claim to work for an account. Nil in a single process.
  private func subject(of account: ConnectedAccountRecord) async throws -> ClaimSubject? {
    if claims.areOfSingleProcess { return nil }
    let workspace = account.workspaceID
    let isInSandbox = try await database.read { try $0.workspace(workspace)?.isSandbox ?? false }
    return .account(account.id, in: workspace, isInSandbox: isInSandbox)
  }

  private func hold(on account: ConnectedAccountRecord) async throws -> Hold? {
    guard let subject = try await subject(of: account) else { return .ofSingleProcess }
    return claims.hold(on: subject)
  }

  /// Starts the work for the account's sites, unless another node does it.
  private func serve(_ account: ConnectedAccountRecord, by provider: any Provider) async throws {
    while let hold = try await hold(on: account) {
      let systems = try await database.read { try $0.acsSystems(of: account.id, in: account.workspaceID) }
      let fresh = joined.withLock { joined in systems.filter { joined.insert($0.id).inserted } }
      reconciler.add(fresh, of: provider, under: hold)
      intake.add(fresh, of: provider, under: hold)
      if !hold.isLost { return }
      // The work for the lost claim may have been stopped before these sites were added.
      stop(fresh.map(\.id))
    }
  }
}

// MARK: Other nodes

extension ProviderAccounts {
  /// The accounts that are accessible here.
  package var known: Set<ID<ConnectedAccount>> { providers.withLock { Set($0.keys) } }

  /// Makes an account accessible, also if another node works for it: some calls do not wait for that node, such as the
  /// movement of a lock. If this node has its claim, it works for the sites that another node has connected.
  package func follow(_ account: ConnectedAccountRecord) async throws {
    if isLeft(account.id) { return }
    let provider = try await provider(of: account)
    let workspace = account.workspaceID
    let subjects = [true, false].map { ClaimSubject.account(account.id, in: workspace, isInSandbox: $0) }
    if subjects.contains(where: { claims.hold(on: $0) != nil }) { try await serve(account, by: provider) }
    // The work may have been stopped meanwhile.
    if isLeft(account.id) { leave(account.id, systems(of: account.id)) }
  }

  /// Works for all accounts of a sandbox whose claim this node has. Right after the claim was gained, their sites may not
  /// have joined yet. An account that cannot be followed, for example since its login cannot be decrypted, does not block the
  /// others.
  ///
  /// - Throws: if the sandbox's virtual cloud has not been opened yet, or ``DatabaseError`` at an outage of the database.
  package func followAll(in workspace: ID<Workspace>) async throws {
    _ = try cloud(of: workspace)
    for account in try await database.read({ try $0.allConnectedAccounts(in: workspace) })
    where place(account.provider, in: workspace) != nil {
      do { try await follow(account) } catch let error as DatabaseError where error.isOutage { throw error } catch {
        logger.warning(
          "An account of a sandbox is not accessible",
          metadata: ["connected_account_id": "\(account.id)", "error": "\(error)"])
      }
    }
  }

  /// Stops the work for accounts that another node has deleted.
  ///
  /// - Parameters:
  ///   - known: the accounts that were accessible before the stored ones were read.
  ///   - stored: the accounts that are stored.
  package func forget(_ known: Set<ID<ConnectedAccount>>, except stored: Set<ID<ConnectedAccount>>) {
    for account in known.subtracting(stored) { leave(account, systems(of: account)) }
    left.withLock { $0.formIntersection(stored) }
  }

  private func systems(of account: ID<ConnectedAccount>) -> [ID<AcsSystem>] {
    reconciler.systems.filter { $0.connectedAccountID == account }.map(\.id)
  }
}
