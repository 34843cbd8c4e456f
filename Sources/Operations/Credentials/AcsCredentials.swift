import API
import Core
import Engine
import Store
import Wire

extension Platform {
  /// How long a creation waits for its PIN.
  private static let pinPatience = Duration.seconds(10)

  func handleAcsCredentials(_ handlers: inout Handlers) {
    handlers.on(AcsCredentials.Create.self) { request, caller, answer in
      let (secrets, brand) = (secrets, brand)
      let now = clocks.now(in: caller.workspaceID)
      let made = try await write(caller, keeping: answer, as: { try secrets.resource($0, now: now, brand) }) {
        try $0.create(request)
      }
      guard made.credential.accessMethod == .code else { return try secrets.resource(made, now: now, brand) }
      let id = made.credential.id
      try await reconciler.waitForPin(of: id, in: caller.workspaceID, upTo: Self.pinPatience)
      let row = try await read(caller) { connection, _ in try connection.acsCredentialRow(id, in: caller.workspaceID) }
      return try secrets.resource(row ?? made, now: now, brand)
    }
    handlers.on(AcsCredentials.Get.self) { request, caller in
      let secrets = secrets
      return try await read(caller) { connection, now in
        guard let row = try connection.acsCredentialRow(request.acsCredentialID, in: caller.workspaceID) else {
          throw APIError.notFound(.acsCredential, request.acsCredentialID.text)
        }
        return try secrets.resource(row, now: now, connection.brand)
      }
    }
    handlers.on(AcsCredentials.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      let secrets = secrets
      return try await read(caller) { connection, now in
        var filter = request.filter
        guard let identity = try caller.narrowed(request.userIdentityID, connection) else {
          return Page([], paging.pagination(next: nil))
        }
        filter.userIdentityID = identity
        let page = try connection.acsCredentialRows(filter, paging.range, in: caller.workspaceID)
        let credentials = try page.rows.map { try secrets.resource($0, now: now, connection.brand) }
        return Page(credentials, paging.pagination(next: page.next))
      }
    }
    handlers.on(AcsCredentials.ListAccessibleEntrances.self) { request, caller in
      try await read(caller) { connection, _ in
        guard try connection.acsCredentialRow(request.acsCredentialID, in: caller.workspaceID) != nil else {
          throw APIError.notFound(.acsCredential, request.acsCredentialID.text)
        }
        return try connection.entrances(.credential(request.acsCredentialID), in: caller.workspaceID)
      }
    }
    handleAcsCredentialChanges(&handlers)
  }

  private func handleAcsCredentialChanges(_ handlers: inout Handlers) {
    handlers.on(AcsCredentials.Update.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        let row = try change.credential(request.acsCredentialID)
        if let code = request.code {
          guard row.credential.accessMethod == .code else {
            throw APIError.invalidInput("code", "Only a credential with access_method code has a code")
          }
          try change.changePin(of: row.credential, to: code)
        }
        if request.endsAt != nil {
          throw APIError.notSupported(
            "At \(change.brand.name), the user's access schedule decides when a credential expires")
        }
        return try change.answer(change.credential(request.acsCredentialID))
      }
    }
    handlers.on(AcsCredentials.Delete.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        let credential = try change.credential(request.acsCredentialID).credential
        try change.refuseShare(credential)
        if credential.tag != nil {
          throw APIError.notSupported("A card cannot be deleted. Unassign it to remove it from its owner")
        }
        try change.refuseGrantCredential(credential)
        try change.remove(credential)
        try change.withdraw(credential)
        return Nothing()
      }
    }
    handlers.on(AcsCredentials.Assign.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        let row = try change.assign(request)
        return try change.answer(row)
      }
    }
    handlers.on(AcsCredentials.Unassign.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        let row = try change.unassign(request)
        return try change.answer(row)
      }
    }
  }
}

extension AcsCredentials.List {
  fileprivate var filter: AcsCredentialFilter {
    var filter = AcsCredentialFilter()
    filter.acsSystemID = acsSystemID
    filter.acsUserID = acsUserID
    filter.createdBefore = createdBefore
    filter.isMultiPhoneSync = isMultiPhoneSyncCredential
    filter.search = search
    return filter
  }
}

