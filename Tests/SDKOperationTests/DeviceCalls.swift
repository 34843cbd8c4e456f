import API
import SeamClient
import Testing

extension Seam {
  /// Calls every operation on unmanaged devices, simulations at locks and customization profiles.
  func useDevices(of identity: UserIdentity, at manager: AcsSystem) async throws {
    let door = try await devices.list()[0].id
    try await devices.update(deviceID: door, isManaged: false)
    #expect(try await devices.unmanaged.list().map(\.deviceID) == [door])
    #expect(try await devices.unmanaged.get(deviceID: door).displayName != "")
    try await devices.unmanaged.update(deviceID: door, isManaged: true)
    #expect(try await devices.get(deviceID: door).isManaged)

    let wrong = try await caughtAttempt { try await locks.simulate.keypadCodeEntry(deviceID: door, code: "0000") }
    #expect(wrong, "a PIN that nobody has opened a door")
    try await locks.simulate.manualLockViaKeypad(deviceID: door)
    let setting = try await caughtAttempt {
      try await locks.configureAutoLock(deviceID: door, autoLockEnabled: false)
    }
    #expect(setting, "auto-lock was configured")

    let profile = try await workspaces.customizationProfiles.create(name: "Canal")
    let id = profile.customizationProfileID
    try await workspaces.customizationProfiles.update(customizationProfileID: id, name: .set("Sea"))
    #expect(try await workspaces.customizationProfiles.get(customizationProfileID: id).profileName == "Sea")
    #expect(try await workspaces.customizationProfiles.list().map(\.customizationProfileID) == [id])
    #expect(try await workspaces.findAnything(search: ID(door.text)).devices?.map(\.id) == [door])

    #expect(try await acs.accessGroups.unmanaged.list().isEmpty)
    #expect(try await acs.credentials.unmanaged.list().isEmpty)
    let system = try await acs.systems.list(search: "Building")[0].id
    #expect(try await acs.credentialPools.list(acsSystemID: system).isEmpty)
    let automation = try await acs.credentialProvisioningAutomations.launch(
      userIdentityID: identity.id, credentialManagerAcsSystemID: manager.id, createCredentialManagerUser: true)
    #expect(automation.automation.userIdentityID == identity.id)
  }

  /// Whether an attempt fails.
  private func caughtAttempt(_ body: () async throws -> ActionAttempt) async throws -> Bool {
    do {
      return try await body().status == .known(.error)
    } catch is SeamError {
      return true
    }
  }
}
