import API
import Core
import Store
import Wire

/// Users of a site whom the provider does not make, or does not give their e-mail address, because of it. They are tried
/// again as soon as that may help.
struct RefusedAddresses: Sendable {
  let system: AcsSystemRecord

  /// One of our users gave an address up, which may be what others wait for.
  func tryAgain(_ address: String, _ connection: Transaction, now: Instant) throws {
    for user in try connection.acsUsersRefusedForAddress(at: system.id, in: system.workspaceID)
    where [user.providerAddress, user.addressToBeMadeWith].contains(where: { isSameAddress($0, address) }) {
      try connection.tryAddressAgain(of: user)
    }
  }

  /// After a reading of the site: somebody who had an address may be gone, have another one, or be ours; and where
  /// somebody has it, the refusal is to say who.
  ///
  /// - Parameter taken: the addresses of everybody there, in lower case.
  func reconsider(taken: Set<String>, _ connection: Transaction, now: Instant) throws {
    for user in try connection.acsUsersRefusedForAddress(at: system.id, in: system.workspaceID)
    where try isFree(user, taken) || hasOtherHolder(user, connection) {
      try connection.tryAddressAgain(of: user)
    }
  }

  /// Whether nobody at the site has the address that the provider refused.
  private func isFree(_ user: AcsUserRecord, _ taken: Set<String>) -> Bool {
    guard user.isRefusedForAddress, let address = user.providerAddress else { return false }
    return !taken.contains(address.lowercased())
  }

  /// Whether a user who is to be made would be refused for another reason now, or be one who was found.
  private func hasOtherHolder(_ user: AcsUserRecord, _ connection: Connection) throws -> Bool {
    guard user.observed == nil, let refusal = user.creationRefusal, let address = user.addressToBeMadeWith else {
      return false
    }
    if try connection.foundAcsUser(emailAddress: address, at: system.id, in: system.workspaceID) != nil { return true }
    let isTakenUp = try connection.takenUpAcsUser(emailAddress: address, at: system.id, in: system.workspaceID) != nil
    let holder = try connection.siteUser(emailAddress: address, at: system.id, in: system.workspaceID)
    let isOthers = isTakenUp || holder.map { !$0.isOurs } ?? false
    return isOthers != (refusal.reason == .addressTaken)
  }
}
