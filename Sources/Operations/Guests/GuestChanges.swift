import API
import Core
import Store
import Wire

/// Whose account a guest has at the provider.
extension Platform.Change {
  /// Somebody signed in as the guest of an identity: its users at the account's sites are that person's from now on, and
  /// those whom the provider has for another person are made anew.
  mutating func take(_ guest: GuestPerson, asGuestOf account: GuestAccountRow) throws {
    let users = try connection.acsUsers(of: account.userIdentityID, in: workspaceID)
      .filter { $0.connectedAccountID == account.connectedAccountID }
    if users.contains(where: { user in user.wanted.guest.map { $0.person != guest.person } ?? false }) {
      try connection.endKeys(ofFormerAccountOf: account.userIdentityID)
    }
    for user in users where try !system(of: user).isCredentialManager {
      try change(user) { $0.wanted.guest = guest }
    }
  }

  /// The account with which an identity's guest signed in; nil until then.
  func guest(of identity: ID<UserIdentity>?, at account: ID<ConnectedAccount>) throws -> GuestPerson? {
    try identity.flatMap { try connection.guestAccount(of: $0, at: account, in: workspaceID)?.guest }
  }

  /// The identity has another e-mail address: its users follow, but for those that were given one of their own.
  mutating func readdressUsers(of identity: UserIdentityRecord, formerly former: String?) throws {
    if isSameAddress(identity.emailAddress, former) { return }
    for user in try connection.acsUsers(of: identity.id, in: workspaceID) {
      try change(user) { changed in
        let isCopied = changed.wanted.emailAddress != nil && isSameAddress(changed.wanted.emailAddress, former)
        if isCopied, let address = identity.emailAddress { changed.wanted.emailAddress = address }
        changed.wanted.readdress(by: identity)
      }
    }
  }
}

extension AcsUserRecord.Wanted {
  /// Lets a phone hold the user's key: the provider gets an address and sends an invitation there.
  mutating func allowMobileKey(of identity: UserIdentityRecord) {
    mayHoldMobileKey = true
    readdress(by: identity)
  }

  /// The address that goes to the provider is the user's own, else the identity's. One that was given is not taken back.
  mutating func readdress(by identity: UserIdentityRecord?) {
    guard mayHoldMobileKey, let address = emailAddress ?? identity?.emailAddress else { return }
    invitedEmailAddress = address
  }
}
