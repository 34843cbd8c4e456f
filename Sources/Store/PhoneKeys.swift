package import API
package import Core
package import Wire

/// The phones' parts of credentials: one for each mobile key credential of the phone's owner.
extension Transaction {
  /// Records, for each of the owner's users that its key is for, that the phone has the key, or no longer has it.
  private func remember(_ isHeld: Bool, _ phone: PhoneRecord) throws {
    for user in try acsUsers(of: phone.userIdentityID, in: phone.workspaceID) where !isHeld || user.isHeldByGuest {
      try remember(isHeld, phone, of: user)
    }
  }

  private func remember(_ isHeld: Bool, _ phone: PhoneRecord, of user: AcsUserRecord) throws {
    let expiresAt = phone.key.map { JSON.string($0.expiresAt.description) } ?? .null
    let state = JSON.object([
      "device_id": .string(phone.id.text), "is_held": .bool(isHeld), "expires_at": isHeld ? expiresAt : .null,
    ])
    try remember(user, .phone, state)
  }

  /// A phone got its key: its owner's mobile key credentials are issued to it, except those of users that belong, at
  /// the provider, to another person than the account of the phone's key.
  package func issueKey(of phone: PhoneRecord) throws {
    let workspace = phone.workspaceID
    var filter = AcsCredentialFilter()
    filter.userIdentityID = phone.userIdentityID
    let all = try acsCredentialRows(filter, PageRange(from: nil, limit: 10_000), in: workspace).rows.map(\.credential)
    let held = Set(all.compactMap { $0.share?.phone == phone.id ? $0.share?.parent : nil })
    let openedBy = Set(try acsUsers(of: phone.userIdentityID, in: workspace).filter(\.isHeldByGuest).map(\.id))
    for parent in all where parent.share == nil && parent.accessMethod == .mobileKey && !held.contains(parent.id) {
      guard let owner = parent.acsUserID, openedBy.contains(owner) else { continue }
      let share = AcsCredentialRecord(
        id: identifiers.next(), workspaceID: workspace, acsSystemID: parent.acsSystemID,
        connectedAccountID: parent.connectedAccountID, sequence: try nextAcsCredentialSequence(),
        acsUserID: parent.acsUserID, accessMethod: .mobileKey, isMultiPhoneSync: false, createdAt: now,
        share: .init(parent: parent.id, phone: phone.id, issuedAt: now))
      try insert(share)
      try append(.acsCredentialIssued, about: .of(share))
      if all.allSatisfy({ $0.share?.parent != parent.id }) {
        try append(.acsCredentialIssued, about: .of(parent))
      }
    }
    try remember(true, phone)
  }

  /// Revokes a phone's key: its parts of credentials end.
  ///
  /// - Parameter isCancelled: whether the provider has already canceled the key.
  package func endKey(of phone: PhoneRecord, isCancelled: Bool) throws {
    var filter = AcsCredentialFilter()
    filter.phone = phone.id
    try end(filter, as: .acsCredentialInvalidated)
    if isCancelled { try remember(false, phone) }
  }

  /// The guest's phones can open doors as this user from now on, with the keys that they have. If the user belongs to
  /// another person at the provider, they no longer can.
  package func followGuest(of user: AcsUserRecord, was before: AcsUserRecord) throws {
    let isAllowed = user.observed?.mayHoldMobileKey == true && before.observed?.mayHoldMobileKey != true
    guard isAllowed || user.isHeldByGuest != before.isHeldByGuest, let identity = user.userIdentityID else { return }
    for phone in try phones(of: identity, in: user.workspaceID) where phone.key != nil {
      if user.isHeldByGuest {
        try issueKey(of: phone)
      } else {
        var filter = AcsCredentialFilter()
        (filter.acsUserID, filter.phone) = (user.id, phone.id)
        try end(filter, as: .acsCredentialInvalidated)
        try remember(false, phone, of: user)
      }
    }
  }

  /// The guest signed in with another account. The phones' keys of the previous account end.
  package func endKeys(ofFormerAccountOf identity: ID<UserIdentity>) throws {
    for var phone in try phones(of: identity, in: workspaceID) where phone.key?.providerDeviceID != nil {
      try endKey(of: phone, isCancelled: true)
      phone.endKey()
      try save(phone)
    }
  }

  /// The permission to have keys was revoked at the provider, and with it every key of the identity's phones. If the
  /// user at the provider belonged to another person than the guest, the guest's phones had no keys from it.
  ///
  /// - Parameter holder: the user who had the permission.
  package func endKeys(of holder: AcsUserRecord) throws {
    let workspace = holder.workspaceID
    if let identity = holder.userIdentityID, holder.isHeldByGuest {
      for var phone in try phones(of: identity, in: workspace) where phone.key != nil {
        try endKey(of: phone, isCancelled: true)
        phone.endKey()
        try save(phone)
      }
    }
    for var phone in try phonesAwaitingRemoval(only: holder, in: workspace) {
      phone.removal?.removedAt = now
      try save(phone)
      try remember(false, phone)
    }
    try run(
      "DELETE FROM phone_removal_holders WHERE workspace_id = ? AND acs_user_id = ?", workspace, holder.id)
  }

  /// The phones' parts of a credential end with the credential, or when it is unassigned.
  package func endShares(of parent: AcsCredentialRecord, as type: EventType) throws {
    var filter = AcsCredentialFilter()
    filter.parent = parent.id
    try end(filter, as: type)
  }

  /// Deletes the matching parts, with an event for each.
  private func end(_ filter: AcsCredentialFilter, as type: EventType) throws {
    for row in try acsCredentialRows(filter, PageRange(from: nil, limit: 10_000), in: workspaceID).rows {
      try append(type, about: .of(row.credential))
      try remove(row.credential)
    }
  }
}
