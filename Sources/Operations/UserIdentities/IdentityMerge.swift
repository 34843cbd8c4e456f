import API
import Core
import Store
import Wire

/// Merges user identities (`docs/public-api.md`).
extension Platform.Change {
  mutating func merge(_ request: UserIdentities.Merge) throws -> Nothing {
    if let id = try request.userIdentityID.map({ try transaction.current($0, in: workspaceID) }) {
      for merged in request.mergedUserIdentityIDs ?? [] {
        try merge(try identity(merged, into: id), into: id, as: "merged_user_identity_ids")
      }
    } else if let key = request.userIdentityKey {
      guard let survivor = try transaction.userIdentity(key: key, in: workspaceID) else {
        throw APIError.notFound(.userIdentity)
      }
      for merged in request.mergedUserIdentityKeys ?? [] {
        guard let found = try transaction.userIdentity(key: merged, in: workspaceID) else {
          throw APIError.invalidInput("merged_user_identity_keys", "No user identity has the key \(merged)")
        }
        let isMerged = found.key != merged
        if isMerged, found.id != survivor.id {
          throw APIError.mergedBefore(merged, into: found.id.text, as: "merged_user_identity_keys")
        }
        try merge(isMerged ? nil : found, into: survivor.id, as: "merged_user_identity_keys")
      }
    }
    return Nothing()
  }

  /// The identity to merge. Nil if it was already merged into the same survivor.
  private func identity(_ id: ID<UserIdentity>, into survivor: ID<UserIdentity>) throws -> UserIdentityRecord? {
    if let found = try transaction.unmergedUserIdentity(id, in: workspaceID) { return found }
    guard let standsFor = try transaction.survivor(of: id, in: workspaceID) else {
      throw APIError.notFound(.userIdentity, id.text)
    }
    guard standsFor == survivor else {
      throw APIError.mergedBefore(id.text, into: standsFor.text, as: "merged_user_identity_ids")
    }
    return nil
  }

  private mutating func merge(
    _ merged: UserIdentityRecord?, into survivorID: ID<UserIdentity>, as parameter: String
  ) throws {
    var survivor = try identity(survivorID)
    guard let merged else { return }
    guard merged.id != survivor.id else {
      throw APIError.invalidInput(parameter, "\(merged.id) is the identity to keep")
    }
    try moveEnrollments(of: merged, to: survivor)
    try moveGuestAccounts(of: merged, to: survivor)
    // The survivor already has this installation's phone.
    for phone in try transaction.phones(of: merged.id, in: workspaceID)
    where try transaction.phone(installation: phone.installationID, of: survivor.id, in: workspaceID) != nil {
      try stop(phone, phone.key?.providerDeviceID == nil ? .neverIssued : .roleTakenAway)
    }
    try transaction.movePhones(of: merged.id, to: survivor.id)
    for user in try transaction.acsUsers(of: merged.id, in: workspaceID) {
      if let other = try transaction.acsUser(of: survivor.id, at: user.acsSystemID, in: workspaceID) {
        throw APIError.acsUsersCollide(user.id.text, other.id.text, at: user.acsSystemID.text)
      }
      let guest = try guest(of: survivor.id, at: user.connectedAccountID)
      try change(user) {
        $0.userIdentityID = survivor.id
        $0.wanted.guest = guest
      }
    }
    try transaction.moveBelongings(of: merged, to: survivor)
    try transaction.moveLinks(of: merged, to: survivor)
    try transaction.merge(merged, into: survivor)
    let former = survivor.emailAddress
    survivor.emailAddress = survivor.emailAddress ?? merged.emailAddress
    survivor.phoneNumber = survivor.phoneNumber ?? merged.phoneNumber
    try transaction.save(survivor)
    try readdressUsers(of: survivor, formerly: former)
    // The mobile keys of both identities are for the phones of both.
    for phone in try transaction.phones(of: survivor.id, in: workspaceID) where phone.key != nil {
      try transaction.issueKey(of: phone)
    }
  }

  /// A credential manager's user exists only here, so the survivor's own is used for both.
  private mutating func moveEnrollments(of merged: UserIdentityRecord, to survivor: UserIdentityRecord) throws {
    let own = try transaction.enrollmentAutomations(of: survivor.id, in: workspaceID)
    for automation in try transaction.enrollmentAutomations(of: merged.id, in: workspaceID) {
      if own.contains(where: { $0.credentialManagerAcsSystemID == automation.credentialManagerAcsSystemID }) {
        try remove(automation)
      } else {
        try transaction.move(automation, to: survivor.id)
      }
    }
    for user in try transaction.acsUsers(of: merged.id, in: workspaceID) where try system(of: user).isCredentialManager
    {
      if try transaction.acsUser(of: survivor.id, at: user.acsSystemID, in: workspaceID) != nil { try delete(user) }
    }
  }

  /// A guest who has signed in has an account at the provider. Phones of one account get no keys of another.
  private func moveGuestAccounts(of merged: UserIdentityRecord, to survivor: UserIdentityRecord) throws {
    let accounts = try transaction.guestAccounts(of: merged.id, in: workspaceID).filter { $0.sealedTokens != nil }
    let own = try transaction.guestAccounts(of: survivor.id, in: workspaceID).filter { $0.sealedTokens != nil }
    for account in accounts {
      if own.contains(where: { $0.connectedAccountID == account.connectedAccountID }) {
        throw APIError.notSupported(
          "\(merged.id) and \(survivor.id) have different \(brand.name) accounts, and phones of one account get no "
            + "keys of the other. Delete the identity whose phones should stop working")
      }
      guard let sealed = account.sealedTokens, let tokens = secrets.opened(sealed, place: account.place) else {
        continue
      }
      var moved = GuestAccountRow(
        workspaceID: workspaceID, userIdentityID: survivor.id, connectedAccountID: account.connectedAccountID)
      moved.sealedTokens = try secrets.seal.sealed(tokens, place: moved.place)
      moved.guest = account.guest
      try transaction.save(moved)
    }
    try transaction.removeGuestAccounts(of: merged.id)
  }
}
