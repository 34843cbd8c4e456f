import API
import Engine
import Glibc
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
    // All servers have the same public URL, and each may listen on all addresses of its machine.
    membership = NodeMembership(
      store: store, claims: claims, lease: lease, identifiers: premises.surroundings.identifiers,
      address: "\(machineName()):\(settings.port)", version: programVersion,
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
      ) { [accounts = machinery.accounts, platform = machinery.platform] request, hold in
        try await accounts.followAll(in: request.workspaceID)
        return try await platform.perform(request, under: hold)
      },
    ]
  }
}

/// The name of this machine, without asking the network.
private func machineName() -> String {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { name in
    name.initialize(repeating: 0)
    // The last byte stays, since a longer name may be cut off without an end.
    guard let start = name.baseAddress, gethostname(start, name.count - 1) == 0 else { return "localhost" }
    return String(cString: start)
  }
}
