import API
import Core
import Store
import Wire

extension Platform.Change {
  /// Creates an ACS user. The engine then creates it at the provider.
  ///
  /// - Parameter enrolls: whether the phones of an enrolled identity may have the user's key.
  mutating func createUser(
    at system: AcsSystemRecord, _ wanted: AcsUserRecord.Wanted, of identity: UserIdentityRecord?, enrolls: Bool = true
  ) throws -> AcsUserRecord {
    var wanted = wanted
    if let identity {
      if let existing = try transaction.acsUser(of: identity.id, at: system.id, in: workspaceID) {
        throw APIError.acsUserAlreadyExists(existing.id.text)
      }
      if enrolls, try isEnrolled(identity), !system.isCredentialManager { wanted.allowMobileKey(of: identity) }
      wanted.guest = try guest(of: identity.id, at: system.connectedAccountID)
    }
    let user = AcsUserRecord(
      id: identifiers.next(), workspaceID: workspaceID, acsSystemID: system.id,
      connectedAccountID: system.connectedAccountID, userIdentityID: identity?.id,
      sequence: try transaction.nextAcsUserSequence(), createdAt: now, wanted: wanted)
    try transaction.insert(user)
    try transaction.append(.acsUserCreated, about: .of(user))
    try touch(user, at: system)
    return user
  }

  /// The identity's user in a system. Without one, an unlinked user with the identity's e-mail address or phone number,
  /// and otherwise a new user.
  mutating func user(of identity: UserIdentityRecord, at system: AcsSystemRecord) throws -> AcsUserRecord {
    if let user = try transaction.acsUser(of: identity.id, at: system.id, in: workspaceID) { return user }
    if let user = try unlinkedUser(like: identity, at: system) { return try link(user, to: identity) }
    let wanted = AcsUserRecord.Wanted(
      fullName: identity.fullName ?? identity.emailAddress ?? identity.key, emailAddress: identity.emailAddress,
      phoneNumber: identity.phoneNumber)
    return try createUser(at: system, wanted, of: identity)
  }

  func unlinkedUser(like identity: UserIdentityRecord, at system: AcsSystemRecord) throws -> AcsUserRecord? {
    if let address = identity.emailAddress,
      let user = try transaction.unlinkedAcsUser(emailAddress: address, at: system.id, in: workspaceID)
    {
      return user
    }
    guard let number = identity.phoneNumber else { return nil }
    return try transaction.unlinkedAcsUser(phoneNumber: number, at: system.id, in: workspaceID)
  }

  /// Links a user to an identity.
  mutating func link(_ user: AcsUserRecord, to identity: UserIdentityRecord) throws -> AcsUserRecord {
    if user.userIdentityID == identity.id { return user }
    if let existing = try transaction.acsUser(of: identity.id, at: user.acsSystemID, in: workspaceID) {
      throw APIError.acsUserAlreadyExists(existing.id.text)
    }
    let guest = try guest(of: identity.id, at: user.connectedAccountID)
    let former = try formerGuest(of: user, becoming: identity)
    let linked = try change(user) {
      $0.userIdentityID = identity.id
      $0.wanted.guest = guest
      $0.wanted.formerGuest = former
      // The invited address belonged to the former guest.
      if former != nil { $0.wanted.invitedEmailAddress = nil }
    }
    // The user's mobile key is for this identity's phones from now on.
    if try transaction.acsCredentialID(.mobileKey, of: linked) != nil { try allowMobileKey(linked) }
    return try self.user(linked.id)
  }

  /// The person whose phones lose the user's keys once the user is linked to an identity: the person at the provider,
  /// if it was the guest of another identity. Equal e-mail addresses mean the same person.
  private func formerGuest(
    of user: AcsUserRecord, becoming identity: UserIdentityRecord
  ) throws -> ExternalID<ProviderPerson>? {
    guard user.origin.isOurs, let observed = user.observed else { return nil }
    if isSameAddress(identity.emailAddress, observed.emailAddress), observed.emailAddress != nil { return nil }
    let last = try user.userIdentityID ?? transaction.lastIdentity(of: user.id, in: workspaceID)
    guard let last, last != identity.id else { return user.wanted.formerGuest }
    return user.wanted.invitedEmailAddress == nil ? user.wanted.formerGuest : observed.person
  }

  /// Unlinks a user from its identity, whose phones lose the user's keys. A mobile key credential stays for
  /// the phones of the user's next identity.
  mutating func unlink(_ user: AcsUserRecord) throws {
    for credential in try credentials(of: user) {
      try transaction.endShares(of: credential, as: .acsCredentialInvalidated)
    }
    try change(user) {
      $0.userIdentityID = nil
      $0.wanted.mayHoldMobileKey = false
      $0.wanted.guest = nil
    }
  }

