package import Core
package import Logging
import ServiceLifecycle
package import Store
import Wire

/// Keeps this node alive among the others, and shares the work with them: a service that renews the node's row each
/// second.
///
/// It stops after everything that works under its claims.
package actor NodeMembership: Service {
  private static let interval = Duration.seconds(1)
  private static let tickInterval = Duration.milliseconds(250)
  /// The renewals in a row before the node takes anything up. If the database was away, all nodes seem dead at first.
  private static let trustedStreak = 3
  /// Every so many renewals, the node looks for new and ended subjects.
  private static let subjectsEvery = 10
  /// How long the row of a dead node stays.
  private static let memory = Duration.seconds(3600)

  private let store: NodeStore
  private let claims: Claims
  private let lease: NodeLease
  private let identifiers: Identifiers
  private let address: String
  private let version: String
  private let logger: Logger
  /// Nil until the node has joined.
  private var own: ID<NodeRecord>?
  private var last: NodePulse?
  private var streak = 0
  private var count = 0
  private var isLeaving = false
  /// Gives back what exceeds the node's share. Work that ends slowly must not delay a renewal.
  private var giving: Task<Void, Never>?

  /// - Parameters:
  ///   - claims: the claims of this node.
  ///   - address: the address by which operators know this node.
  ///   - version: the version of the program.
  package init(
    store: NodeStore, claims: Claims, lease: NodeLease, identifiers: Identifiers, address: String, version: String,
    logger: Logger
  ) {
    self.store = store
    self.claims = claims
    self.lease = lease
    self.identifiers = identifiers
    self.address = address
    self.version = version
    self.logger = logger
  }

  /// Joins the other nodes before the first request comes. If that fails, it is tried again each second.
  package func join() async {
    lease.tick()
    await beat()
  }

  package func run() async throws {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.claims.run() }
      group.addTask { await self.tickFromTimeToTime() }
      group.addTask { await self.beatFromTimeToTime() }
      try? await gracefulShutdown()
      await leave()
      group.cancelAll()
    }
  }

  /// Renews the row and the claims until canceled.
  private func beatFromTimeToTime() async {
    while !Task.isCancelled {
      await beat()
      await claims.wakes.wait(upTo: Self.interval)
    }
  }

  /// Drops the claims at their end even if the database does not answer.
  private nonisolated func tickFromTimeToTime() async {
    while !Task.isCancelled {
      lease.tick()
      if lease.isOver, !claims.held.isEmpty {
        logger.warning("This node could not renew its claims in time, and stops working for them")
        claims.replace(with: [])
      }
      try? await Task.sleep(for: Self.tickInterval)
    }
  }

  /// Renews the row, and takes up or gives back claims.
  func beat() async {
    let begun = lease.begin()
    do {
      guard let (node, pulse) = try await renewed() else { return }
      lease.extend(from: begun)
      look(at: pulse)
      streak += 1
      guard streak >= Self.trustedStreak else { return }
      let looksForSubjects = count % Self.subjectsEvery == 0
      if looksForSubjects {
        try await endIfTooOld()
        try await followSubjects(as: node)
      }
      count += 1
      try await share(as: node, pulse, surely: looksForSubjects)
    } catch {
      streak = 0
      logger.error("This node could not renew its claims", metadata: ["error": "\(error)"])
    }
  }

  /// Notifies the listeners of what they may have missed.
  private func look(at pulse: NodePulse) {
    let (bell, before) = (store.bell, last)
    last = pulse
    // A node that has died may not have told the others its last changes.
    let isOneGone = before.map { !Set($0.nodes.map(\.id)).isSubset(of: pulse.nodes.map(\.id)) } ?? false
    if isOneGone || !bell.ringsForAll { return bell.notify(of: .everything) }
    if pulse.syncRequestCount > 0 { bell.notify(of: .syncRequests) }
    if pulse.openClockCount > 0 || pulse.clockMoves != before?.clockMoves { bell.notify(of: .clocks) }
  }

  /// Ends the process if a newer node has migrated the database so that this program can no longer use it. Where it is
  /// started again, it says so and ends.
  private func endIfTooOld() async throws {
    if try await store.supportsData() { return }
    logger.critical("A newer version has changed the database so that this one cannot use it")
    lease.giveUp()
  }

  /// Whether the stored claims are those that the node works for. Those that it is giving back are still stored as its
  /// own.
  private var isSettled: Bool { giving == nil && !isLeaving }

  /// Follows new and ended subjects. One node does so for all.
  private func followSubjects(as node: ID<NodeRecord>) async throws {
    if count == 0 || claims.hold(on: .retention) != nil {
      try await store.followSubjects()
      try await store.removeDead(for: Self.memory)
    }
    // The subjects of some claims may be gone.
    guard isSettled else { return }
    let all = try await store.claims(of: node)
    if isSettled { claims.replace(with: all) }
  }

  /// Renews the row. A dead node joins again with another ID.
  ///
  /// - Returns: nil if the node is stopping.
  private func renewed() async throws -> (ID<NodeRecord>, NodePulse)? {
    if let own, let pulse = try await store.renew(own, for: NodeLease.life) { return (own, pulse) }
    // A node that leaves has removed its row itself.
    if isLeaving { return nil }
    if own != nil { logger.warning("Other nodes have taken over the work of this one") }
    own = nil
    streak = 0
    claims.replace(with: [])
    let node = NodeRecord(id: identifiers.next(), address: address, version: version)
    let pulse = try await store.join(node, for: NodeLease.life)
    own = node.id
    return (node.id, pulse)
  }

  /// Takes up the fair share of the node, or gives back what exceeds it.
  ///
  /// - Parameter surely: whether there may be claims that the pulse has not seen.
  private func share(as node: ID<NodeRecord>, _ pulse: NodePulse, surely: Bool) async throws {
    guard isSettled else { return }
    if surely || pulse.hasFreeClaims && pulse.room > 0, let all = try await store.takeUp(by: node) {
      if isSettled { claims.replace(with: all) }
      return
    }
    // After a pause without renewals, the rows may still be there.
    if claims.held.isEmpty, pulse.ownCount > 0 {
      let all = try await store.claims(of: node)
      if isSettled { claims.replace(with: all) }
    }
    let surplus = -pulse.room
    guard surplus > 0, isSettled else { return }
    giving = Task {
      await giveBack(surplus)
      giving = nil
    }
  }

  private func giveBack(_ count: Int) async {
    let subjects = claims.held.sorted { ($0.workspaceID.text, $0.id) > ($1.workspaceID.text, $1.id) }
    let dropped = await claims.drop(Array(subjects.prefix(count)))
    do { try await store.giveBack(dropped) } catch {
      logger.warning("Claims could not be given back to other nodes", metadata: ["error": "\(error)"])
      // They are still of this node, which goes on with them.
      claims.replace(with: [])
    }
  }

  /// Gives everything back, so that the others are at work within a second.
  func leave() async {
    isLeaving = true
    await giving?.value
    guard let node = own else { return }
    do {
      try await store.noteLeaving(node)
      _ = await claims.drop(claims.held)
      try await store.remove(node)
    } catch {
      logger.warning(
        "This node could not give its claims back; others take them over in seconds", metadata: ["error": "\(error)"])
    }
  }
}
