import API
import Core
import Wire

/// Users whom a site refused for an e-mail address that somebody else there had.
extension Connection {
  /// Has those tried again who were refused for an address.
  public func tryAddressAgain(
    _ address: String, at system: ID<AcsSystem>, in workspace: ID<Workspace>, now: Instant
  ) throws {
    for user in try refusedForAddress(at: system, in: workspace)
    where isSameAddress(user.providerAddress, address) { try tryAddressAgain(user, now: now) }
  }

  /// Has those tried again whose address nobody at the site has.
  ///
  /// - Parameter taken: the addresses of everybody there, in lower case.
  public func tryFreeAddressesAgain(
    taken: Set<String>, at system: ID<AcsSystem>, in workspace: ID<Workspace>, now: Instant
  ) throws {
    for user in try refusedForAddress(at: system, in: workspace) {
      guard let address = user.providerAddress, !taken.contains(address.lowercased()) else { continue }
      try tryAddressAgain(user, now: now)
    }
  }

  private func refusedForAddress(at system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> [AcsUserRecord] {
    try all(
      """
      SELECT \(acsUserColumns) FROM acs_users WHERE workspace_id = ? AND acs_system_id = ? AND refusals IS NOT NULL
      """, workspace, system, read: acsUserRecord
    ).filter(\.isRefusedForAddress)
  }

  private func tryAddressAgain(_ before: AcsUserRecord, now: Instant) throws {
    var user = before
    user.forgetRefusedAddress()
    try save(user, was: before, at: now)
    try setDue(user.id, at: user.acsSystemID, in: user.workspaceID, now)
  }
}
