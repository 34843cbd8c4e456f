import API
import Core
import Store
import Wire

/// Creates and ends the access methods of grants.
extension Platform.Change {
  /// Creates the methods that a grant lacks: one for each requested mode and each site with a door that takes it, unless it
  /// was deleted there.
  mutating func provide(_ grant: AccessGrantRecord) throws {
    if grant.isDeleted || grant.schedule.isOver(at: now) { return }
    let state = try transaction.state(of: grant)
    let identity = try identity(grant.userIdentityID)
    for method in state.methods where method.user?.wanted.isDeleted ?? true {
      try provideAgain(method.method, of: grant, for: identity)
    }
    for request in state.requests {
      let doors = state.doors.filter { $0.takes(request.mode.credential) }
      for id in Set(doors.map(\.acsSystemID)).sorted(by: { $0.text < $1.text })
      where !state.methods.contains(where: { $0.method.request == request.id && $0.method.acsSystemID == id }) {
        if try transaction.isWithdrawn(request, at: id, in: workspaceID) { continue }
        try create(request, at: try system(id), of: grant, for: identity)
      }
    }
  }

  private mutating func create(
    _ request: MethodRequestRecord, at system: AcsSystemRecord, of grant: AccessGrantRecord,
    for identity: UserIdentityRecord
  ) throws {
    let user = try grantUser(of: identity, at: system)
    guard let means = try means(request, of: user, at: system) else { return }
    let method = AccessMethodRecord(
      id: identifiers.next(), workspaceID: workspaceID, sequence: try transaction.nextAccessMethodSequence(),
      createdAt: now, accessGrantID: grant.id, request: request.id, mode: request.mode, acsSystemID: system.id,
      acsUserID: user.id, acsCredentialID: means.credential, ownsCredential: means.isOwned)
    try transaction.insert(method)
    if request.mode == .mobileKey {
      _ = try createInstantKey(
        for: identity, method: method.id, maxUseCount: request.instantKeyMaxUseCount ?? 1,
        profile: grant.customizationProfileID)
    }
    try transaction.append(.accessMethodCreated, about: method, of: grant)
    if method.awaitsCard { try transaction.append(.accessMethodCardEncodingRequired, about: method, of: grant) }
  }

  /// Gives a method whose user was deleted after an earlier end of the grant a new user.
  private mutating func provideAgain(
    _ method: AccessMethodRecord, of grant: AccessGrantRecord, for identity: UserIdentityRecord
  ) throws {
    let system = try system(method.acsSystemID)
    let requests = try transaction.methodRequests(of: [method.accessGrantID], in: workspaceID)[method.accessGrantID]
    guard let request = requests?.first(where: { $0.id == method.request }) else { return }
    let user = try grantUser(of: identity, at: system)
    guard let means = try means(request, of: user, at: system) else { return }
    var changed = method
    changed.acsUserID = user.id
    changed.acsCredentialID = means.credential
    changed.ownsCredential = means.isOwned
    try transaction.save(changed)
    guard changed.awaitsCard, !method.awaitsCard else { return }
    try transaction.append(.accessMethodCardEncodingRequired, about: changed, of: grant)
  }

  /// The identity's user at a site, or a new one that exists only for access grants. A user whom the site's staff deleted
  /// is created again, since somebody asks for access since then.
  private mutating func grantUser(of identity: UserIdentityRecord, at system: AcsSystemRecord) throws -> AcsUserRecord {
    if let user = try transaction.acsUser(of: identity.id, at: system.id, in: workspaceID) {
      if user.wasDeletedAtProvider { return try change(user, retrying: .creation) }
      return user
    }
    if let user = try unlinkedUser(like: identity, at: system) { return try link(user, to: identity) }
    var wanted = AcsUserRecord.Wanted(
      fullName: identity.fullName ?? identity.emailAddress ?? identity.key, emailAddress: identity.emailAddress,
      phoneNumber: identity.phoneNumber, schedule: .never)
    wanted.own = .none
    wanted.followsGrants = true
    return try createUser(at: system, wanted, of: identity, enrolls: false)
  }

