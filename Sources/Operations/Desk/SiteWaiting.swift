import API
import Core
import Engine
import Store
import Wire

extension Platform {
  func handleSiteWaiting(_ handlers: inout Handlers) {
    handlers.on(SiteSyncs.GetWaiting.self) { request, caller in
      let failure = reconciler.failure(at: request.acsSystemID)
      return try await read(caller) { connection, now in
        let workspace = caller.workspaceID
        let (system, _) = try connection.site(request.acsSystemID, in: workspace)
        let pending = try connection.pendingChanges(at: system.id, in: workspace, now: now)
        let names = try connection.personNames(Set(pending.map(\.acsUserID)), in: workspace)
        let changes = pending.map { change in
          SiteWaiting.Change(
            acsUserID: change.acsUserID, displayName: names[change.acsUserID] ?? "ACS user",
            mutationCode: change.mutationCode, reason: change.reason)
        }
        let absent = try connection.absentIQs(in: workspace).filter { $0.system == system.id }.map {
          SiteWaiting.AbsentIQ(iqID: $0.iq, since: $0.since, doorCount: $0.doorCount)
        }
        let problem = system.fault?.message(connection.brand) ?? failure?.message(connection.brand)
        return SiteWaiting(acsSystemID: system.id, changes: changes, absentIQs: absent, problem: problem)
      }
    }
  }
}
