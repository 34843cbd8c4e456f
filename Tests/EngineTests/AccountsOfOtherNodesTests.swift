import API
import Core
import Logging
import Synchronization
import TestKit
import Testing
import Wire

@testable import Engine
@testable import Store

/// The cloud of a quiet site, where nobody signs in.
private struct QuietCloud: AccountPlace, SiteAdministrators {
  let site = QuietSite(doors: 1)
  let provider = AccountProvider(key: "acme", name: "Acme")
  let login: [UInt8] = [1]

  func refusedLogin(emailAddress: String) -> [UInt8] { [] }
  func account(_ keys: AccountKeys, now: @escaping @Sendable () -> Instant) -> any Provider { site }
  func guests(now: @escaping @Sendable () -> Instant) -> (any GuestAccounts)? { nil }
  func administrators(now: @escaping @Sendable () -> Instant) -> any SiteAdministrators { self }

  func signIn(username: String, password: String) async throws(SignInFault) -> AdministratorAccess {
    throw .unreachable
  }
  func authorizationURL(_ request: PendingAuthorization) -> String? { nil }
  func signIn(code: String, _ request: PendingAuthorization) async throws(SignInFault) -> AdministratorAccess {
    throw .unreachable
  }
  func sites(_ access: AdministratorAccess) async throws(ProviderFault) -> [ObservedSite] { [] }
  func admitIntegration(
    to site: ExternalID<ProviderSite>, by access: AdministratorAccess
  ) async throws(ProviderFault) {}
}

/// A node with what it works for.
private struct Node {
  let claims: Claims
  let reconciler: Reconciler
  let accounts: ProviderAccounts

  init(_ database: Database, _ seal: Seal, scenario: ID<Workspace>? = nil) {
    let clocks = WorkspaceClocks(system: ManualClock().system)
    clocks.add(.example())
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let moment = ContinuousClock.now
    let lease = NodeLease(now: { moment })
    lease.extend(from: moment)
    claims = Claims(in: NodeStore(database, clock: clocks.system), under: lease)
    reconciler = Reconciler(
      database: database, clocks: clocks, secrets: Secrets(seal: seal) { 128 }, deadlines: Deadlines(), logger: logger)
    accounts = ProviderAccounts(
      at: [QuietCloud()], database: database, seal: seal, clocks: clocks, deadlines: Deadlines(),
      reconciler: reconciler,
      intake: EntryIntake(database: database, clocks: clocks, deadlines: Deadlines(), logger: logger),
      guests: GuestDirectory(), pins: [:], scenario: scenario, claims: claims, logger: logger)
  }

  /// The systems that it works for.
  var systems: [ID<AcsSystem>] { reconciler.systems.map(\.id) }
}

@Suite("A node that works for a sandbox")
struct AccountsOfOtherNodesTests {
  private let database: Database
  private let seal: Seal
  private let owner: Node
  private let other: Node
  private let account = ConnectedAccountRecord.example()

  init() async throws {
    let seal = try Seal(key: Array(repeating: 7, count: Seal.keyLength))
    let (database, account) = (try freshDatabase(), ConnectedAccountRecord.example())
    self.database = database
    self.seal = seal
    owner = Node(database, seal)
    other = Node(database, seal)
    owner.claims.replace(with: [Claim(on: .sandbox(house), of: "owner", number: 1)])
    let credentials = try seal.sealed([1], place: account.credentialsPlace)
    try await database.write { transaction in
      try transaction.save(WorkspaceRecord.example())
      try transaction.insert(account, isVirtual: true, sealedCredentials: credentials)
    }
  }

  @Test("works for an account that another node connects")
  func connected() async throws {
    let count = Mutex(0)
    database.bell.listen(to: .accounts) { _ in count.withLock { $0 += 1 } }
    try await other.accounts.join(account)
    #expect(count.withLock { $0 } == 1)
    #expect(other.systems.isEmpty)
    try await owner.accounts.follow(account)
    #expect(owner.systems.count == 1)
    try await other.accounts.follow(account)
    #expect(other.systems.isEmpty && other.accounts.known == [account.id])
  }

  @Test("works for all accounts of a sandbox that it has just taken over")
  func takenOver() async throws {
    try await other.accounts.join(account)
    try await other.accounts.followAll(in: house)
    #expect(other.systems.isEmpty)
    try await owner.accounts.followAll(in: house)
    #expect(owner.systems.count == 1)
  }

