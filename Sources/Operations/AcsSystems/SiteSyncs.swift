import API
import Core
import Engine
import Store
import Wire

extension Platform {
  func handleSiteSyncs(_ handlers: inout Handlers) {
    handlers.on(SiteSyncs.Get.self) { request, caller in
      let (systems, seats) = try await read(caller) { connection, _ in
        let account = try connection.account(request.connectedAccountID, in: caller.workspaceID)
        let systems = try connection.acsSystems(of: account.id, in: caller.workspaceID)
          .filter { !$0.isCredentialManager }
        return (systems, try connection.seats(of: systems.map(\.id), in: caller.workspaceID))
      }
      let sites = systems.map { system in
        let progress = reconciler.syncProgress(of: system.id) ?? SyncProgress()
        var site = AccountSync.Site(
          acsSystemID: system.id, name: system.name, phase: progress.phase,
          writtenPersonCount: progress.peopleWritten)
        site.lastSyncedAt = system.syncedAt
        (site.entranceCount, site.accessGroupCount) = (progress.locks, progress.groups)
        (site.personCount, site.problem) = (progress.people, progress.problem)
        if system.syncedAt != nil, let own = seats[system.id] {
          (site.usedSeatCount, site.seatLimit) = (own.used, own.limit)
        }
        return site
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
