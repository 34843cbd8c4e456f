import API
import Core
import Store
import Wire

extension Platform {
  func handleSpaces(_ handlers: inout Handlers) {
    handlers.on(Spaces.Create.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.createSpace(request, caller) }
    }
    handlers.on(Spaces.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        try connection.space(request.spaceID, request.spaceKey, caller).resource
      }
    }
    handlers.on(Spaces.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      return try await read(caller) { connection, _ in
        var filter = request.filter
        if let own = caller.session?.customerKey {
          if request.customerKey != nil, request.customerKey != own { return Page([], paging.pagination(next: nil)) }
          filter.customerKey = own
        }
        let page = try connection.spaces(filter, paging.range, in: caller.workspaceID)
        return Page(page.rows.map(\.resource), paging.pagination(next: page.next))
      }
    }
    handlers.on(Spaces.Update.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.update(request, caller) }
    }
    handlers.on(Spaces.Delete.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        try change.delete(try change.transaction.space(request.spaceID, nil, caller).space)
        return Nothing()
      }
    }
    handlers.on(Spaces.GetRelated.self) { request, caller in
      let secrets = secrets
      return try await read(caller) { connection, now in
        try connection.related(request, secrets, now: now, caller)
      }
    }
    handleSpaceMembers(&handlers)
  }

  private func handleSpaceMembers(_ handlers: inout Handlers) {
    handlers.on(Spaces.AddDevices.self) { request, caller, answer in
      try await change(request.spaceID, caller, answer) { change, members in
        members.devices += try change.transaction.doors(devices: request.deviceIDs, caller)
      }
    }
    handlers.on(Spaces.RemoveDevices.self) { request, caller, answer in
      try await change(request.spaceID, caller, answer) { _, members in
        members.devices.removeAll { request.deviceIDs.contains(ID($0.text)) }
      }
    }
    handlers.on(Spaces.AddAcsEntrances.self) { request, caller, answer in
      try await change(request.spaceID, caller, answer) { change, members in
        members.entrances += try change.transaction.doors(entrances: request.acsEntranceIDs, caller)
      }
    }
    handlers.on(Spaces.RemoveAcsEntrances.self) { request, caller, answer in
      try await change(request.spaceID, caller, answer) { _, members in
        members.entrances.removeAll(where: request.acsEntranceIDs.contains)
      }
    }
    handlers.on(Spaces.AddConnectedAccount.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        let space = try change.transaction.space(request.spaceID, nil, caller).space
        try change.transaction.refuseUnseen([request.connectedAccountID], caller)
        try change.transaction.add(request.connectedAccountID, to: space.id)
        return Nothing()
      }
    }
    handlers.on(Spaces.RemoveConnectedAccount.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        let space = try change.transaction.space(request.spaceID, nil, caller).space
        try change.transaction.remove(request.connectedAccountID, from: space.id)
        return Nothing()
      }
    }
  }

  /// Changes the devices and entrances of a space.
  private func change(
    _ space: ID<Space>, _ caller: Caller, _ answer: KeptAnswer<Nothing>,
    _ body: @escaping @Sendable (Change, inout SpaceMembers) throws -> Void
  ) async throws -> Nothing {
    try await write(caller, keeping: answer) { change in
      let space = try change.transaction.space(space, nil, caller).space
      let before = try change.transaction.spaceMembers(of: space.id, in: change.workspaceID)
      var members = before
      try body(change, &members)
      try change.save(members, was: before, of: space)
      return Nothing()
    }
  }
}

extension Spaces.List {
  fileprivate var filter: SpaceFilter {
    var filter = SpaceFilter()
    filter.keys = spaceKey.map { [$0] }
    filter.customerKey = customerKey
    filter.connectedAccountID = connectedAccountID
    filter.parent = parentSpaceID
    filter.parentKey = parentSpaceKey
    filter.search = search
    return filter
  }
}

extension Connection {
  /// The space with an ID, or else the one with a key. A customer's session sees only spaces of its customer.
  func space(_ id: ID<Space>?, _ key: String?, _ caller: Caller) throws -> SpaceRow {
    if let id { return try spaces([id], caller)[0] }
    guard let key else { throw APIError.notFound(.space, nil) }
    return try spaces(keys: [key], caller)[0]
  }

  /// The spaces with the keys, in order of creation. Throws if the caller cannot see one of them, or if several have one.
  func spaces(keys: [String], _ caller: Caller) throws -> [SpaceRow] {
    if keys.isEmpty { return [] }
    var filter = SpaceFilter()
    filter.keys = keys
    filter.customerKey = caller.session?.customerKey
    let found = try spaces(filter, PageRange(from: nil, limit: Paging.rowMax), in: caller.workspaceID).rows
    try found.requireOne(for: keys, "space_key", of: .space) { ($0.space.key, $0.space.id.text) }
    return found
  }

  /// The spaces with the IDs, in order of creation. Throws if the caller cannot see one of them.
  func spaces(_ ids: [ID<Space>], _ caller: Caller) throws -> [SpaceRow] {
    if ids.isEmpty { return [] }
    var filter = SpaceFilter()
    filter.ids = ids
    filter.customerKey = caller.session?.customerKey
    let found = try spaces(filter, PageRange(from: nil, limit: ids.count), in: caller.workspaceID).rows
    let known = Set(found.map(\.space.id))
    if let missing = ids.first(where: { !known.contains($0) }) { throw APIError.notFound(.space, missing.text) }
    return found
  }

  /// The doors of devices. Throws if the caller cannot see one of them.
  func doors(devices: [ID<Device>], _ caller: Caller) throws -> [ID<AcsEntrance>] {
    let ids = devices.map { ID<AcsEntrance>($0.text) }
    if let missing = try unseen(ids, caller) { throw APIError.notFound(.device, missing.text) }
    return ids
  }

  /// The entrances. Throws if the caller cannot see one of them.
  func doors(entrances: [ID<AcsEntrance>], _ caller: Caller) throws -> [ID<AcsEntrance>] {
    if let missing = try unseen(entrances, caller) { throw APIError.notFound(.acsEntrance, missing.text) }
    return entrances
  }

  private func unseen(_ ids: [ID<AcsEntrance>], _ caller: Caller) throws -> ID<AcsEntrance>? {
    if ids.isEmpty { return nil }
    var filter = AcsEntranceFilter()
    filter.ids = ids
    filter.sight = try caller.session.map(sight)
    let seen = try acsEntrances(filter, PageRange(from: nil, limit: ids.count), in: caller.workspaceID).rows
    let known = Set(seen.map(\.id))
    return ids.first { !known.contains($0) }
  }

  /// Throws if the caller cannot see one of the accounts.
  func refuseUnseen(_ accounts: [ID<ConnectedAccount>], _ caller: Caller) throws {
    if accounts.isEmpty { return }
    let seen = try caller.session.map(accounts(seenBy:))
    var filter = ConnectedAccountFilter()
    filter.ids = accounts
    let found = try connectedAccounts(filter, PageRange(from: nil, limit: accounts.count), in: caller.workspaceID).rows
    let known = Set(found.map { $0.account.id })
    if let missing = accounts.first(where: { !known.contains($0) || seen?.contains($0) == false }) {
      throw APIError.notFound(.connectedAccount, missing.text)
    }
  }
}
