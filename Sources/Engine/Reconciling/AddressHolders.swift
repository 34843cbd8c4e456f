import API
import Core
import Store
import Wire

/// The holder of the e-mail address of a user who is about to be created.
extension AcsUserWork {
  /// Looks for a person at the site who already has the user's e-mail address. A recovered user becomes this user. A
  /// person whom the site's staff created stays unmanaged, and the user is rejected.
  ///
  /// - Returns: whether the user must no longer be created.
  func meetsHolder(of user: inout AcsUserRecord, _ transaction: Transaction) throws -> Bool {
    guard let address = user.addressToBeMadeWith else { return false }
    if let found = try transaction.foundAcsUser(emailAddress: address, at: system.id, in: system.workspaceID) {
      try become(found, &user, transaction)
      return true
    }
    guard let refusal = try addressRefusal(of: user, address, transaction) else { return false }
    user.progress.refusals.append(Refused(stage: .creation, refusal: refusal, at: transaction.now))
    return true
  }

  /// The message for an e-mail address of a person whom the site's staff created. Nil if there is no such person.
  private func addressRefusal(
    of user: AcsUserRecord, _ address: String, _ connection: Connection
  ) throws -> Refusal? {
    if let other = try connection.takenUpAcsUser(emailAddress: address, at: system.id, in: system.workspaceID) {
      return other.refusal
    }
    let holder = try connection.siteUser(emailAddress: address, at: system.id, in: system.workspaceID)
    return holder.flatMap { $0.isOurs ? nil : $0.refusal(of: user, connection.brand) }
  }

  /// A recovered user becomes the requested user.
  private func become(
    _ found: AcsUserRecord, _ user: inout AcsUserRecord, _ transaction: Transaction
  ) throws {
    let groups = try transaction.memberships(of: found).filter(\.isObserved).map(\.group)
    user.resume(found.observed)
    try transaction.noteFound(user, in: groups)
    try transaction.remove(found)
    try transaction.append(.acsUserDeleted, about: .of(system) { $0.acsUserID = found.id })
  }
}

extension AcsUserRecord {
  fileprivate var refusal: Refusal {
    Refusal(
      .addressTaken,
      """
      The e-mail address belongs to \(observed?.fullName ?? displayName), whom the site's staff added and who was taken up \
      as the ACS user \(id). Use that user, or give this user another e-mail address.
      """)
  }
}

extension SiteUserRecord {
  fileprivate func refusal(of user: AcsUserRecord, _ brand: Brand) -> Refusal {
    Refusal(
      .addressTaken,
      """
      The e-mail address belongs to \(shown.profile.fullName), whom the site's staff added in \(brand.webApp). \
      Latchkey does not change that person. To give this person access, call /latchkey/v1/users/take_up with \
      unmanaged_acs_user_id \(id) and acs_user_id \(user.id). Or give the user another e-mail address. The user is \
      created automatically once nobody else at the site has the address.
      """)
  }
}
