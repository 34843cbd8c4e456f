import API
import Core
import Store
import Wire

extension Platform {
  func handleCredentialPools(_ handlers: inout Handlers) {
    handlers.on(CredentialPools.List.self) { request, caller in
      try await read(caller) { connection, _ in
        guard try connection.acsSystem(request.acsSystemID, in: caller.workspaceID) != nil else {
          throw APIError.notFound(.acsSystem, request.acsSystemID.text)
        }
        return []
      }
    }
    handlers.on(CredentialProvisioningAutomations.Launch.self) { request, caller, answer in
      try await write(caller, keeping: answer) { CredentialProvisioningAutomation(try $0.launch(request)) }
    }
    handlers.on(AcsCredentials.CreateOfflineCode.self) { request, caller in
      try await read(caller) { connection, _ in
        guard try connection.acsUser(request.acsUserID, in: caller.workspaceID) != nil else {
          throw APIError.notFound(.acsUser, request.acsUserID.text)
        }
        guard try connection.acsEntrance(request.allowedAcsEntranceID, in: caller.workspaceID) != nil else {
          throw APIError.notFound(.acsEntrance, request.allowedAcsEntranceID.text)
        }
        throw APIError.refused(AcsCredentials.CreateOfflineCode.operation)
      }
    }
  }

  /// All groups and cards of a site are managed.
  func handleUnmanagedAccess(_ handlers: inout Handlers) {
    handlers.on(UnmanagedAcsAccessGroups.Get.self) { request, _ in
      throw APIError.notFound(.acsAccessGroup, request.acsAccessGroupID.text)
    }
    handlers.on(UnmanagedAcsAccessGroups.List.self) { _, _ in [] }
    handlers.on(UnmanagedAcsCredentials.Get.self) { request, _ in
      throw APIError.notFound(.acsCredential, request.acsCredentialID.text)
    }
    handlers.on(UnmanagedAcsCredentials.List.self) { _, _ in [] }
  }
}