  // MARK: Means

  /// The credential of a method, and whether it exists only for access grants.
  private struct Means {
    /// Nil for a card that is not assigned yet.
    var credential: ID<AcsCredential>?
    var isOwned: Bool
  }

  /// The user's credential for a mode, or a new one. A user has one of each kind, which all grants share. Nil if the user
  /// cannot have one.
  private mutating func means(
    _ request: MethodRequestRecord, of user: AcsUserRecord, at system: AcsSystemRecord
  ) throws -> Means? {
    if let known = try transaction.acsCredentialID(request.mode.credential, of: user) {
      let others = try transaction.otherMethods(of: known, except: .blank, in: workspaceID)
      return Means(credential: known, isOwned: others.contains(where: \.ownsCredential))
    }
    switch request.mode {
    case .card: return Means(credential: nil, isOwned: true)
    case .cloudKey: return Means(credential: try createCloudKey(for: user).credential.id, isOwned: true)
    case .code: return try pin(request, of: user, at: system)
    case .mobileKey: return try mobileKey(of: user)
    }
  }

  private mutating func pin(
    _ request: MethodRequestRecord, of user: AcsUserRecord, at system: AcsSystemRecord
  ) throws -> Means? {
    // A new PIN would replace the one from the site's staff.
    if !user.origin.isOurs, user.observed?.mayUsePin == true, !user.additions.pin { return nil }
    let wish = try secrets.code(of: request, in: workspaceID).flatMap { try isUsable($0, at: system) ? $0 : nil }
    if try !transaction.grantSettings(of: system.id, in: workspaceID).pinsBeforeStart, user.origin.isOurs {
      try change(user) { $0.wanted.pinWaits = true }
    }
    let made = try createPin(for: try self.user(user.id), code: wish)
    return Means(credential: made.credential.id, isOwned: true)
  }

  /// Whether a requested PIN can be had at a site. If not, the provider chooses one.
  private func isUsable(_ code: String, at system: AcsSystemRecord) throws -> Bool {
    do {
      _ = try chosenPin(code, at: system, except: nil)
      return true
    } catch let error as APIError where error.kind == .invalid {
      return false
    }
  }

  /// The phones may have the key from the lead time of the grant on, which the user follows.
  private mutating func mobileKey(of user: AcsUserRecord) throws -> Means? {
    guard let identityID = user.userIdentityID else { return nil }
    if !user.origin.isOurs {
      // The key requires the person's own account at the provider.
      if let observed = user.observed, observed.emailAddress == nil { return nil }
      return Means(credential: try createMobileKey(for: user, isMultiPhoneSync: true).credential.id, isOwned: true)
    }
    let credential = try newCredential(.mobileKey, of: user, isMultiPhoneSync: true)
    try transaction.insert(credential)
    if let manager = try credentialManager(of: user.connectedAccountID) {
      _ = try launchAutomation(try identity(identityID), at: manager, user: nil)
    }
    return Means(credential: credential.id, isOwned: true)
  }

  // MARK: Ends

  /// Deletes a method. The grant stays.
  mutating func remove(_ method: AccessMethodRecord, of grant: AccessGrantRecord) throws {
    try release(method)
    try transaction.withdraw(method)
    try transaction.append(.accessMethodDeleted, about: method, of: grant)
  }

  /// Takes the credential of a method from its user, unless it existed before or another grant needs it.
  mutating func release(_ method: AccessMethodRecord) throws {
    guard let id = method.acsCredentialID, method.ownsCredential,
      let credential = try transaction.acsCredentialRow(id, in: workspaceID)?.credential
    else { return }
    // A card that was given to another user in the meantime is that user's.
    if let owner = credential.acsUserID, owner != method.acsUserID { return }
    for other in try transaction.otherMethods(of: id, except: method.id, in: workspaceID) {
      let grant = try transaction.accessGrant(other.accessGrantID, in: workspaceID)
      if grant?.isDeleted == false { return }
    }
    if credential.tag == nil { try remove(credential) } else { try transaction.saveOwner(nil, of: credential) }
    try withdraw(credential)
  }
}
