import API
import Core
import Store
import Wire

extension Platform {
  func handleAcsUsers(_ handlers: inout Handlers) {
    handlers.on(AcsUsers.Create.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.create(request) }
    }
    handlers.on(AcsUsers.Get.self) { request, caller in
      try await read(caller) { connection, now in
        try connection.acsUserRow(request.user, in: caller.workspaceID).resource(now: now, connection.brand)
      }
    }
    handlers.on(stored: AcsUsers.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      return try await read(caller) { connection, now in
        var filter = request.filter
        guard let identity = try caller.narrowed(request.userIdentityID, connection) else {
          return Page([], paging.pagination(next: nil))
        }
        filter.userIdentityID = identity
        let page = try connection.acsUsers(filter, paging.range, in: caller.workspaceID, now: now)
        return Page(page.rows, paging.pagination(next: page.next))
      }
    }
    handlers.on(AcsUsers.Update.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.update(request) }
    }
    handlers.on(AcsUsers.Delete.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        try change.delete(try change.user(request.user))
        return Nothing()
      }
    }
    handlers.on(AcsUsers.Suspend.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.suspend(request.user, true) }
    }
    handlers.on(AcsUsers.Unsuspend.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.suspend(request.user, false) }
    }
    handleAcsUserAccess(&handlers)
  }

  private func handleAcsUserAccess(_ handlers: inout Handlers) {
    handlers.on(AcsUsers.AddToAccessGroup.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        let group = try change.group(request.acsAccessGroupID)
        try change.want(true, try change.user(request.acsUserID), in: group)
        return Nothing()
      }
    }
    handlers.on(AcsUsers.RemoveFromAccessGroup.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        let group = try change.group(request.acsAccessGroupID)
        try change.want(
          false, try change.user(request.acsUserID, request.userIdentityID, at: group.acsSystemID), in: group)
        return Nothing()
      }
    }
    handlers.on(AcsUsers.ListAccessibleEntrances.self) { request, caller in
      try await read(caller) { connection, _ in
        let row = try connection.acsUserRow(request.user, in: caller.workspaceID)
        guard caller.maySee(row.user.userIdentityID) else { throw APIError.notFound(.acsUser, row.user.id.text) }
        return try connection.entrances(.user(row.user.id), in: caller.workspaceID)
      }
    }
    handlers.on(AcsUsers.RevokeAccessToAllEntrances.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        let user = try change.user(request.user)
        try change.refuseAtCredentialManager(user, "access groups")
        try change.refuseGrants(of: user)
        let memberships = try change.transaction.memberships(of: user)
        for membership in memberships where membership.isWanted && (user.origin.isOurs || membership.isOwn) {
          try change.transaction.want(false, user, in: membership.acsAccessGroupID)
        }
        try change.change(user, retrying: .membership)
        return Nothing()
      }
    }
  }
}

extension Connection {
  /// All ACS users that match a filter.
  func acsUsers(
    _ filter: AcsUserFilter, in workspace: ID<Workspace>, now: Instant
  ) throws -> [StoredJSON<AcsUser>] {
    try acsUsers(filter, PageRange(from: nil, limit: Paging.rowMax), in: workspace, now: now).rows
  }

  func acsUserRow(_ selector: AcsUserSelector, in workspace: ID<Workspace>) throws -> AcsUserRow {
    var id = selector.acsUserID
    if id == nil, let identity = selector.userIdentityID, let system = selector.acsSystemID {
      id = try acsUser(of: current(identity, in: workspace), at: system, in: workspace)?.id
    }
    guard let id, let row = try acsUserRow(id, in: workspace) else {
      throw APIError.notFound(.acsUser, selector.acsUserID?.text)
    }
    return row
  }

  /// All entrances that the users can open.
  func entrances(_ reach: EntranceReach, in workspace: ID<Workspace>) throws -> [AcsEntrance] {
    var filter = AcsEntranceFilter()
    filter.reach = reach
    return try acsEntranceResources(filter, PageRange(from: nil, limit: 100_000), in: workspace).rows
  }
}

extension AcsUsers.List {
  fileprivate var filter: AcsUserFilter {
    var filter = AcsUserFilter()
    filter.acsSystemID = acsSystemID
    filter.createdBefore = createdBefore
    filter.search = search
    filter.identityEmailAddress = userIdentityEmailAddress
    filter.identityPhoneNumber = userIdentityPhoneNumber
    return filter
  }
}

extension Platform.Change {
  fileprivate mutating func create(_ request: AcsUsers.Create) throws -> AcsUser {
    let system = try system(request.acsSystemID)
    let identity = try request.userIdentityID.map { id in
      guard let identity = try transaction.userIdentity(id, in: workspaceID) else {
        throw APIError.userIdentityNotFound(id.text)
      }
      return identity
    }
    let schedule = try request.accessSchedule.map(newSchedule)
    if system.isCredentialManager, schedule != nil {
      throw APIError.notSupported("A credential manager's users have no access schedule")
    }
    let groups = try request.acsAccessGroupIDs.map { try group($0) }
    let wanted = AcsUserRecord.Wanted(
      fullName: request.fullName, emailAddress: request.emailAddress ?? request.email,
      phoneNumber: request.phoneNumber, schedule: schedule)
    let user = try createUser(at: system, wanted, of: identity)
    for group in groups { try want(true, user, in: group) }
    // The user was just written, so it is not read again.
    var row = AcsUserRow(
      user: user, identity: identity.map(AcsUserRow.LinkedIdentity.init),
      isOfCredentialManager: system.isCredentialManager)
    if !groups.isEmpty { row.openMemberships = try transaction.openMemberships(of: user) }
    return row.resource(now: now, brand)
  }

  fileprivate mutating func update(_ request: AcsUsers.Update) throws -> Nothing {
    let user = try user(request.user)
    var wanted = user.wanted
    switch request.accessSchedule {
    case .keep: break
    case .clear: wanted.setOwn(nil)
    case .set(let schedule):
      try refuseAtCredentialManager(user, "access schedule")
      wanted.setOwn(try changedSchedule(schedule, was: user.wanted.own.schedule ?? user.wanted.schedule))
    }
    if let fullName = request.fullName { wanted.fullName = fullName }
    if let address = request.emailAddress ?? request.email { wanted.emailAddress = address }
    if let number = request.phoneNumber { wanted.phoneNumber = number }
    wanted.readdress(by: try user.userIdentityID.map { try identity($0) })
    try change(user) { $0.wanted = wanted }
    return Nothing()
  }

  fileprivate mutating func suspend(_ selector: AcsUserSelector, _ isSuspended: Bool) throws -> Nothing {
    let user = try user(selector)
    try refuseAtCredentialManager(user, "suspension")
    if !isSuspended { try refuseForeignBar(user) }
    try change(user) { $0.wanted.isSuspended = isSuspended }
    return Nothing()
  }

  /// The user given by its ID, or by its identity and system.
  func user(
    _ id: ID<AcsUser>?, _ identity: ID<UserIdentity>?, at system: ID<AcsSystem>
  ) throws -> AcsUserRecord {
    if let id { return try user(id) }
    guard let identity,
      let user = try transaction.acsUser(
        of: transaction.current(identity, in: workspaceID), at: system, in: workspaceID)
    else {
      throw APIError.notFound(.acsUser)
    }
    return user
  }
}
