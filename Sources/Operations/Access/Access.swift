import API
import Core
import Engine
import Store
import Wire

extension Platform {
  func handleAccess(_ handlers: inout Handlers) {
    handlers.on(Access.Explain.self) { request, caller in
      try await read(caller) { connection, now in
        let moment = request.moment ?? now
        let entrance = try connection.entrance(request.acsEntranceID, in: caller.workspaceID)
        let code = try request.accessCodeID.map { id in
          guard let code = try connection.seenCode(id, isManaged: nil, caller) else {
            throw APIError.notFound(.accessCode, id.text)
          }
          return code
        }
        let identity = try connection.identity(of: request, code, in: caller.workspaceID)
        let user = try connection.user(of: request, identity, at: entrance, by: moment, in: caller.workspaceID)
        let facts = try EntranceFacts(entrance, at: moment, connection, in: caller.workspaceID)
        let explanation = explainAccess(
          try facts.with(user, comingAs: identity, connection), means: code == nil ? request.means : .code, at: moment,
          now: now, connection.brand)
        return code.map { explanation.about($0) } ?? explanation
      }
    }
    handlers.on(Access.ListOpeners.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      return try await read(caller) { connection, now in
        let moment = request.moment ?? now
        let wanted = Set(request.access ?? [.allowed, .unknown])
        let entrance = try connection.entrance(request.acsEntranceID, in: caller.workspaceID)
        let facts = try EntranceFacts(entrance, at: moment, connection, in: caller.workspaceID)
        let page = try connection.candidates(for: entrance.id, at: moment, paging.range, in: caller.workspaceID)
        var openers: [AccessOpener] = []
        let comers = page.rows.map { user, identity in
          EntranceFacts.Comer(user: user, identity: user == nil ? identity : nil)
        }
        for ((user, identity), whole) in zip(page.rows, try facts.with(comers, connection)) {
          let judged = judgeAccess(whole, means: request.means, at: moment, now: now, connection.brand)
          if !wanted.contains(judged.access) { continue }
          openers.append(
            AccessOpener(acsUserID: user, userIdentityID: identity, access: judged.access, reason: judged.reason))
        }
        let names = try connection.personNames(Set(openers.compactMap(\.acsUserID)), in: caller.workspaceID)
        for index in openers.indices { openers[index].personName = openers[index].acsUserID.flatMap { names[$0] } }
        return Page(openers, paging.pagination(next: page.next))
      }
    }
    handlers.on(Revocations.Get.self) { request, caller in
      let reconciler = reconciler
      return try await read(caller) { connection, now in
        var revocation = try connection.revocation(of: request.acsUserID, in: caller.workspaceID, now: now)
        let user = try connection.acsUser(request.acsUserID, in: caller.workspaceID)
        if let failure = user.flatMap({ reconciler.failure(at: $0.acsSystemID) }) {
          revocation.add(failure, connection.brand)
        }
        return revocation
      }
    }
  }
}

extension AccessRevocation {
  /// Explains why the provider has not confirmed a revocation.
  fileprivate mutating func add(_ failure: CallFailure, _ brand: Brand) {
    for index in entrances.indices where entrances[index].state.known != .confirmed {
      entrances[index].message += " " + failure.message(brand)
    }
  }
}

extension Connection {
  fileprivate func revocation(
    of user: ID<AcsUser>, in workspace: ID<Workspace>, now: Instant
  ) throws -> AccessRevocation {
    let record = try acsUser(user, in: workspace)
    guard let person = try accessPerson(user, in: workspace) else { throw APIError.notFound(.acsUser, user.text) }
    var entrances = try entrances(everReachedBy: person, in: workspace)
    let identity = try linkedIdentity(of: user, by: now, in: workspace)
    if let identity {
      let known = Set(entrances.map(\.id))
      var filter = AcsEntranceFilter()
      filter.ids = try grantedEntrances(of: identity, in: workspace).filter { !known.contains($0) }
      filter.acsSystemID = record?.acsSystemID
      entrances += try acsEntrances(filter, PageRange(from: nil, limit: 10_000), in: workspace).rows
    }
    let isBeingRevoked = try record.map { try $0.isBeingRevoked(memberships(of: $0)) } ?? true
    let rights = try identity.map { try remoteRights(of: [$0], to: entrances.map(\.id), in: workspace) }
    let states = try facts(of: entrances, at: now, in: workspace).map { known in
      var facts = known
      facts.person = person
      if let identity, let rights { facts.remote = rights.rights(of: identity, to: facts.entranceID) }
      let isHeld = facts.groups.contains { person.wantedMemberships[$0.id]?.current == .yes }
      return entranceRevocation(facts, isWanted: isHeld && !isBeingRevoked, now: now, brand)
    }
    let order = EntranceRevocation.State.allCases
    let least = states.compactMap { $0.state.known.flatMap(order.firstIndex) }.max().map { order[$0] }
    return AccessRevocation(acsUserID: user, moment: now, state: least ?? .confirmed, entrances: states)
  }

  fileprivate func entrance(_ id: ID<AcsEntrance>, in workspace: ID<Workspace>) throws -> AcsEntranceRecord {
    guard let entrance = try acsEntrance(id, in: workspace) else { throw APIError.notFound(.acsEntrance, id.text) }
    return entrance
  }

  /// The person's identity. An access code has a person of its own, whom callers do not see.
  fileprivate func identity(
    of request: Access.Explain, _ code: AccessCodeRecord?, in workspace: ID<Workspace>
  ) throws -> ID<UserIdentity>? {
    guard let code else { return try request.userIdentityID.map { try existingIdentity($0, in: workspace) } }
    guard let grant = try accessGrant(code.accessGrantID, in: workspace) else {
      throw APIError.notFound(.accessCode, code.id.text)
    }
    return grant.userIdentityID
  }

  /// The person's ACS user. A deleted user is still known by its history. An identity without a user in
  /// the entrance's system has none.
  fileprivate func user(
    of request: Access.Explain, _ identity: ID<UserIdentity>?, at entrance: AcsEntranceRecord, by moment: Instant,
    in workspace: ID<Workspace>
  ) throws -> ID<AcsUser>? {
    if let identity {
      return try linkedAcsUser(of: identity, at: entrance.acsSystemID, by: moment, in: workspace)
    }
    guard let id = request.acsUserID else { throw APIError.notFound(.acsUser) }
    if let user = try acsUser(id, in: workspace) {
      guard user.acsSystemID == entrance.acsSystemID else {
        throw APIError.invalidInput("acs_user_id", "The user belongs to a different system than the entrance")
      }
    } else if try !hasHistory(id, in: workspace) {
      throw APIError.notFound(.acsUser, id.text)
    }
    return id
  }
}
