import API
import Engine
import Operations
import ServiceLifecycle
import Store

/// What makes this server one of several that share a database.
struct NodeParts {
  let claims: Claims
  let membership: NodeMembership
  let bell: NodeBell

  /// Nil if the database runs in this process, so that no other server can share it.
  init?(on premises: Premises, _ settings: ServeSettings) {
    guard premises.database.isShared else { return nil }
    let lease = NodeLease()
    let store = NodeStore(premises.database, clock: premises.clocks.system)
    claims = Claims(in: store, under: lease)
    membership = NodeMembership(
      store: store, claims: claims, lease: lease, identifiers: premises.surroundings.identifiers,
      address: settings.publicURL ?? "\(settings.host):\(settings.port)", version: programVersion,
      logger: settings.logger)
    bell = NodeBell(database: premises.database)
  }

  /// The services that end before this server gives back its claims.
  func services(of machinery: Machinery, on premises: Premises, _ settings: ServeSettings) -> [any Service] {
    [
      SyncRequests(
        database: premises.database, clocks: premises.clocks, reconciler: machinery.reconciler, logger: settings.logger),
      ClockRequests(
        database: premises.database, clocks: premises.clocks, player: machinery.player, logger: settings.logger
      ) { [platform = machinery.platform] in try await platform.perform($0, under: $1) },
    ]
  }
}
