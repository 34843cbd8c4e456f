import API
import Core
import Store
import Wire

extension Platform {
  func handleAcsAccessGroups(_ handlers: inout Handlers) {
    handlers.on(AcsAccessGroups.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        let id = request.acsAccessGroupID
        var filter = AcsAccessGroupFilter()
        filter.ids = [id]
        guard let group = try connection.groupResources(filter, in: caller.workspaceID).first else {
          throw APIError.notFound(.acsAccessGroup, id.text)
        }
        return group
      }
    }
    handlers.on(AcsAccessGroups.List.self) { request, caller in
      try await read(caller) { connection, _ in
        var filter = request.filter
        filter.userIdentityID = try filter.userIdentityID.map { try connection.current($0, in: caller.workspaceID) }
        return try connection.groupResources(filter, in: caller.workspaceID)
      }
    }
    handlers.on(stored: AcsAccessGroups.ListUsers.self) { request, caller in
      try await read(caller) { connection, now in
        _ = try connection.group(request.acsAccessGroupID, in: caller.workspaceID)
        var filter = AcsUserFilter()
        filter.acsAccessGroupID = request.acsAccessGroupID
        return try connection.acsUsers(filter, in: caller.workspaceID, now: now)
      }
    }
    handlers.on(AcsAccessGroups.ListAccessibleEntrances.self) { request, caller in
      try await read(caller) { connection, _ in
        _ = try connection.group(request.acsAccessGroupID, in: caller.workspaceID)
        return try connection.entrances(.group(request.acsAccessGroupID), in: caller.workspaceID)
      }
    }
    handleAcsAccessGroupChanges(&handlers)
  }

  private func handleAcsAccessGroupChanges(_ handlers: inout Handlers) {
    handlers.on(AcsAccessGroups.AddUser.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        let group = try change.group(request.acsAccessGroupID)
        let user = try change.userToLetIn(request.acsUserID, request.userIdentityID, at: group.acsSystemID)
        try change.want(true, user, in: group)
        return Nothing()
      }
    }
    handlers.on(AcsAccessGroups.RemoveUser.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        let group = try change.group(request.acsAccessGroupID)
        try change.want(
          false, try change.user(request.acsUserID, request.userIdentityID, at: group.acsSystemID), in: group)
        return Nothing()
      }
    }
    handlers.on(AcsAccessGroups.Delete.self) { request, caller in
      try await read(caller) { connection, _ in
        _ = try connection.group(request.acsAccessGroupID, in: caller.workspaceID)
        throw APIError.refused(AcsAccessGroups.Delete.operation)
      }
    }
  }
}

extension AcsAccessGroups.List {
  fileprivate var filter: AcsAccessGroupFilter {
    var filter = AcsAccessGroupFilter()
    filter.acsSystemID = acsSystemID
    filter.acsUserID = acsUserID
    filter.userIdentityID = userIdentityID
    filter.search = search
    return filter
  }
}

extension Connection {
  /// Groups with their pending changes, in order of creation.
  func groupResources(_ filter: AcsAccessGroupFilter, in workspace: ID<Workspace>) throws -> [AcsAccessGroup] {
    let pending = try pendingMemberships(filter, in: workspace)
    return try acsAccessGroups(filter, in: workspace).map { $0.resource(pending[$0.id] ?? [], brand) }
  }

  fileprivate func group(_ id: ID<AcsAccessGroup>, in workspace: ID<Workspace>) throws -> AcsAccessGroupRecord {
    guard let group = try acsAccessGroup(id, in: workspace) else { throw APIError.notFound(.acsAccessGroup, id.text) }
    return group
  }
}
