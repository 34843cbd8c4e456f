import API
import Core
import Store
import Wire

extension Platform {
  func handleUserIdentities(_ handlers: inout Handlers) {
    handlers.on(UserIdentities.Create.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.create(request) }
    }
    handlers.on(UserIdentities.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        let found =
          try request.userIdentityID.map { try connection.userIdentity($0, in: caller.workspaceID) }
          ?? request.userIdentityKey.map { try connection.userIdentity(key: $0, in: caller.workspaceID) }
        guard let identity = found ?? nil else {
          throw APIError.notFound(.userIdentity, request.userIdentityID?.text)
        }
        return identity.resource(try connection.acsUsers(of: identity.id, in: caller.workspaceID))
      }
    }
    handlers.on(UserIdentities.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      return try await read(caller) { connection, _ in
        guard let own = try caller.narrowed(nil, connection) else { return Page([], paging.pagination(next: nil)) }
        var filter = request.filter
        filter.ids = try filter.ids.map { try connection.current($0, in: caller.workspaceID) }
        if let own { filter.ids = (filter.ids ?? [own]).filter { $0 == own } }
        let page = try connection.userIdentities(filter, paging.range, in: caller.workspaceID)
        return Page(page.rows.map { $0.identity.resource($0.users) }, paging.pagination(next: page.next))
      }
    }
    handlers.on(UserIdentities.Update.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.update(request) }
    }
    handlers.on(UserIdentities.Delete.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        try change.delete(try change.identity(request.userIdentityID))
        return Nothing()
      }
    }
    handlers.on(UserIdentities.Merge.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.merge(request) }
    }
    handlers.on(UserIdentities.AddAcsUser.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.addAcsUser(request) }
    }
    handlers.on(UserIdentities.RemoveAcsUser.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        let identity = try change.identity(request.userIdentityID)
        let user = try change.user(request.acsUserID)
        guard user.userIdentityID == identity.id else {
          throw APIError.invalidInput("acs_user_id", "The user does not belong to this identity")
        }
        try change.refuseGrants(of: user)
        try change.unlink(user)
        return Nothing()
      }
    }
    handleUserIdentityLists(&handlers)
  }

  private func handleUserIdentityLists(_ handlers: inout Handlers) {
    handlers.on(stored: UserIdentities.ListAcsUsers.self) { request, caller in
      try await read(caller) { connection, now in
        var filter = AcsUserFilter()
        filter.userIdentityID = try connection.identity(request.userIdentityID, seenBy: caller)
        return try connection.acsUsers(filter, in: caller.workspaceID, now: now)
      }
    }
    handlers.on(UserIdentities.ListAcsSystems.self) { request, caller in
      try await read(caller) { connection, _ in
        let identity = try connection.identity(request.userIdentityID, seenBy: caller)
        return try connection.acsSystemRows(
          sight: SessionSight(identity: identity, accounts: []), in: caller.workspaceID
        ).map { $0.resource(connection.brand) }
      }
    }
    handlers.on(UserIdentities.ListAccessibleEntrances.self) { request, caller in
      try await read(caller) { connection, _ in
        let identity = try connection.identity(request.userIdentityID, seenBy: caller)
        return try connection.entrances(.identity(identity), in: caller.workspaceID)
      }
    }
  }
}

extension Connection {
  /// The identity with a key, or nil. A key that fits several is refused.
  func userIdentity(key: String, in workspace: ID<Workspace>) throws -> UserIdentityRecord? {
    let found = try userIdentities(key: key, in: workspace)
    guard found.count < 2 else { throw APIError.ambiguousKey("user_identity_key", found.map(\.id.text)) }
    return found.first
  }

  /// The identity that an ID refers to. It must exist, and the caller must be allowed to see it.
  func identity(_ id: ID<UserIdentity>, seenBy caller: Caller) throws -> ID<UserIdentity> {
    guard let identity = try userIdentity(id, in: caller.workspaceID), caller.maySee(identity.id) else {
      throw APIError.notFound(.userIdentity, id.text)
    }
    return identity.id
  }
}

