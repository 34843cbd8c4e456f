import API
import Core
import Store
import Wire

/// Users whose creation or change the provider rejected because of their e-mail address. They are retried
/// as soon as that may help.
struct RefusedAddresses: Sendable {
  let system: AcsSystemRecord

  /// A user of Latchkey released an e-mail address that others may wait for.
  func tryAgain(_ address: String, _ transaction: Transaction) throws {
    for user in try transaction.acsUsersRefusedForAddress(at: system.id, in: system.workspaceID)
    where [user.providerAddress, user.addressToBeMadeWith].contains(where: { isSameAddress($0, address) }) {
      try transaction.tryAddressAgain(of: user)
    }
  }

  /// Called after a sync. The person with an e-mail address may have been deleted, may have another address now, or may
  /// be a user of Latchkey. If a person has the address, the error names the person.
  ///
  /// - Parameter taken: the e-mail addresses of all people at the site, in lower case.
  func reconsider(taken: Set<String>, _ transaction: Transaction) throws {
    for user in try transaction.acsUsersRefusedForAddress(at: system.id, in: system.workspaceID)
    where try isFree(user, taken) || hasOtherHolder(user, transaction) {
      try transaction.tryAddressAgain(of: user)
    }
  }

  /// Whether nobody at the site has the rejected e-mail address.
  private func isFree(_ user: AcsUserRecord, _ taken: Set<String>) -> Bool {
    guard user.isRefusedForAddress, let address = user.providerAddress else { return false }
    return !taken.contains(address.lowercased())
  }

  /// Whether a retry of the creation would now be rejected for another reason, or would find the user.
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
