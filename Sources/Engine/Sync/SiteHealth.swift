import API
import Core
import Logging
import Store
import Synchronization
import Wire

/// Stores the problems of a site and its connection, and reports each change by events and in the log.
final class SiteHealth: Sendable {
  private let system: AcsSystemRecord
  private let database: Database
  private let clocks: WorkspaceClocks
  private let logger: Logger
  /// The last stored state, so that not every successful call writes. A fault is compared with the
  /// database each time, since a new login clears it there.
  private let accountFault: Mutex<AccountFault.Kind?>
  private let siteFault: Mutex<SiteFault.Kind?>
  private let dueCalls: Mutex<DueCalls>
  private let deadlines: Deadlines

  init(
    _ system: AcsSystemRecord, database: Database, clocks: WorkspaceClocks,
    deadlines: Deadlines, logger: Logger
  ) {
    dueCalls = Mutex(DueCalls(patience: deadlines.trouble))
    self.deadlines = deadlines
    self.system = system
    self.logger = logger
    self.database = database
    self.clocks = clocks
    accountFault = Mutex(system.fault?.kind)
    siteFault = Mutex(system.siteFault?.kind)
  }

  /// Notes that a call is about to be made.
  ///
  /// - Parameter subject: the subject of the call. Nil if the call is about the site itself.
  func begin(_ kind: CallKind, for subject: Subject? = nil) {
    let now = clocks.system.now()
    dueCalls.withLock { $0.begin(kind, for: subject, at: now) }
  }

  /// The calls that have been failing for too long.
  var failure: CallFailure? {
    let now = clocks.system.now()
    return dueCalls.withLock { $0.failure(at: now) }
  }

  private func succeed(_ kind: CallKind) { dueCalls.withLock { $0.succeed(kind) } }

  /// Records the outcome of a call of a kind.
  func note(_ outcome: Outcome, of kind: CallKind) async {
    switch outcome {
    case .done, .refused, .later(.notSettled, _): succeed(kind)
    case .later, .unknown: break
    }
    await note(outcome)
  }

  /// Records which calls are still due for a subject.
  ///
  /// - Parameter kinds: nil for unchanged.
  func note(_ kinds: Set<CallKind>?, for subject: Subject) {
    guard let kinds else { return }
    dueCalls.withLock { $0.keep(kinds, of: subject) }
  }

  /// Records the state of the connection to the provider, by a call's outcome.
  private func note(_ outcome: Outcome) async {
    switch outcome {
    case .done, .refused, .later(.notSettled, _), .later(.throttled, _): await noteAccount(nil)
    case .later(.unauthorized, _): await noteAccount(.disconnected)
    case .later(.unavailable, _), .unknown: await noteAccount(.unavailable)
    }
  }

  /// Records why a sync failed.
  func note(
    _ fault: ProviderFault, of kind: CallKind, _ provider: any Provider, at site: ExternalID<ProviderSite>
  ) async {
    // A canceled sync, as at shutdown, says nothing about the provider.
    if Task.isCancelled { return }
    switch fault {
    case .later(let reason, let delay): await note(.later(reason, after: delay))
    case .refused(let refusal) where refusal.reason == .siteNotReleased:
      succeed(kind)
      await noteSite(.notReleased)
    case .refused:
      succeed(kind)
      await noteAccount(nil)
      do throws(ProviderFault) {
        let standing = try await reading(until: Deadline(in: deadlines.change)) { () throws(ProviderFault) in
          try await provider.standing(at: site)
        }
        await noteSite(standing.fault)
      } catch {
        // The next sync gets the same error again.
      }
    }
  }

  /// Records the state of the site.
  func note(_ site: ObservedSite, by kind: CallKind) async {
    succeed(kind)
    await noteAccount(nil)
    await noteSite(!site.isReleased ? .notReleased : !site.isSubscriptionValid ? .lapsed : nil)
  }

