import API
import Core
import Wire

/// The shares of credentials that phones hold: one for each mobile key credential of the phone's owner.
extension Transaction {
  /// Keeps, for each of the owner's users that its key is for, that the phone holds it, or no longer.
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

  /// A phone holds its key: its owner's mobile key credentials are issued to it, but for those of users whom the
  /// provider has for another person than the one whose account the phone's key is of.
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

  /// A phone's key is not to open anything any more: its shares end.
  ///
  /// - Parameter isCancelled: whether the provider has it so already.
  package func endKey(of phone: PhoneRecord, isCancelled: Bool) throws {
    var filter = AcsCredentialFilter()
    filter.phone = phone.id
    try end(filter, as: .acsCredentialInvalidated)
    if isCancelled { try remember(false, phone) }
  }

  /// The guest's phones open doors as this user from now on, or not any more: it is another person's at the provider.
  package func followGuest(of user: AcsUserRecord, was before: AcsUserRecord) throws {
    guard user.isHeldByGuest != before.isHeldByGuest, let identity = user.userIdentityID else { return }
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

  /// The guest signed in with another account: the keys that phones have of the one before are given up with it.
  package func endKeys(ofFormerAccountOf identity: ID<UserIdentity>) throws {
    for var phone in try phones(of: identity, in: workspaceID) where phone.key?.providerDeviceID != nil {
      try endKey(of: phone, isCancelled: true)
      phone.key = nil
      try save(phone)
    }
  }

  /// The right to hold keys was taken away at the provider, and with it every key of the identity's phones. Where the
  /// provider had the user for another person than the guest, the guest's phones had none by it.
  ///
  /// - Parameter holder: who had the right until now.
  package func endKeys(of holder: AcsUserRecord) throws {
    let workspace = holder.workspaceID
    if let identity = holder.userIdentityID, holder.isHeldByGuest {
      for var phone in try phones(of: identity, in: workspace) where phone.key != nil {
        try endKey(of: phone, isCancelled: true)
        phone.key = nil
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

  /// The shares of a credential end with it, or with its owner's hold on it.
  package func endShares(of parent: AcsCredentialRecord, as type: EventType) throws {
    var filter = AcsCredentialFilter()
    filter.parent = parent.id
    try end(filter, as: type)
  }

  /// Removes the shares that a filter names, with an event for each.
  private func end(_ filter: AcsCredentialFilter, as type: EventType) throws {
    for row in try acsCredentialRows(filter, PageRange(from: nil, limit: 10_000), in: workspaceID).rows {
      try append(type, about: .of(row.credential))
      try remove(row.credential)
    }
  }
}
