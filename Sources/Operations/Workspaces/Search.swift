import API
import Core
import Store
import Wire

extension Platform {
  func handleSearch(_ handlers: inout Handlers) {
    handlers.on(Workspaces.FindAnything.self) { request, caller in
      guard request.search.text.isUUID else {
        throw APIError.invalidInput("search", "Must be an ID: a UUID. Names are found by the search of each list")
      }
      let secrets = secrets
      return try await read(caller) { connection, now in
        var batch = FoundBatch()
        try connection.findCodes(ID(request.search.text), &batch, secrets, now: now, caller)
        try connection.findAccess(request.search.text, &batch, secrets, now: now, caller)
        try connection.findSites(request.search.text, &batch, now: now, caller)
        try connection.findOthers(request.search.text, &batch, secrets, caller)
        return batch
      }
    }
  }
}

extension Connection {
  /// Access codes, those of people included.
  fileprivate func findCodes(
    _ id: ID<AccessCode>, _ batch: inout FoundBatch, _ secrets: Secrets, now: Instant, _ caller: Caller
  ) throws {
    if let code = try accessCode(id, in: caller.workspaceID) {
      let shown = try secrets.resources([code], self, now: now)
      if try device(code.acsEntranceID, in: caller.workspaceID)?.isManaged == false {
        batch.unmanagedAccessCodes = listed(shown.map { UnmanagedAccessCode($0) })
      } else {
        batch.accessCodes = listed(shown)
      }
      return
    }
    batch.unmanagedAccessCodes = try foundUnmanagedPin(id, caller).map { [$0.resource(now: now)] }
  }

  /// Grants, credentials and what belongs to them.
  fileprivate func findAccess(
    _ id: String, _ batch: inout FoundBatch, _ secrets: Secrets, now: Instant, _ caller: Caller
  ) throws {
    let (workspace, endpoint) = (caller.workspaceID, caller.address.known)
    batch.accessGrants = try accessGrant(ID(id), in: workspace).map { grant in
      [try secrets.resource(try state(of: grant), now: now, brand, at: endpoint)]
    }
    if let record = try accessMethod(ID(id), in: workspace), let found = try methods([record]).first {
      batch.accessMethods = [try secrets.resource(found.state, found.method, now: now, brand, at: endpoint)]
    }
    batch.acsCredentials = try acsCredentialRow(ID(id), in: workspace).map { row in
      [try secrets.resource(row, now: now, brand)]
    }
    if let endpoint {
      batch.instantKeys = try instantKey(ID<InstantKey>(id), in: workspace).map { key in
        [try secrets.resource(key, at: endpoint)]
      }
      batch.connectWebviews = try connectWebview(ID(id), in: workspace).map { webview in
        [try secrets.resource(webview, at: endpoint)]
      }
    }
    batch.clientSessions = try clientSession(ID<ClientSession>(id), in: workspace).map { session in
      [try resource(session, secrets)]
    }
  }

  /// Accounts, systems and what is found at sites.
  fileprivate func findSites(_ id: String, _ batch: inout FoundBatch, now: Instant, _ caller: Caller) throws {
    let (workspace, one) = (caller.workspaceID, PageRange(from: nil, limit: 1))
    batch.connectedAccounts = listed(try accountResources([ID(id)], in: workspace))
    batch.acsSystems = listed(try acsSystemRows(only: ID(id), in: workspace).map { $0.resource(brand) })
    var groups = AcsAccessGroupFilter()
    groups.ids = [ID(id)]
    batch.acsAccessGroups = listed(try groupResources(groups, in: workspace))
    var entrances = AcsEntranceFilter()
    entrances.ids = [ID(id)]
    batch.acsEntrances = listed(try acsEntranceResources(entrances, one, in: workspace).rows)
    batch.acsEncoders = listed(
      try acsEntrances(entrances, one, in: workspace).rows.map { $0.encoder(in: workspace) })
    let locks = try devices(entrances, in: workspace)
    batch.devices = listed(locks.filter(\.isManaged).map { $0.resource(brand) })
    batch.unmanagedDevices = listed(locks.filter { !$0.isManaged }.map { UnmanagedDevice($0.resource(brand)) })
    batch.acsUsers = try acsUserRow(ID<AcsUser>(id), in: workspace).map { [$0.resource(now: now, brand)] }
    batch.unmanagedAcsUsers = try siteUser(ID<AcsUser>(id), in: workspace).map { [$0.resource] }
  }

  /// Everything else.
  fileprivate func findOthers(
    _ id: String, _ batch: inout FoundBatch, _ secrets: Secrets, _ caller: Caller
  ) throws {
    let (workspace, one) = (caller.workspaceID, PageRange(from: nil, limit: 1))
    batch.actionAttempts = try actionAttempt(ID(id), in: workspace).map { [$0.resource] }
    batch.customizationProfiles = try customizationProfile(ID(id), in: workspace).map { [$0.resource] }
    batch.events = try event(ID(id), in: workspace).map { [$0.body] }
    var spaces = SpaceFilter()
    spaces.ids = [ID(id)]
    batch.spaces = listed(try self.spaces(spaces, one, in: workspace).rows.map(\.resource))
    batch.userIdentities = try userIdentity(ID<UserIdentity>(id), in: workspace).map { identity in
      [identity.resource(try acsUsers(of: identity.id, in: workspace))]
    }
    guard workspace.text == id else { return }
    batch.workspaces = try self.workspace(workspace).map { [$0.resource] }
  }
}

extension String {
  /// Whether it has the form of all IDs.
  fileprivate var isUUID: Bool {
    let groups = split(separator: "-", omittingEmptySubsequences: false)
    return groups.map(\.utf8.count) == [8, 4, 4, 4, 12] && groups.allSatisfy { $0.allSatisfy(\.isHexDigit) }
  }
}

/// Nil for an empty list.
private func listed<Item>(_ items: [Item]) -> [Item]? { items.isEmpty ? nil : items }