extension Platform.Change {
  fileprivate mutating func create(_ request: AcsCredentials.Create) throws -> AcsCredentialRow {
    let user = try owner(of: request)
    try refuseAtCredentialManager(user, "credentials of their own")
    if request.accessMethod == .card {
      throw APIError.notSupported(
        "A card must first be enrolled at a lock of the site. Then sync the account and assign "
          + "the credential with its card_number")
    }
    if request.code != nil, request.accessMethod != .code {
      throw APIError.invalidInput("code", "Only a credential with access_method code has a code")
    }
    if request.startsAt != nil || request.endsAt != nil {
      throw APIError.notSupported("At \(brand.name), the user's access schedule decides when a credential is valid")
    }
    if !request.allowedAcsEntranceIDs.isEmpty {
      throw APIError.notSupported("At \(brand.name), access groups decide which entrances a credential opens")
    }
    if let manager = request.credentialManagerAcsSystemID {
      let system = try system(manager)
      guard system.isCredentialManager, system.connectedAccountID == user.connectedAccountID else {
        throw APIError.invalidInput(
          "credential_manager_acs_system_id", "This system is not a credential manager of the account")
      }
    }
    if request.accessMethod == .mobileKey {
      return try createMobileKey(for: user, isMultiPhoneSync: request.isMultiPhoneSyncCredential)
    }
    if request.isMultiPhoneSyncCredential {
      throw APIError.invalidInput("is_multi_phone_sync_credential", "Only a mobile key can be a multi-phone credential")
    }
    if request.accessMethod == .cloudKey { return try createCloudKey(for: user) }
    return try createPin(for: user, code: request.code)
  }

  /// The future owner of the credential. If no system is given, the identity must have exactly one site user.
  private mutating func owner(of request: AcsCredentials.Create) throws -> AcsUserRecord {
    if let id = request.acsUserID { return try user(id) }
    guard let identityID = request.userIdentityID else { throw APIError.notFound(.acsUser) }
    let identity = try identity(identityID)
    if let systemID = request.acsSystemID { return try user(of: identity, at: try system(systemID)) }
    let users = try transaction.acsUsers(of: identity.id, in: workspaceID).filter { user in
      try !system(of: user).isCredentialManager
    }
    guard let user = users.first, users.count == 1 else {
      throw APIError.invalidInput(
        "acs_system_id", "acs_system_id is required unless the identity has an ACS user in exactly one system")
    }
    return user
  }

  fileprivate mutating func assign(_ request: AcsCredentials.Assign) throws -> AcsCredentialRow {
    let credential = try credential(request.acsCredentialID).credential
    try refuseShare(credential)
    let owner: AcsUserRecord
    if let id = request.acsUserID {
      owner = try user(id)
    } else if let id = request.userIdentityID {
      owner = try user(of: try identity(id), at: try system(credential.acsSystemID))
    } else {
      throw APIError.notFound(.acsUser)
    }
    guard owner.acsSystemID == credential.acsSystemID else {
      throw APIError.invalidInput("acs_user_id", "The user belongs to a different system than the credential")
    }
    if credential.acsUserID == owner.id { return try self.credential(credential.id) }
    guard credential.acsUserID == nil else {
      throw APIError.invalidInput("acs_credential_id", "The credential belongs to another user. Unassign it first")
    }
    switch credential.accessMethod {
    case .card: try wantCard(credential, of: owner)
    case .code: try wantPin(credential.id, of: owner)
    case .cloudKey: try refuseSecond(.cloudKey, of: owner)
    case .mobileKey:
      try refuseSecond(.mobileKey, of: owner)
      try allowMobileKey(owner)
    }
    try transaction.saveOwner(owner.id, of: credential)
    return try self.credential(credential.id)
  }

  fileprivate mutating func unassign(_ request: AcsCredentials.Unassign) throws -> AcsCredentialRow {
    let row = try credential(request.acsCredentialID)
    try refuseShare(row.credential)
    let isOwner =
      if let id = request.acsUserID {
        try user(id).id == row.credential.acsUserID
      } else if let id = request.userIdentityID {
        try identity(id).id == row.userIdentityID
      } else {
        false
      }
    guard isOwner else {
      let parameter = request.acsUserID == nil ? "user_identity_id" : "acs_user_id"
      throw APIError.invalidInput(parameter, "The credential is not assigned to this owner")
    }
    try refuseGrantCredential(row.credential)
    try transaction.endShares(of: row.credential, as: .acsCredentialInvalidated)
    try transaction.saveOwner(nil, of: row.credential)
    if row.credential.accessMethod == .code, row.issuedAt != nil {
      try transaction.removeCode(of: row.credential)
      try transaction.append(.acsCredentialInvalidated, about: .of(row.credential))
    }
    try withdraw(row.credential)
    return try credential(row.credential.id)
  }
}
