import API
import Core
import Store
import Wire

extension Connection {
  /// What belongs to grants.
  func related(
    _ request: AccessGrants.GetRelated, _ secrets: Secrets, now: Instant, _ caller: Caller
  ) throws -> AccessGrantBatch {
    let parts = request.parts
    let named = try grants(request.accessGrantIDs ?? [], caller) + grants(keys: request.accessGrantKeys ?? [], caller)
    let grants = Set(named).sorted { $0.sequence < $1.sequence }
    let states = try states(of: grants, in: caller.workspaceID)
    let doors = Array(Set(states.flatMap { $0.doors.map(\.id) }))
    var batch = AccessGrantBatch()
    if parts.contains(.spaces) { batch.spaces = try relatedSpaces(of: states, in: caller.workspaceID) }
    if parts.contains(.devices) { batch.devices = try relatedDevices(doors, in: caller.workspaceID) }
    if parts.contains(.acsEntrances) { batch.acsEntrances = try relatedEntrances(doors, in: caller.workspaceID) }
    let systems = Set(states.flatMap { $0.doors.map(\.acsSystemID) })
    if parts.contains(.acsSystems) {
      batch.acsSystems = try acsSystemRows(in: caller.workspaceID).filter { systems.contains($0.system.id) }
        .map { $0.resource(brand) }
    }
    if parts.contains(.connectedAccounts) {
      let accounts = Set(states.flatMap { $0.doors.map(\.connectedAccountID) })
      batch.connectedAccounts = try accountResources(Array(accounts), in: caller.workspaceID)
    }
    if parts.contains(.userIdentities) {
      var filter = UserIdentityFilter()
      filter.ids = Array(Set(grants.map(\.userIdentityID)))
      batch.userIdentities = try userIdentities(
        filter, PageRange(from: nil, limit: Paging.rowMax), in: caller.workspaceID
      ).rows.map { $0.identity.resource($0.users) }
    }
    if parts.contains(.acsAccessGroups) {
      let groups = Set(states.flatMap { $0.sites.compactMap(\.acsAccessGroupID) })
      var filter = AcsAccessGroupFilter()
      filter.ids = Array(groups)
      batch.acsAccessGroups = try groupResources(filter, in: caller.workspaceID)
    }
    if parts.contains(.accessMethods) {
      batch.accessMethods = try states.flatMap { state in
        try state.methods.map { try secrets.resource(state, $0, now: now, brand, at: caller.address.known) }
      }
    }
    return batch
  }

  /// What belongs to access methods.
  func related(
    _ request: AccessMethods.GetRelated, _ secrets: Secrets, now: Instant, _ caller: Caller
  ) throws -> AccessMethodBatch {
    let parts = request.parts
    let found = try methods(request.accessMethodIDs, caller)
      .sorted { $0.method.method.sequence < $1.method.method.sequence }
    var states: [AccessGrantState] = []
    var seen: Set<ID<AccessGrant>> = []
    for (_, state) in found where seen.insert(state.grant.id).inserted { states.append(state) }
    let doors = Array(Set(found.flatMap { $0.state.doors(of: $0.method.method) }))
    var batch = AccessMethodBatch()
    if parts.contains(.spaces) { batch.spaces = try relatedSpaces(of: states, in: caller.workspaceID) }
    if parts.contains(.devices) { batch.devices = try relatedDevices(doors, in: caller.workspaceID) }
    if parts.contains(.acsEntrances) { batch.acsEntrances = try relatedEntrances(doors, in: caller.workspaceID) }
    if parts.contains(.accessGrants) {
      batch.accessGrants = try states.map { try secrets.resource($0, now: now, brand, at: caller.address.known) }
    }
    if parts.contains(.accessMethods) {
      batch.accessMethods = try found.map {
        try secrets.resource($0.state, $0.method, now: now, brand, at: caller.address.known)
      }
    }
    let keys = found.compactMap(\.method.instantKey)
    if parts.contains(.instantKeys) {
      batch.instantKeys = try keys.isEmpty ? [] : relatedKeys(keys, secrets, at: caller.address.forLinks())
    }
    if parts.contains(.clientSessions) { batch.clientSessions = try keys.map { try relatedSession(of: $0, secrets) } }
    if parts.contains(.acsCredentials) {
      var filter = AcsCredentialFilter()
      filter.ids = Array(Set(found.compactMap(\.method.method.acsCredentialID)))
      batch.acsCredentials = try acsCredentialRows(
        filter, PageRange(from: nil, limit: Paging.rowMax), in: caller.workspaceID
      ).rows.map { try secrets.resource($0, now: now, brand) }
    }
    return batch
  }

  private func relatedKeys(
    _ keys: [InstantKeyRecord], _ secrets: Secrets, at endpoint: String
  ) throws -> [InstantKey] {
    try keys.map { try secrets.resource($0, at: endpoint) }
  }

  /// The client session of a link. It has no accounts, and so no devices to count.
  private func relatedSession(of key: InstantKeyRecord, _ secrets: Secrets) throws -> ClientSession {
    var session = ClientSession(
      clientSessionID: key.clientSessionID, workspaceID: key.workspaceID, token: try secrets.token(of: key),
      createdAt: key.createdAt, expiresAt: key.expiresAt)
    session.userIdentityID = key.userIdentityID
    return session
  }

  private func relatedSpaces(of states: [AccessGrantState], in workspace: ID<Workspace>) throws -> [Space] {
    var filter = SpaceFilter()
    filter.ids = Array(Set(states.flatMap { $0.spaces.map(\.id) }))
    return try spaces(filter, PageRange(from: nil, limit: Paging.rowMax), in: workspace).rows.map(\.resource)
  }

  private func relatedDevices(_ doors: [ID<AcsEntrance>], in workspace: ID<Workspace>) throws -> [Device] {
    var filter = AcsEntranceFilter()
    filter.ids = doors
    return try devices(filter, in: workspace).filter(\.isManaged).map { $0.resource(brand) }
  }

  private func relatedEntrances(_ doors: [ID<AcsEntrance>], in workspace: ID<Workspace>) throws -> [AcsEntrance] {
    var filter = AcsEntranceFilter()
    filter.ids = doors
    return try acsEntranceResources(filter, PageRange(from: nil, limit: Paging.rowMax), in: workspace).rows
  }
}