  @Test("works for the other accounts of a sandbox if the login of one cannot be decrypted")
  func undecryptable() async throws {
    try await other.accounts.join(account)
    // It is followed first.
    let broken = ConnectedAccountRecord(
      id: "broken", workspaceID: house, sequence: 0, createdAt: .start, emailAddress: "b@example.com", fault: nil,
      provider: "acme")
    try await database.write { try $0.insert(broken, isVirtual: true, sealedCredentials: [1]) }
    await #expect(throws: SealedLoginError.self) { try await owner.accounts.follow(broken) }
    try await owner.accounts.followAll(in: house)
    #expect(owner.systems.count == 1 && owner.accounts.known == [account.id])
  }

  @Test("sets no clock of a sandbox whose virtual cloud is not there yet")
  func notOpen() async throws {
    let starting = Node(database, seal, scenario: house)
    await #expect(throws: ProviderFault.later(.unavailable, after: nil)) {
      try await starting.accounts.followAll(in: house)
    }
    starting.accounts.open(QuietCloud(), in: house) { SandboxBeginning(startsAt: nil, account: nil) }
    try await starting.accounts.followAll(in: house)
  }

  @Test("stops the work for an account that another node deletes")
  func deleted() async throws {
    try await owner.accounts.join(account)
    #expect(owner.systems.count == 1)
    let count = Mutex(0)
    database.bell.listen(to: .accounts) { _ in count.withLock { $0 += 1 } }
    let account = account
    try await database.write { try $0.delete(account) }
    #expect(count.withLock { $0 } == 1)
    owner.accounts.forget(owner.accounts.known, except: [])
    #expect(owner.systems.isEmpty && owner.accounts.known.isEmpty)
  }

  @Test("reaches an account of a scenario at its virtual cloud only, even before that is opened")
  func scenario() async throws {
    let node = Node(database, seal, scenario: house)
    await #expect(throws: ProviderFault.later(.unavailable, after: nil)) { try await node.accounts.follow(account) }
    await #expect(throws: ProviderFault.later(.unavailable, after: nil)) {
      try await node.accounts.startOver(in: house)
    }
    #expect(node.accounts.known.isEmpty && node.accounts.providers(in: house).isEmpty)
    node.accounts.open(QuietCloud(), in: house) { SandboxBeginning(startsAt: nil, account: nil) }
    try await node.accounts.follow(account)
    #expect(node.accounts.known == [account.id])
  }

  @Test("leaves a reset to the node that takes the sandbox over before its end")
  func resetTakenOver() async throws {
    let clocks = WorkspaceClocks(system: ManualClock().system)
    clocks.add(.example())
    let store = NodeStore(database, clock: clocks.system)
    let attempt = ActionAttemptRecord(
      id: "attempt", workspaceID: house, sequence: 1, action: .resetSandbox, createdAt: .start)
    try await database.write { try $0.insert(attempt) }
    try await store.add(.sandbox(house))
    for node: ID<NodeRecord> in ["owner", "other"] {
      try await store.join(NodeRecord(id: node, address: "here", version: "1"), for: .seconds(60))
    }
    let taken = try #require(try await store.takeUp(by: "owner"))
    owner.claims.replace(with: taken)
    owner.accounts.open(QuietCloud(), in: house) {
      // The owner does not know yet that it has lost the claim.
      try await store.giveBack(taken)
      _ = try await store.takeUp(by: "other")
      return SandboxBeginning(startsAt: nil, account: nil)
    }
    func reset(by node: Node) async throws -> ActionAttemptRecord.State? {
      let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
      let hold = try #require(node.claims.hold(on: .sandbox(house)))
      await SandboxReset(database: database, clocks: clocks, gateway: node.accounts, logger: logger)
        .make(attempt, askedFor: .start, under: hold)
      return try await database.read { try $0.actionAttempt("attempt", in: house)?.state }
    }
    #expect(try await reset(by: owner) == .pending)
    #expect(try await database.read { try $0.allConnectedAccounts(in: house) }.count == 1)
    let takenOver = try await store.claims(of: "other")
    other.claims.replace(with: takenOver)
    #expect(try await reset(by: other) == .success)
    #expect(try await database.read { try $0.allConnectedAccounts(in: house) }.isEmpty)
  }

  @Test("resumes no account by itself that a reset has left")
  func left() async throws {
    try await owner.accounts.join(account)
    owner.accounts.leave(account.id, owner.systems)
    try await owner.accounts.follow(account)
    #expect(owner.systems.isEmpty)
    try await owner.accounts.goOn(account)
    #expect(owner.systems.count == 1)
  }
}
