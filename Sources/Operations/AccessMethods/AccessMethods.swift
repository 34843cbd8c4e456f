import API
import Core
import Engine
import Store
import Wire

extension Platform {
  func handleAccessMethods(_ handlers: inout Handlers) {
    handlers.on(AccessMethods.Get.self) { request, caller in
      let secrets = secrets
      return try await read(caller) { connection, now in
        let (method, state) = try connection.method(request.accessMethodID, caller)
        return try secrets.resource(state, method, now: now, connection.brand, at: caller.address.known)
      }
    }
    handlers.on(AccessMethods.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      let secrets = secrets
      return try await read(caller) { connection, now in
        guard let filter = try request.filter(caller, connection) else {
          return Page([], paging.pagination(next: nil))
        }
        let page = try connection.accessMethods(filter, paging.range, in: caller.workspaceID)
        let methods = try connection.methods(page.rows, seenBy: caller).map {
          try secrets.resource($0.state, $0.method, now: now, connection.brand, at: caller.address.known)
        }
        return Page(methods, paging.pagination(next: page.next))
      }
    }
    handlers.on(AccessMethods.Delete.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.delete(request, caller) }
    }
    handlers.on(AccessMethods.GetRelated.self) { request, caller in
      let secrets = secrets
      return try await read(caller) { connection, now in
        try connection.related(request, secrets, now: now, caller)
      }
    }
    // All methods are managed.
    handlers.on(UnmanagedAccessMethods.Get.self) { request, _ in
      throw APIError.notFound(.accessMethod, request.accessMethodID.text)
    }
    handlers.on(UnmanagedAccessMethods.List.self) { request, caller in
      try await read(caller) { connection, _ in
        _ = try connection.grant(request.accessGrantID, nil, caller)
        return []
      }
    }
    handleMethodActions(&handlers)
  }

  private func handleMethodActions(_ handlers: inout Handlers) {
    handlers.on(AccessMethods.UnlockDoor.self) { request, caller, answer in
      let right = try await read(caller) { connection, now in try connection.cloudKey(request, now: now, caller) }
      switch right {
      case .key(let key):
        return try await move(ID(request.acsEntranceID.text), .unlock, caller, answer, cloudKey: key)
      case .none(let failure):
        return try await write(caller, keeping: answer) { change in
          try change.refuse(request, with: failure, caller)
        }
      }
    }
    handlers.on(AccessMethods.AssignCard.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.assignCard(request, caller) }
    }
  }
}

extension Connection {
  /// The method, with its grant. A customer's session sees only methods of its customer's grants.
  func method(_ id: ID<AccessMethod>, _ caller: Caller) throws -> (method: AccessMethodState, state: AccessGrantState) {
    try methods([id], caller)[0]
  }

  /// The methods with the IDs, each once, with their grants. Throws if the caller cannot see one of them.
  func methods(
    _ ids: [ID<AccessMethod>], _ caller: Caller
  ) throws -> [(method: AccessMethodState, state: AccessGrantState)] {
    var filter = AccessMethodFilter()
    filter.ids = ids
    let records = try accessMethods(filter, PageRange(from: nil, limit: Paging.rowMax), in: caller.workspaceID).rows
    let found = try methods(records, seenBy: caller).filter { caller.maySee($0.state.grant) }
    let known = Set(found.map(\.method.method.id))
    if let missing = ids.first(where: { !known.contains($0) }) { throw APIError.notFound(.accessMethod, missing.text) }
    return found
  }

  /// The states of methods, with their grants.
  ///
  /// - Parameter caller: who sees them. Nil for somebody who runs the workspace.
  func methods(
    _ records: [AccessMethodRecord], seenBy caller: Caller? = nil
  ) throws -> [(method: AccessMethodState, state: AccessGrantState)] {
    guard let workspace = records.first?.workspaceID else { return [] }
    var filter = AccessGrantFilter()
    filter.ids = Array(Set(records.map(\.accessGrantID)))
    let grants = try accessGrants(filter, PageRange(from: nil, limit: records.count), in: workspace).rows
    let seen = try caller.map { try self.states(of: grants, seenBy: $0) } ?? self.states(of: grants, in: workspace)
    let states = Dictionary(seen.map { ($0.grant.id, $0) }) { first, _ in first }
    return records.compactMap { record in
      guard let state = states[record.accessGrantID],
        let method = state.methods.first(where: { $0.method.id == record.id })
      else { return nil }
      return (method, state)
    }
  }
}

extension AccessMethods.List {
  /// Nil if no method can match.
  fileprivate func filter(_ caller: Caller, _ connection: Connection) throws -> AccessMethodFilter? {
    // There are no access codes.
    if accessCodeID != nil { return nil }
    var filter = AccessMethodFilter()
    if accessGrantID != nil || accessGrantKey != nil {
      filter.accessGrantID = try connection.grant(accessGrantID, accessGrantKey, caller).id
    }
    filter.doors = [acsEntranceID, deviceID.map { ID($0.text) }].compactMap(\.self)
    filter.spaceID = spaceID
    guard let session = caller.session else { return filter }
    guard let own = session.customerKey else { return nil }
    filter.customerKey = own
    return filter
  }
}

extension Connection {
  /// The grant whose methods a request deletes, by its ID or by its reservation.
  fileprivate func grant(_ request: AccessMethods.Delete, _ caller: Caller) throws -> AccessGrantRecord {
    if let id = request.accessGrantID { return try grant(id, nil, caller) }
    var filter = AccessGrantFilter()
    filter.reservationKey = request.reservationKey
    let found = try accessGrants(filter, PageRange(from: nil, limit: 100), in: caller.workspaceID).rows
      .filter { !$0.isDeleted && caller.maySee($0) }
    guard let grant = found.first else { throw APIError.notFound(.accessGrant) }
    guard found.count == 1 else {
      throw APIError.ambiguousKey("reservation_key", found.map(\.id.text), as: "access_grant_ids")
    }
    return grant
  }
}

extension Platform.Change {
  fileprivate mutating func delete(_ request: AccessMethods.Delete, _ caller: Caller) throws -> Nothing {
    if let id = request.accessMethodID {
      let (method, state) = try transaction.method(id, caller)
      if !state.grant.isDeleted {
        try remove(method.method, of: state.grant)
        try settle(state.grant, without: [method.method])
      }
    } else if request.accessGrantID != nil || request.reservationKey != nil {
      let grant = try transaction.grant(request, caller)
      if grant.isDeleted { return Nothing() }
      let methods = try transaction.accessMethods(of: [grant.id], in: workspaceID)[grant.id] ?? []
      for method in methods { try remove(method, of: grant) }
      try settle(grant, without: methods)
    } else {
      throw APIError.notFound(.accessMethod)
    }
    return Nothing()
  }

  /// Adapts what depends on a grant whose methods were deleted. They are not created again.
  private mutating func settle(_ grant: AccessGrantRecord, without methods: [AccessMethodRecord]) throws {
    for system in try transaction.follow(grant, changed: true) { wake(system, isUrgent: true) }
    for method in methods {
      try transaction.followGrants(ofUser: method.acsUserID)
      wake(method.acsSystemID, isUrgent: true)
    }
  }
}