  /// Stores the wanted state of a user and wakes its reconciler. Rejected changes are retried.
  ///
  /// - Parameter stage: the change to retry that `wanted` does not show: a group membership or another PIN.
  @discardableResult
  mutating func change(
    _ user: AcsUserRecord, retrying stage: Stage? = nil, _ body: (inout AcsUserRecord) -> Void = { _ in }
  ) throws -> AcsUserRecord {
    var changed = user
    body(&changed)
    let isOther = changed.wanted != user.wanted
    // The change is requested again.
    if changed.origin == .found, isOther || changed.userIdentityID != user.userIdentityID { changed.origin = .made }
    if isOther || stage == .membership { try transaction.retryPlaces(of: user) }
    changed.progress.refusals.removeAll { isOther || $0.stage == stage }
    if isOther || stage != nil {
      if changed.progress.openCall == nil { changed.progress.notBefore = nil }
    }
    try transaction.save(changed, was: user)
    try transaction.followGuest(of: changed, was: user)
    try touch(changed)
    return changed
  }

  /// Deletes a user. A credential manager's user exists only here and is deleted immediately. A site's user is deleted
  /// once the provider confirms it. The identity's device grants at the site are deleted too.
  mutating func delete(_ user: AcsUserRecord) throws {
    try refuseGrants(of: user)
    try transaction.removeCredentials(of: user)
    if let identity = user.userIdentityID {
      try transaction.revokeGrants(within: user.acsSystemID, from: identity)
    }
    if try system(of: user).isCredentialManager {
      try transaction.remove(user)
      return try transaction.append(.acsUserDeleted, about: .of(user))
    }
    try change(user) { $0.wanted.isDeleted = true }
  }

  /// The user given by its ID or by its identity. An identity without a user in the system gets one.
  mutating func userToLetIn(
    _ id: ID<AcsUser>?, _ identity: ID<UserIdentity>?, at system: ID<AcsSystem>
  ) throws -> AcsUserRecord {
    if let identity { return try user(of: try self.identity(identity), at: try self.system(system)) }
    guard let id else { throw APIError.notFound(.acsUser) }
    return try user(id)
  }

  /// Adds a user to a group or removes it. Credential managers have no groups.
  mutating func want(_ isWanted: Bool, _ user: AcsUserRecord, in group: AcsAccessGroupRecord) throws {
    try refuseAtCredentialManager(user, "access groups")
    guard user.acsSystemID == group.acsSystemID else {
      throw APIError.invalidInput("acs_access_group_id", "The group belongs to a different system than the user")
    }
    try refuseInGroupOfGrant(isWanted, user, group)
    if !isWanted { try refuseForeignPlace(user, in: group) }
    if try transaction.want(isWanted, user, in: group.id) { try change(user, retrying: .membership) }
  }

  /// The group of a grant has only the grant's user, for as long as the grant.
  private func refuseInGroupOfGrant(
    _ isWanted: Bool, _ user: AcsUserRecord, _ group: AcsAccessGroupRecord
  ) throws {
    guard let own = try transaction.grantGroup(shownBy: group.id, in: workspaceID) else {
      if isWanted { try refuseWithoutOwnAccess(user) }
      return
    }
    if isWanted, own.wanted.acsUserID == user.id { return }
    throw APIError.invalidInput(
      "acs_access_group_id",
      "The group belongs to the access grant \(own.accessGrantID). Change the access grant instead")
  }

  /// A user that exists only for access grants is in their groups alone, so the doors of another would stay shut.
  private func refuseWithoutOwnAccess(_ user: AcsUserRecord) throws {
    guard user.wanted.own == .none else { return }
    // The grants behind access codes are not shown.
    for grant in try transaction.accessGrants(ofUser: user.id, in: workspaceID) {
      guard let code = try transaction.liveCodes(of: grant).first else { continue }
      throw APIError.notSupported(
        "The ACS user exists only for the access code \(code.id). Create one for another lock by /access_codes/create"
      )
    }
    throw APIError.notSupported(
      "The ACS user has access by access grants only, so the group would open no door. Give the user an "
        + "access_schedule by /acs/users/update first, or give an access grant the door by /access_grants/update")
  }

  func refuseAtCredentialManager(_ user: AcsUserRecord, _ what: String) throws {
    if try system(of: user).isCredentialManager {
      throw APIError.notSupported("A credential manager's users have no \(what)")
    }
  }

  func isEnrolled(_ identity: UserIdentityRecord) throws -> Bool {
    try !transaction.enrollmentAutomations(of: identity.id, in: workspaceID).isEmpty
  }
}
