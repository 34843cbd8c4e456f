import API
import Core
import Store
import Wire

/// The guest's account at the provider.
extension Platform.Change {
  /// The guest of an identity has signed in. The identity's users at the account's sites belong to that person from now
  /// on. Users that belong to another person at the provider are created again.
  mutating func take(_ guest: GuestPerson, asGuestOf account: GuestAccountRow) throws {
    let users = try transaction.acsUsers(of: account.userIdentityID, in: workspaceID)
      .filter { $0.connectedAccountID == account.connectedAccountID }
    if users.contains(where: { user in user.wanted.guest.map { $0.person != guest.person } ?? false }) {
      try transaction.endKeys(ofFormerAccountOf: account.userIdentityID)
    }
    for user in users where try !system(of: user).isCredentialManager {
      try change(user) { $0.wanted.guest = guest }
    }
  }

  /// The account with which an identity's guest signed in. Nil before the sign-in.
  func guest(of identity: ID<UserIdentity>?, at account: ID<ConnectedAccount>) throws -> GuestPerson? {
    try identity.flatMap { try transaction.guestAccount(of: $0, at: account, in: workspaceID)?.guest }
  }

  /// The identity's e-mail address changed. Its users change too, except those with an e-mail address of their own.
  mutating func readdressUsers(of identity: UserIdentityRecord, formerly former: String?) throws {
    if isSameAddress(identity.emailAddress, former) { return }
    for user in try transaction.acsUsers(of: identity.id, in: workspaceID) {
      try change(user) { changed in
        let isCopied = changed.wanted.emailAddress != nil && isSameAddress(changed.wanted.emailAddress, former)
        if isCopied, let address = identity.emailAddress { changed.wanted.emailAddress = address }
        changed.wanted.readdress(by: identity)
      }
    }
  }
}
