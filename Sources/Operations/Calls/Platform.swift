import API
package import Core
package import Engine
package import Logging
package import OpenID
package import Store
import Wire

/// The environment of handlers: the database, the clocks and the services to wake.
package struct Platform: Sendable {
  package let database: Database
  package let clocks: WorkspaceClocks
  package let reconciler: Reconciler
  let player: ClockPlayer
  let identifiers: Identifiers
  let deadlines: Deadlines
  let logger: Logger
  let secrets: Secrets
  let guests: GuestDirectory
  let gateway: any AccountGateway
  package let address: ServerAddress
  let deliverer: WebhookDeliverer
  let doors: RemoteDoors
  let readers: CardReaders
  let sandboxReset: SandboxReset
  let virtualClouds: VirtualClouds
  let renewals = GuestRenewals()
  package let knownKeys = KnownKeys()
  package let lastUses: LastUses
  package let failedProofs: FailedProofs
  package let activityFeeds: ActivityFeeds
  let operatorSessionLife: OperatorSessionLife
  /// The provider of company accounts. Nil for none.
  let company: OpenIDProvider?

  package init(
    database: Database, clocks: WorkspaceClocks, reconciler: Reconciler, player: ClockPlayer, identifiers: Identifiers,
    deadlines: Deadlines, secrets: Secrets, guests: GuestDirectory, gateway: any AccountGateway,
    deliverer: WebhookDeliverer, doors: RemoteDoors, readers: CardReaders, sandboxReset: SandboxReset,
    virtualClouds: VirtualClouds, address: ServerAddress, logger: Logger,
    operatorSessionLife: OperatorSessionLife, company: OpenIDProvider? = nil
  ) {
    self.company = company
    self.operatorSessionLife = operatorSessionLife
    self.deadlines = deadlines
    self.logger = logger
    self.sandboxReset = sandboxReset
    self.virtualClouds = virtualClouds
    self.deliverer = deliverer
    self.doors = doors
    self.readers = readers
    self.address = address
    self.database = database
    self.clocks = clocks
    self.reconciler = reconciler
    self.player = player
    self.identifiers = identifiers
    self.secrets = secrets
    self.guests = guests
    self.gateway = gateway
    lastUses = LastUses(database: database, clock: clocks.system)
    failedProofs = FailedProofs(clock: clocks.system)
    activityFeeds = ActivityFeeds(database: database)
    database.bell.listen(to: .callers) { [knownKeys] _ in knownKeys.forget() }
  }

  /// The brand of the locks.
  package var brand: Brand { database.brand }

  /// Reads for a caller. The time is taken when the read begins: changes that were made while it waited are not later.
  func read<T: Sendable>(
    _ caller: Caller, _ body: @escaping @Sendable (Connection, Instant) throws -> T
  ) async throws -> T {
    let (clocks, workspace) = (clocks, caller.workspaceID)
    return try await database.read { try body($0, clocks.now(in: workspace)) }
  }

  /// Changes the wanted state for a caller and stores the operation's response, in one transaction.
  func write<Answer: Sendable>(
    _ caller: Caller, keeping answer: KeptAnswer<Answer>, _ body: @escaping @Sendable (inout Change) throws -> Answer
  ) async throws -> Answer {
    try await write(caller, keeping: answer, as: { $0 }, body)
  }

  /// Changes the wanted state for a caller and stores the operation's response, in one transaction.
  ///
  /// - Parameter render: creates the response from the result.
  func write<T: Sendable, Answer>(
    _ caller: Caller, keeping answer: KeptAnswer<Answer>, as render: @escaping @Sendable (T) throws -> Answer,
    _ body: @escaping @Sendable (inout Change) throws -> T
  ) async throws -> T {
    try await write(repeatable: caller) { change in
      let result = try body(&change)
      try answer.keep(change.transaction) { try render(result) }
      return result
    }
  }

  /// Changes the wanted state for a caller in one transaction. The response is stored later. After a crash in
  /// between, a retry repeats the change, so it must be safe to repeat.
  func write<T: Sendable>(
    repeatable caller: Caller, _ body: @escaping @Sendable (inout Change) throws -> T
  ) async throws -> T {
    try await write(in: caller.workspaceID, by: caller.author, asking: caller.call) { change in
      try caller.checkSeen(change.transaction)
      change.session = try caller.session.map { try change.transaction.usable($0, at: change.now) }
      return try body(&change)
    }
  }

  /// Records a call in the audit whose change is made elsewhere.
  func noteCall(_ caller: Caller) async throws {
    try await write(repeatable: caller) { $0.transaction.noteCall() }
  }

  /// Changes who may call, and stores the operation's response, in one transaction. Its time is that of the system
  /// clock, since keys and operators do not live by the clock of a sandbox.
  func writeCallers<Answer: Sendable>(
    _ caller: Caller, keeping answer: KeptAnswer<Answer>, _ body: @escaping @Sendable (Transaction) throws -> Answer
  ) async throws -> Answer {
    try await database.write(
      in: caller.workspaceID, at: clocks.system.now(), by: caller.author, asking: caller.call
    ) { transaction in
      try caller.checkSeen(transaction)
      let result = try body(transaction)
      try answer.keep(transaction) { result }
      return result
    }
  }

  /// Changes the wanted state of a workspace in one transaction.
  ///
  /// - Parameter call: the call that the change is a part of, for the audit.
  func write<T: Sendable>(
    in workspace: ID<Workspace>, by author: Author, asking call: AuditedCall?,
    _ body: @escaping @Sendable (inout Change) throws -> T
  ) async throws -> T {
    let (clocks, secrets, endpoint) = (clocks, secrets, address.known)
    return try await database.write(
      in: workspace, at: clocks.now(in: workspace), by: author, asking: call
    ) { transaction in
      var change = Change(transaction: transaction, secrets: secrets, endpoint: endpoint)
      let result = try body(&change)
      for (system, isUrgent) in change.touched { transaction.ring(isUrgent ? .urgentWork(system) : .work(system)) }
      return result
    }
  }

  /// A change in progress: the transaction, the caller's workspace and its current time.
  struct Change {
    let transaction: Transaction
    let secrets: Secrets
    /// The server's public URL, for links. Nil if it is not set.
    let endpoint: String?
    /// The caller's session as it is now. Nil if the caller has none.
    fileprivate(set) var session: ClientSessionRecord?
    /// The systems whose users became due, and whether they have revocations.
    private(set) var touched: [ID<AcsSystem>: Bool] = [:]

    init(transaction: Transaction, secrets: Secrets, endpoint: String?) {
      self.transaction = transaction
      self.secrets = secrets
      self.endpoint = endpoint
    }

    var workspaceID: ID<Workspace> { transaction.workspaceID }
    var now: Instant { transaction.now }
    var identifiers: Identifiers { transaction.identifiers }
    var brand: Brand { transaction.brand }

    /// Marks a user as due now. A credential manager's users exist only here and are never due.
    ///
    /// - Parameter known: the user's system, if it has already been read.
    mutating func touch(_ user: AcsUserRecord, at known: AcsSystemRecord? = nil) throws {
      guard try !(known ?? system(of: user)).isCredentialManager else { return }
      // A user that was never seen at the provider has nothing to revoke.
      let isShown = user.observed != nil || user.succession != nil
      let isUrgent = try isShown && user.isBeingRevoked(transaction.memberships(of: user))
      try transaction.setDue(user.id, at: user.acsSystemID, now, isUrgent: isUrgent ? true : nil)
      touched[user.acsSystemID, default: false] = isUrgent || touched[user.acsSystemID] == true
    }

    /// Wakes the system's reconciler.
    ///
    /// - Parameter isUrgent: whether there may be a revocation.
    mutating func wake(_ system: ID<AcsSystem>, isUrgent: Bool = false) {
      touched[system, default: false] = isUrgent || touched[system] == true
    }

    func system(of user: AcsUserRecord) throws -> AcsSystemRecord { try system(user.acsSystemID) }

    func system(_ id: ID<AcsSystem>) throws -> AcsSystemRecord {
      guard let system = try transaction.acsSystem(id, in: workspaceID) else {
        throw APIError.notFound(.acsSystem, id.text)
      }
      return system
    }

    func identity(_ id: ID<UserIdentity>) throws -> UserIdentityRecord {
      guard let identity = try transaction.userIdentity(id, in: workspaceID) else {
        throw APIError.notFound(.userIdentity, id.text)
      }
      return identity
    }

    func group(_ id: ID<AcsAccessGroup>) throws -> AcsAccessGroupRecord {
      guard let group = try transaction.acsAccessGroup(id, in: workspaceID) else {
        throw APIError.notFound(.acsAccessGroup, id.text)
      }
      return group
    }

    /// The ACS user, unless it is being deleted.
    func user(_ id: ID<AcsUser>) throws -> AcsUserRecord {
      guard let user = try transaction.acsUser(id, in: workspaceID), !user.wanted.isDeleted else {
        throw APIError.notFound(.acsUser, id.text)
      }
      return user
    }

    func user(_ selector: AcsUserSelector) throws -> AcsUserRecord {
      if let id = selector.acsUserID { return try user(id) }
      guard let identity = selector.userIdentityID, let system = selector.acsSystemID,
        let user = try transaction.acsUser(
          of: transaction.current(identity, in: workspaceID), at: system, in: workspaceID)
      else { throw APIError.notFound(.acsUser) }
      return user
    }
  }
}
