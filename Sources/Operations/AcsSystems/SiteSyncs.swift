import API
import Core
import Engine
import Store
import Wire

extension Platform {
  func handleSiteSyncs(_ handlers: inout Handlers) {
    handlers.on(SiteSyncs.Get.self) { request, caller in
      let (systems, seats, syncs) = try await read(caller) { connection, _ in
        let account = try connection.account(request.connectedAccountID, in: caller.workspaceID)
        let systems = try connection.acsSystems(of: account.id, in: caller.workspaceID)
          .filter { !$0.isCredentialManager }
        let ids = systems.map(\.id)
        return (
          systems, try connection.seats(of: ids, in: caller.workspaceID),
          try connection.syncProgress(of: ids, in: caller.workspaceID)
        )
      }
      let sites = systems.map {
        AccountSync.Site($0, syncs[$0.id] ?? SyncProgress(), seats[$0.id])
      }
      return AccountSync(connectedAccountID: request.connectedAccountID, sites: sites)
    }
    handlers.on(SiteSyncs.AcceptDisappearance.self) { request, caller in
      let system = try await read(caller) { connection, _ in
        try connection.acsSystem(request.acsSystemID, in: caller.workspaceID)
      }
      guard let system else { throw APIError.notFound(.acsSystem, request.acsSystemID.text) }
      guard !system.isCredentialManager, await reconciler.syncBelievingAll(system) else {
        throw APIError.notSupported("Give the ACS system of a connected site")
      }
      try await noteCall(caller)
      return Nothing()
    }
    handlers.on(UnmanagedAcsUsers.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        guard let user = try connection.siteUser(request.acsUserID, in: caller.workspaceID) else {
          throw APIError.notFound(.acsUser, request.acsUserID.text)
        }
        return user.resource
      }
    }
    handlers.on(AcsUsers.TakeUp.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.takeUp(request) }
    }
    handlers.on(UnmanagedAcsUsers.List.self) { request, caller in
      // People whom the site's staff added have no identity.
      let isOfIdentity =
        request.userIdentityID != nil || request.userIdentityEmailAddress != nil
        || request.userIdentityPhoneNumber != nil
      if isOfIdentity { return [] }
      return try await read(caller) { connection, _ in
        try connection.siteUsers(
          at: request.acsSystemID, search: request.search, limit: min(request.limit, Paging.rowMax),
          in: caller.workspaceID
        ).map(\.resource)
      }
    }
  }
}

extension AccountSync.Site {
  fileprivate init(_ system: AcsSystemRecord, _ progress: SyncProgress, _ seats: Seats?) {
    self.init(
      acsSystemID: system.id, name: system.name, phase: progress.phase, writtenPersonCount: progress.peopleWritten)
    lastSyncedAt = system.syncedAt
    (entranceCount, accessGroupCount) = (progress.locks, progress.groups)
    (personCount, problem) = (progress.people, progress.problem)
    if system.syncedAt != nil, let seats { (usedSeatCount, seatLimit) = (seats.used, seats.limit) }
  }
}
