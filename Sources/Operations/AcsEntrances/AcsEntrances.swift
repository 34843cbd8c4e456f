import API
import Core
import Store
import Wire

extension Platform {
  func handleAcsEntrances(_ handlers: inout Handlers) {
    handleEntranceGrants(&handlers)
    handlers.on(AcsEntrances.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        var filter = AcsEntranceFilter()
        filter.ids = [request.acsEntranceID]
        filter.sight = try caller.session.map(connection.sight)
        let found = try connection.acsEntranceResources(filter, PageRange(from: nil, limit: 1), in: caller.workspaceID)
        guard let entrance = found.rows.first else {
          throw APIError.notFound(.acsEntrance, request.acsEntranceID.text)
        }
        return entrance
      }
    }
    handlers.on(AcsEntrances.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      // There are no locations, so none of them has entrances.
      if request.locationID?.optional != nil { return Page([], paging.pagination(next: nil)) }
      return try await read(caller) { connection, _ in
        var filter = request.filter
        filter.sight = try caller.session.map(connection.sight)
        if let key = request.acsCredentialID, try !connection.maySee(key, caller) {
          return Page([], paging.pagination(next: nil))
        }
        if let id = request.accessMethodID {
          let opened = try connection.doors(ofMethod: id, caller)
          filter.ids = filter.ids.map { $0.filter(opened.contains) } ?? Array(opened)
        }
        let page = try connection.acsEntranceResources(filter, paging.range, in: caller.workspaceID)
        return Page(page.rows, paging.pagination(next: page.next))
      }
    }
    handlers.on(AcsEntrances.ListCredentialsWithAccess.self) { request, caller in
      let secrets = secrets
      return try await read(caller) { connection, now in
        guard try connection.acsEntrance(request.acsEntranceID, in: caller.workspaceID) != nil else {
          throw APIError.notFound(.acsEntrance, request.acsEntranceID.text)
        }
        // The only condition is about another brand, whose metadata no credential here has.
        if request.includeIf?.isEmpty == false { return [] }
        var filter = AcsCredentialFilter()
        filter.acsEntranceID = request.acsEntranceID
        guard let identity = try caller.narrowed(nil, connection) else { return [] }
        filter.userIdentityID = identity
        return try connection.acsCredentialRows(
          filter, PageRange(from: nil, limit: 100_000), in: caller.workspaceID
        ).rows.map { try secrets.resource($0, now: now, connection.brand) }
      }
    }
  }

  private func handleEntranceGrants(_ handlers: inout Handlers) {
    handlers.on(AcsEntrances.GrantAccess.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        guard let entrance = try change.transaction.acsEntrance(request.acsEntranceID, in: caller.workspaceID) else {
          throw APIError.notFound(.acsEntrance, request.acsEntranceID.text)
        }
        let user = try change.userToLetIn(request.acsUserID, request.userIdentityID, at: entrance.acsSystemID)
        guard user.acsSystemID == entrance.acsSystemID else {
          throw APIError.invalidInput("acs_user_id", "The user and the entrance belong to different systems")
        }
        guard let group = try change.transaction.groupOnly(for: entrance.id, in: caller.workspaceID) else {
          throw APIError.notSupported(
            "No access group of the site contains only this entrance. Create one at \(change.brand.name), or add the "
              + "user to another group by /acs/users/add_to_access_group")
        }
        try change.want(true, user, in: try change.group(group))
        return Nothing()
      }
    }
  }
}

extension Connection {
  /// Whether the credential belongs to the session's identity. The entrances of other credentials are not disclosed.
  fileprivate func maySee(_ credential: ID<AcsCredential>, _ caller: Caller) throws -> Bool {
    guard caller.session != nil else { return true }
    return caller.maySee(try acsCredentialRow(credential, in: caller.workspaceID)?.userIdentityID)
  }
}

extension Connection {
  /// The doors that an access method opens. None if the caller cannot see the method.
  fileprivate func doors(ofMethod id: ID<AccessMethod>, _ caller: Caller) throws -> Set<ID<AcsEntrance>> {
    guard let record = try accessMethod(id, in: caller.workspaceID), let found = try methods([record]).first,
      caller.maySee(found.state.grant)
    else { return [] }
    return Set(found.state.doors(of: record))
  }
}

extension AcsEntrances.List {
  fileprivate var filter: AcsEntranceFilter {
    var filter = AcsEntranceFilter()
    filter.ids = acsEntranceIDs
    filter.acsSystemID = acsSystemID
    filter.connectedAccountID = connectedAccountID
    filter.search = search
    filter.customerKey = customerKey
    filter.entranceSpaces = spaceID.map { [$0] }
    filter.reach = acsCredentialID.map { .credential($0) }
    return filter
  }
}
