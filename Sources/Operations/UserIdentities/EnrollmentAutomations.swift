import API
import Core
import Store
import Wire

extension Platform {
  func handleEnrollmentAutomations(_ handlers: inout Handlers) {
    handlers.on(EnrollmentAutomations.Launch.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.launch(request) }
    }
    handlers.on(EnrollmentAutomations.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        let automation = try connection.automation(request.enrollmentAutomationID, in: caller.workspaceID)
        guard caller.maySee(automation.userIdentityID) else {
          throw APIError.notFound(.enrollmentAutomation, request.enrollmentAutomationID.text)
        }
        return automation
      }
    }
    handlers.on(EnrollmentAutomations.List.self) { request, caller in
      try await read(caller) { connection, _ in
        let identity = try connection.identity(request.userIdentityID, seenBy: caller)
        return try connection.enrollmentAutomations(of: identity, in: caller.workspaceID)
      }
    }
    handlers.on(EnrollmentAutomations.Delete.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        try change.remove(
          try change.transaction.automation(request.enrollmentAutomationID, in: caller.workspaceID))
        return Nothing()
      }
    }
  }
}

extension Connection {
  fileprivate func automation(
    _ id: ID<EnrollmentAutomation>, in workspace: ID<Workspace>
  ) throws -> EnrollmentAutomation {
    guard let automation = try enrollmentAutomation(id, in: workspace) else {
      throw APIError.notFound(.enrollmentAutomation, id.text)
    }
    return automation
  }
}

extension Platform.Change {
  mutating func launch(_ request: some EnrollmentLaunch) throws -> EnrollmentAutomation {
    let identity = try identity(request.userIdentityID)
    let manager = try system(request.credentialManagerAcsSystemID)
    guard manager.isCredentialManager else {
      throw APIError.invalidInput("credential_manager_acs_system_id", "This system is not a credential manager")
    }
    let makesUser = request.createCredentialManagerUser == true
    var user: AcsUserRecord?
    if let id = request.credentialManagerAcsUserID {
      if makesUser {
        throw APIError.invalidInput(
          "credential_manager_acs_user_id", "Must not be given together with create_credential_manager_user")
      }
      let named = try self.user(id)
      guard named.acsSystemID == manager.id else {
        throw APIError.invalidInput(
          "credential_manager_acs_user_id", "The user does not belong to the credential manager")
      }
      user = try link(named, to: identity)
    } else if !makesUser, try transaction.acsUser(of: identity.id, at: manager.id, in: workspaceID) == nil {
      throw APIError.invalidInput(
        "credential_manager_acs_user_id",
        "The identity has no user at the credential manager. Give one, or set create_credential_manager_user")
    }
    return try launchAutomation(identity, at: manager, user: user)
  }

  mutating func remove(_ automation: EnrollmentAutomation) throws {
    try transaction.remove(automation)
    try transaction.append(.enrollmentAutomationDeleted, about: .of(automation))
  }
}
