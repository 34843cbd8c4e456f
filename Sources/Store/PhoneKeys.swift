import API
import Core
import Wire

/// The shares of credentials that phones hold: one for each mobile key credential of the phone's owner.
extension Connection {
  /// A phone holds its key: its owner's mobile key credentials are issued to it, but for those of users whom the
  /// provider has for another person than the one whose account the phone's key is of.
  package func issueKey(of phone: PhoneRecord, at now: Instant, _ identifiers: Identifiers) throws {
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
        connectedAccountID: parent.connectedAccountID, sequence: try nextAcsCredentialSequence(in: workspace),
        acsUserID: parent.acsUserID, accessMethod: .mobileKey, isMultiPhoneSync: false, createdAt: now,
        share: .init(parent: parent.id, phone: phone.id, issuedAt: now))
      try insert(share)
      try append(.acsCredentialIssued, of: share, at: now, identifiers)
      if all.allSatisfy({ $0.share?.parent != parent.id }) {
        try append(.acsCredentialIssued, of: parent, at: now, identifiers)
      }
    }
    try remember(true, phone, at: now)
  }

  /// A phone's key is not to open anything any more: its shares end.
  ///
  /// - Parameter isCancelled: whether the provider has it so already.
  package func endKey(
    of phone: PhoneRecord, isCancelled: Bool, at now: Instant, _ identifiers: Identifiers
  ) throws {
    var filter = AcsCredentialFilter()
    filter.phone = phone.id
    try end(filter, in: phone.workspaceID, as: .acsCredentialInvalidated, at: now, identifiers)
    if isCancelled { try remember(false, phone, at: now) }
  }

  /// The guest's phones open doors as this user from now on, or not any more: it is another person's at the provider.
  package func followGuest(
    of user: AcsUserRecord, was before: AcsUserRecord, at now: Instant, _ identifiers: Identifiers
  ) throws {
    guard user.isHeldByGuest != before.isHeldByGuest, let identity = user.userIdentityID else { return }
    for phone in try phones(of: identity, in: user.workspaceID) where phone.key != nil {
      if user.isHeldByGuest {
        try issueKey(of: phone, at: now, identifiers)
      } else {
        var filter = AcsCredentialFilter()
        (filter.acsUserID, filter.phone) = (user.id, phone.id)
        try end(filter, in: user.workspaceID, as: .acsCredentialInvalidated, at: now, identifiers)
        try remember(false, phone, of: user, at: now)
      }
    }
  }

  /// The guest signed in with another account: the keys that phones have of the one before are given up with it.
  package func endKeys(
    ofFormerAccountOf identity: ID<UserIdentity>, in workspace: ID<Workspace>, at now: Instant,
    _ identifiers: Identifiers
  ) throws {
    for var phone in try phones(of: identity, in: workspace) where phone.key?.providerDeviceID != nil {
      try endKey(of: phone, isCancelled: true, at: now, identifiers)
      phone.key = nil
      try save(phone)
    }
  }

  /// The right to hold keys was taken away at the provider, and with it every key of the identity's phones. Where the
  /// provider had the user for another person than the guest, the guest's phones had none by it.
  ///
  /// - Parameter holder: who had the right until now.
  package func endKeys(of holder: AcsUserRecord, at now: Instant, _ identifiers: Identifiers) throws {
    let workspace = holder.workspaceID
    if let identity = holder.userIdentityID, holder.isHeldByGuest {
      for var phone in try phones(of: identity, in: workspace) where phone.key != nil {
        try endKey(of: phone, isCancelled: true, at: now, identifiers)
        phone.key = nil
        try save(phone)
      }
    }
    for var phone in try phonesAwaitingRemoval(only: holder, in: workspace) {
      phone.removal?.removedAt = now
      try save(phone)
      try remember(false, phone, at: now)
    }
    try run(
      "DELETE FROM phone_removal_holders WHERE workspace_id = ? AND acs_user_id = ?", workspace, holder.id)
  }

  /// The shares of a credential end with it, or with its owner's hold on it.
  package func endShares(
    of parent: AcsCredentialRecord, as type: EventType, at now: Instant, _ identifiers: Identifiers
  ) throws {
    var filter = AcsCredentialFilter()
    filter.parent = parent.id
    try end(filter, in: parent.workspaceID, as: type, at: now, identifiers)
  }

  /// Removes the shares that a filter names, with an event for each.
  private func end(
    _ filter: AcsCredentialFilter, in workspace: ID<Workspace>, as type: EventType, at now: Instant,
    _ identifiers: Identifiers
  ) throws {
    for row in try acsCredentialRows(filter, PageRange(from: nil, limit: 10_000), in: workspace).rows {
      try append(type, of: row.credential, at: now, identifiers)
      try remove(row.credential, at: now)
    }
  }

  package func append(
    _ type: EventType, of credential: AcsCredentialRecord, at now: Instant, _ identifiers: Identifiers
  ) throws {
    var subject = EventSubject()
    subject.acsCredentialID = credential.id
    subject.acsSystemID = credential.acsSystemID
    subject.connectedAccountID = credential.connectedAccountID
    try append(Event(type, subject, eventID: identifiers.next(), at: now, workspaceID: credential.workspaceID))
  }

  /// Keeps, for each of the owner's users that its key is for, that the phone holds it, or no longer.
  private func remember(_ isHeld: Bool, _ phone: PhoneRecord, at now: Instant) throws {
    for user in try acsUsers(of: phone.userIdentityID, in: phone.workspaceID) where !isHeld || user.isHeldByGuest {
      try remember(isHeld, phone, of: user, at: now)
    }
  }

  private func remember(_ isHeld: Bool, _ phone: PhoneRecord, of user: AcsUserRecord, at now: Instant) throws {
    let expiresAt = phone.key.map { JSON.string($0.expiresAt.description) } ?? .null
    let state = JSON.object([
      "device_id": .string(phone.id.text), "is_held": .bool(isHeld), "expires_at": isHeld ? expiresAt : .null,
    ])
    try remember(user, .phone, state, at: now)
  }
}