  private func noteAccount(_ fault: AccountFault.Kind?) async {
    guard isNews(fault, accountFault) else { return }
    let system = system
    await write { transaction in
      let account = system.connectedAccountID
      let before = try transaction.saveFault(fault, of: account)
      transaction.afterCommit { [self] in
        accountFault.withLock { $0 = fault }
        if before != fault { tell(fault.map(\.rawValue), of: "An account", isDown: true) }
      }
      guard before != fault, before == .disconnected || fault == .disconnected else { return }
      try transaction.append(
        fault == .disconnected ? .connectedAccountDisconnected : .connectedAccountConnected, ofAccount: account)
    }
  }

  /// Writes a state. If that fails, the next call writes it again.
  private func write(_ body: @escaping @Sendable (Transaction) throws -> Void) async {
    let (workspace, clocks) = (system.workspaceID, clocks)
    do {
      try await database.write(in: workspace, at: clocks.now(in: workspace), by: .rule(.siteReading), body)
    } catch {
      logger.error(
        "The health of a site could not be stored; retrying with the next call",
        metadata: ["acs_system_id": "\(system.id)", "error": "\(error)"])
    }
  }

  /// Whether a fault or its end must be written.
  private func isNews<Kind: Sendable>(_ fault: Kind?, _ known: borrowing Mutex<Kind?>) -> Bool {
    known.withLock { known in
      defer { known = fault ?? known }
      return known != nil || fault != nil
    }
  }

  /// Logs the health of an account or a site.
  private func tell(_ fault: String?, of what: String, isDown: Bool) {
    var metadata: Logger.Metadata = [
      "workspace_id": "\(system.workspaceID)", "connected_account_id": "\(system.connectedAccountID)",
      "acs_system_id": "\(system.id)",
    ]
    guard let fault else { return logger.notice("\(what) has recovered", metadata: metadata) }
    metadata["fault"] = "\(fault)"
    logger.warning("\(what) \(isDown ? "is down" : "has a problem")", metadata: metadata)
  }

  private func noteSite(_ fault: SiteFault.Kind?) async {
    guard isNews(fault, siteFault) else { return }
    let system = system
    await write { transaction in
      let before = try transaction.saveSiteFault(fault, of: system.id)
      transaction.afterCommit { [self] in
        siteFault.withLock { $0 = fault }
        if before != fault { tell(fault?.rawValue, of: "A site", isDown: fault?.isDisconnection ?? false) }
      }
      guard before != fault else { return }
      if fault == nil { try transaction.tryAgain(at: system.id) }
      let (wasLost, isLost) = (before?.isDisconnection ?? false, fault?.isDisconnection ?? false)
      guard wasLost != isLost else { return }
      try transaction.append(
        isLost ? .acsSystemDisconnected : .acsSystemConnected, ofSystem: system.id)
    }
  }
}

extension Transaction {
  /// Appends the event of an account's connection, with its current problems.
  func append(
    _ type: EventType, ofAccount id: ID<ConnectedAccount>
  ) throws {
    guard let account = try connectedAccount(id, in: workspaceID) else { return }
    try append(type, about: .of(account)) { event in
      guard type == .connectedAccountDisconnected else { return }
      let shown = account.resource(try acsSystems(of: id, in: workspaceID), brand)
      event.issues.connectedAccountErrors = shown.errors
      event.issues.connectedAccountWarnings = shown.warnings
    }
  }

  /// Appends the event of a system's connection, with its current problems.
  func append(
    _ type: EventType, ofSystem id: ID<AcsSystem>
  ) throws {
    guard let system = try acsSystem(id, in: workspaceID),
      let account = try connectedAccount(system.connectedAccountID, in: workspaceID)
    else { return }
    try append(type, about: .of(system)) { event in
      guard type == .acsSystemDisconnected else { return }
      let shown = system.resource(credentialManager: nil, userCount: 0, groupCount: 0, brand)
      let owner = account.resource(try acsSystems(of: account.id, in: workspaceID), brand)
      event.issues.acsSystemErrors = shown.errors
      event.issues.acsSystemWarnings = shown.warnings
      event.issues.connectedAccountErrors = owner.errors
      event.issues.connectedAccountWarnings = owner.warnings
    }
  }
}