extension UserIdentities.List {
  fileprivate var filter: UserIdentityFilter {
    var filter = UserIdentityFilter()
    filter.ids = userIdentityIDs
    filter.credentialManager = credentialManagerAcsSystemID
    filter.createdBefore = createdBefore
    filter.search = search
    return filter
  }
}

extension Platform.Change {
  fileprivate mutating func create(_ request: UserIdentities.Create) throws -> UserIdentity {
    let systems = try (request.acsSystemIDs ?? []).map { try system($0) }
    let identity = try createIdentity(
      key: request.userIdentityKey?.optional, emailAddress: request.emailAddress?.optional,
      fullName: request.fullName?.optional, phoneNumber: request.phoneNumber?.optional)
    for system in systems { _ = try user(of: identity, at: system) }
    return identity.resource(try transaction.acsUsers(of: identity.id, in: workspaceID))
  }

  func createIdentity(
    key: String?, emailAddress: String?, fullName: String?, phoneNumber: String?, customer: String? = nil,
    isStaff: Bool = false
  ) throws -> UserIdentityRecord {
    let identity = UserIdentityRecord(
      id: identifiers.next(), workspaceID: workspaceID,
      sequence: try transaction.nextUserIdentitySequence(), createdAt: now, key: key,
      emailAddress: emailAddress, fullName: fullName, phoneNumber: phoneNumber, customerKey: customer,
      isStaff: isStaff)
    try refuseConflicts(identity)
    try transaction.insert(identity)
    return identity
  }

  /// E-mail address and phone number must be unique, and the key among those of the customer.
  private func refuseConflicts(_ identity: UserIdentityRecord) throws {
    func refuse(_ field: String, _ other: UserIdentityRecord?) throws {
      if let other, other.id != identity.id { throw APIError.identityConflict(field, with: other.id.text) }
    }
    if let address = identity.emailAddress {
      try refuse("email_address", try transaction.userIdentity(emailAddress: address, in: workspaceID))
    }
    if let number = identity.phoneNumber {
      try refuse("phone_number", try transaction.userIdentity(phoneNumber: number, in: workspaceID))
    }
    if let key = identity.key {
      try refuse(
        "user_identity_key",
        try transaction.userIdentity(key: key, ofCustomer: identity.customerKey, in: workspaceID))
    }
  }

  fileprivate mutating func update(_ request: UserIdentities.Update) throws -> Nothing {
    var identity = try identity(request.userIdentityID)
    let formerAddress = identity.emailAddress
    identity.emailAddress = request.emailAddress.applied(to: identity.emailAddress)
    identity.fullName = request.fullName.applied(to: identity.fullName)
    identity.phoneNumber = request.phoneNumber.applied(to: identity.phoneNumber)
    identity.key = request.userIdentityKey.applied(to: identity.key)
    try save(identity, formerly: formerAddress)
    return Nothing()
  }

  /// Stores a changed identity. Its users follow its e-mail address.
  mutating func save(_ identity: UserIdentityRecord, formerly address: String?) throws {
    try refuseConflicts(identity)
    if let key = identity.key { try transaction.forgetMergedKey(key, ofCustomer: identity.customerKey) }
    try transaction.save(identity)
    try readdressUsers(of: identity, formerly: address)
  }

  fileprivate mutating func addAcsUser(_ request: UserIdentities.AddAcsUser) throws -> Nothing {
    let user = try user(request.acsUserID)
    let identity: UserIdentityRecord
    if let id = request.userIdentityID {
      guard let found = try transaction.userIdentity(id, in: workspaceID) else {
        throw APIError.userIdentityNotFound(id.text)
      }
      identity = found
    } else if let key = request.userIdentityKey, let found = try transaction.userIdentity(key: key, in: workspaceID) {
      identity = found
    } else {
      identity = try createIdentity(
        key: request.userIdentityKey, emailAddress: user.wanted.emailAddress, fullName: user.wanted.fullName,
        phoneNumber: user.wanted.phoneNumber)
    }
    if let owner = user.userIdentityID, owner != identity.id {
      throw APIError.invalidInput(
        "acs_user_id", "The user belongs to another identity. Remove it from that identity first")
    }
    _ = try link(user, to: identity)
    return Nothing()
  }
}
