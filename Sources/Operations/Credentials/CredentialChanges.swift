import API
import Core
import Store
import Wire

extension Platform.Change {
  func credential(_ id: ID<AcsCredential>) throws -> AcsCredentialRow {
    guard let row = try transaction.acsCredentialRow(id, in: workspaceID) else {
      throw APIError.notFound(.acsCredential, id.text)
    }
    return row
  }

  /// The API resource at the current time.
  func answer(_ row: AcsCredentialRow) throws -> AcsCredential {
    try secrets.resource(row, now: now, brand)
  }

  /// A new credential of a user, not stored yet.
  func newCredential(
    _ method: AcsCredential.AccessMethod, of user: AcsUserRecord, isMultiPhoneSync: Bool = false
  ) throws -> AcsCredentialRecord {
    AcsCredentialRecord(
      id: identifiers.next(), workspaceID: workspaceID, acsSystemID: user.acsSystemID,
      connectedAccountID: user.connectedAccountID,
      sequence: try transaction.nextAcsCredentialSequence(), acsUserID: user.id, accessMethod: method,
      isMultiPhoneSync: isMultiPhoneSync, createdAt: now)
  }

  /// Issues a mobile key to a user: enrolls its identity if needed, and permits its phones to have a key.
  mutating func createMobileKey(for user: AcsUserRecord, isMultiPhoneSync: Bool) throws -> AcsCredentialRow {
    try refuseSecond(.mobileKey, of: user)
    let credential = try newCredential(.mobileKey, of: user, isMultiPhoneSync: isMultiPhoneSync)
    try transaction.insert(credential)
    try allowMobileKey(user)
    // Phones that already have the identity's key need no new one.
    if let identity = user.userIdentityID {
      for phone in try transaction.phones(of: identity, in: workspaceID) where phone.key != nil {
        try transaction.issueKey(of: phone)
      }
    }
    return try self.credential(credential.id)
  }

  /// Issues a cloud key for remote unlocks. It exists only here, and opens the entrances of the user's groups.
  func createCloudKey(for user: AcsUserRecord) throws -> AcsCredentialRow {
    try refuseSecond(.cloudKey, of: user)
    let credential = try newCredential(.cloudKey, of: user)
    try transaction.insert(credential)
    return try self.credential(credential.id)
  }

  /// A user can have one credential per access method. With two, revoking the known one would leave the
  /// other valid. For cards, the site's observed assignment is checked.
  func refuseSecond(_ method: AcsCredential.AccessMethod, of user: AcsUserRecord) throws {
    guard let other = try transaction.acsCredentialID(method, of: user) else { return }
    throw APIError.invalidInput(
      "acs_user_id",
      "A user can have one \(method.words) per site, and this user already has the credential \(other). Delete it first"
    )
  }

  /// A phone's part of a mobile key cannot be removed from its owner while the phone has it.
  func refuseShare(_ credential: AcsCredentialRecord) throws {
    guard let share = credential.share else { return }
    throw APIError.notSupported(
      "This credential is one phone's part of the credential \(share.parent). It is removed with that credential or by "
        + "/phones/deactivate")
  }

  /// A credential that was made for an access grant or an access code ends with it. Without the credential, its access
  /// method would wait forever.
  func refuseGrantCredential(_ credential: AcsCredentialRecord) throws {
    let methods = try transaction.otherMethods(of: credential.id, except: .blank, in: workspaceID)
    for method in methods where method.ownsCredential && method.acsUserID == credential.acsUserID {
      guard let grant = try transaction.accessGrant(method.accessGrantID, in: workspaceID), !grant.isDeleted,
        !grant.schedule.isOver(at: now)
      else { continue }
      if let code = try transaction.liveCodes(of: grant).first {
        throw APIError.notSupported(
          "The credential is the PIN of the access code \(code.id). Delete the code by /access_codes/delete")
      }
      throw APIError.notSupported(
        "The credential belongs to the access method \(method.id). Delete the method by /access_methods/delete")
    }
  }

  /// Permits the user's phones to have its key. This requires an identity, since phones belong to identities.
  mutating func allowMobileKey(_ user: AcsUserRecord) throws {
    guard let identityID = user.userIdentityID else {
      throw APIError.invalidInput("acs_user_id", "A mobile key requires an ACS user with a user identity")
    }
    try refuseMobileKeyWithoutAccount(user)
    let identity = try identity(identityID)
    if let manager = try credentialManager(of: user.connectedAccountID) {
      _ = try launchAutomation(identity, at: manager, user: nil)
    }
    try change(user) { $0.wanted.allowMobileKey(of: identity) }
  }

  /// Revokes the permission to have a mobile key from a user without such a credential.
  mutating func withdrawMobileKey(from id: ID<AcsUser>?) throws {
    guard let id, let user = try transaction.acsUser(id, in: workspaceID),
      try transaction.acsCredentialID(.mobileKey, of: user) == nil
    else { return }
    try change(user) { $0.wanted.mayHoldMobileKey = false }
  }

  /// Deletes a credential with its phones' parts.
  mutating func remove(_ credential: AcsCredentialRecord) throws {
    try transaction.delete(credential)
  }

  /// The user's credentials without the phones' parts.
  func credentials(of user: AcsUserRecord) throws -> [AcsCredentialRecord] {
    var filter = AcsCredentialFilter()
    filter.acsUserID = user.id
    return try transaction.acsCredentialRows(filter, PageRange(from: nil, limit: 10_000), in: workspaceID).rows
      .map(\.credential).filter { $0.share == nil }
  }

  func credentialManager(of account: ID<ConnectedAccount>) throws -> AcsSystemRecord? {
    try transaction.acsSystems(of: account, in: workspaceID).first(where: \.isCredentialManager)
  }

  /// Launches an automation, or returns the existing one.
  ///
  /// - Parameter user: the identity's user in the credential manager. If nil, one is created if needed.
  mutating func launchAutomation(
    _ identity: UserIdentityRecord, at manager: AcsSystemRecord, user: AcsUserRecord?
  ) throws -> EnrollmentAutomation {
    let running = try transaction.enrollmentAutomations(of: identity.id, in: workspaceID)
    if let automation = running.first(where: { $0.credentialManagerAcsSystemID == manager.id }) { return automation }
    let user = try user ?? self.user(of: identity, at: manager)
    let automation = EnrollmentAutomation(
      enrollmentAutomationID: identifiers.next(), credentialManagerAcsSystemID: manager.id,
      userIdentityID: identity.id, workspaceID: workspaceID, createdAt: now)
    try transaction.insert(automation, user: user.id)
    return automation
  }
}

extension AcsCredential.AccessMethod {
  /// The access method in words.
  fileprivate var words: String {
    switch self {
    case .code: "PIN"
    case .card: "card"
    case .mobileKey: "mobile key"
    case .cloudKey: "cloud key"
    }
  }
}
