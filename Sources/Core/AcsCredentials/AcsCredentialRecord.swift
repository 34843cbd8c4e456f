package import API
package import Wire

/// A stored credential.
package struct AcsCredentialRecord: Hashable, Sendable {
  package var id: ID<AcsCredential>
  package var workspaceID: ID<Workspace>
  package var acsSystemID: ID<AcsSystem>
  package var connectedAccountID: ID<ConnectedAccount>
  package var sequence: Int
  package var acsUserID: ID<AcsUser>?
  package var accessMethod: AcsCredential.AccessMethod
  package var isMultiPhoneSync: Bool
  package var createdAt: Instant
  /// The multi-phone credential that it is a phone's part of, if any.
  package var share: Share?
  /// The site's card that it represents.
  package var tag: Tag?

  /// The link of a phone's part of a credential.
  package struct Share: Hashable, Sendable {
    package var parent: ID<AcsCredential>
    package var phone: ID<Device>
    package var issuedAt: Instant

    package init(parent: ID<AcsCredential>, phone: ID<Device>, issuedAt: Instant) {
      self.parent = parent
      self.phone = phone
      self.issuedAt = issuedAt
    }
  }

  package init(
    id: ID<AcsCredential>, workspaceID: ID<Workspace>, acsSystemID: ID<AcsSystem>,
    connectedAccountID: ID<ConnectedAccount>, sequence: Int, acsUserID: ID<AcsUser>?,
    accessMethod: AcsCredential.AccessMethod, isMultiPhoneSync: Bool, createdAt: Instant, share: Share? = nil
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.acsSystemID = acsSystemID
    self.connectedAccountID = connectedAccountID
    self.sequence = sequence
    self.acsUserID = acsUserID
    self.accessMethod = accessMethod
    self.isMultiPhoneSync = isMultiPhoneSync
    self.createdAt = createdAt
    self.share = share
  }

  /// The context that the sealed PIN is bound to.
  package var codePlace: String { Self.codePlace(of: id, in: workspaceID) }

  package static func codePlace(of id: ID<AcsCredential>, in workspace: ID<Workspace>) -> String {
    "acs_credential/\(workspace)/\(id)"
  }
}

/// A credential with the data of its owner that its API resource needs.
package struct AcsCredentialRow: Sendable {
  package var credential: AcsCredentialRecord
  package var userIdentityID: ID<UserIdentity>?
  /// Since when the owner has the permission to have a mobile key at the provider. Nil if not yet.
  package var syncedAt: Instant?
  /// When the first of the owner's phones got its key, or the PIN was created. Nil before.
  package var issuedAt: Instant?
  /// The sealed PIN.
  package var sealedCode: [UInt8]?
  /// The property of the site or its locks that makes a PIN impossible or useless.
  package var pinObstacles: [CredentialObstacle] = []
  package var owner: Owner?
  /// Whether the PIN was deleted with its site user, and a new one will be created.
  package var awaitsReissue = false
  /// Whether the owner at the provider is another person than the guest's account.
  package var isOfOtherPerson = false

  /// The state of the owner that decides whether the credential works.
  package struct Owner: Hashable, Sendable {
    package var schedule: Schedule?
    package var isSuspended: Bool

    package init(schedule: Schedule?, isSuspended: Bool) {
      self.schedule = schedule
      self.isSuspended = isSuspended
    }
  }

  package init(
    credential: AcsCredentialRecord, userIdentityID: ID<UserIdentity>?, syncedAt: Instant?, issuedAt: Instant?
  ) {
    self.credential = credential
    self.userIdentityID = userIdentityID
    self.syncedAt = syncedAt
    self.issuedAt = issuedAt
  }

  /// The obstacles of the credential, in the order of reasons.
  package func obstacles(now: Instant) -> [CredentialObstacle] {
    var obstacles = pinObstacles
    if let schedule = owner?.schedule, let end = schedule.endsAt, schedule.isOver(at: now) {
      obstacles.append(.stayIsOver(end))
    }
    if owner?.isSuspended == true { obstacles.append(.ownerIsSuspended) }
    return obstacles.ordered(by: \.reason)
  }

  /// The API resource. The schedule and the entrances are the owner's.
  ///
  /// - Parameter code: the decrypted PIN.
  package func resource(code: String?, now: Instant, _ brand: Brand) -> AcsCredential {
    let obstacles = obstacles(now: now)
    var resource = AcsCredential(
      acsCredentialID: credential.id, acsSystemID: credential.acsSystemID,
      connectedAccountID: credential.connectedAccountID, workspaceID: credential.workspaceID,
      createdAt: credential.createdAt, displayName: brand.kinds.credential.name,
      accessMethod: credential.accessMethod)
    resource.acsUserID = credential.acsUserID
    resource.userIdentityID = userIdentityID
    resource.isMultiPhoneSyncCredential = credential.isMultiPhoneSync
    resource.isLatestDesiredStateSyncedWithProvider = .value(syncedAt != nil)
    resource.latestDesiredStateSyncedWithProviderAt = Nullable(syncedAt)
    resource.parentAcsCredentialID = credential.share?.parent
    resource.isIssued = issuedAt != nil
    resource.issuedAt = Nullable(issuedAt)
    resource.errors = obstacles.map { $0.notice(since: credential.createdAt, brand) }
    if isOfOtherPerson { resource.errors.append(.ofOtherPerson(since: credential.createdAt, brand)) }
    if credential.accessMethod == .code {
      resource.code = Nullable(code)
      resource.externalType = .known(brand.kinds.credential.kind)
      resource.externalTypeDisplayName = brand.kinds.credential.name
      if awaitsReissue { resource.errors.append(.awaitsReissue(since: credential.createdAt, brand)) }
    }
    if credential.accessMethod == .cloudKey {
      // It exists only here, and is issued at its creation.
      resource.displayName = "Cloud key"
      resource.isIssued = true
      resource.issuedAt = .value(credential.createdAt)
      resource.isLatestDesiredStateSyncedWithProvider = .value(true)
      resource.latestDesiredStateSyncedWithProviderAt = .value(credential.createdAt)
      return resource
    }
    if let tag = credential.tag {
      resource.displayName = "Card \(tag.number)"
      resource.cardNumber = .value(tag.number)
      resource.externalType = .known(brand.kinds.card.kind)
      resource.externalTypeDisplayName = brand.kinds.card.name
    }
    // After the stay, there is nothing to wait for.
    let isOver = obstacles.contains { $0.reason == .afterSchedule }
    if issuedAt == nil, !isOver, credential.tag == nil || credential.acsUserID != nil {
      resource.warnings = [Notice(.waitingToBeIssued, since: credential.createdAt, waitingMessage(brand))]
    }
    return resource
  }

  private func waitingMessage(_ brand: Brand) -> String {
    if credential.tag != nil { return "\(brand.name) has not assigned the card to the user yet." }
    return credential.accessMethod == .code
      ? "\(brand.name) has not created the PIN yet." : "No phone of the user has fetched its key yet."
  }
}
