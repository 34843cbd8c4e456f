import SeamClient
import Testing

let site: ID<AcsSystem> = "11111111-1111-1111-1111-111111111111"
let common: ID<AcsAccessGroup> = "555555-5555"
private let apartment: ID<AcsAccessGroup> = "666666-6666"

/// Calls every operation of the catalogue through the SDK, against a running server.
@Suite("Every operation through the SDK") struct EveryOperationThroughTheSDK {
  /// Operations that the guide's site refuses for every caller, with the error's type.
  private static let refused = [
    "/acs/access_groups/delete": "not_supported", "/workspaces/create": "unauthorized",
    "/devices/simulate/connect_to_hub": "not_supported", "/devices/simulate/disconnect_from_hub": "not_supported",
    "/devices/simulate/paid_subscription": "not_supported", "/acs/entrances/unlock": "no_access",
    "/latchkey/v1/iqs/activate": "provider_refused",
    "/latchkey/v1/operator_sessions/revoke": "operator_session_not_found",
    "/user_identities/unmanaged/get": "user_identity_not_found",
    "/user_identities/unmanaged/update": "user_identity_not_found",
    "/access_codes/generate_code": "not_supported", "/access_codes/report_device_constraints": "not_supported",
    "/access_codes/pull_backup_access_code": "access_code_not_time_bound",
    "/access_codes/unmanaged/convert_to_managed": "access_code_not_found",
    "/access_codes/unmanaged/delete": "access_code_not_found", "/access_codes/unmanaged/get": "access_code_not_found",
    "/access_codes/unmanaged/update": "access_code_not_found",
    "/access_grants/unmanaged/get": "access_grant_not_found",
    "/access_grants/unmanaged/update": "access_grant_not_found",
    "/access_methods/unmanaged/get": "access_method_not_found",
    "/acs/access_groups/unmanaged/get": "acs_access_group_not_found",
    "/acs/credentials/unmanaged/get": "acs_credential_not_found",
    "/acs/credentials/create_offline_code": "not_supported", "/acs/systems/report_devices": "not_supported",
    "/devices/report_provider_metadata": "not_supported", "/devices/delete": "not_supported",
    "/workspaces/customization_profiles/upload_images": "not_supported",
  ]

  @Test("is called once") func isCalledOnce() async throws {
    let server = try await RunningServer()
    defer { server.stop() }
    let transport = NotingTransport()
    let seam = Seam(
      apiKey: server.apiKey, endpoint: server.endpoint,
      configuration: Configuration(timeout: .seconds(90), transport: transport))

    let manager = try await lookAround(seam)
    let jane = try await makeIdentity(seam, manager)
    let user = try await makeUser(seam, jane)
    try await changeGroups(seam, user, jane)
    try await giveKey(seam, user, jane)
    try await lookAtWhatHappened(seam, user)
    try await seam.lookFromDesk(at: user)
    try await sendEvents(seam)
    try await moveLocks(seam, user, jane)
    try await arrangeSpaces(seam)
    try await seam.giveGrants(at: site)
    try await seam.useCodes()
    try await seam.useLinks()
    try await seam.useCustomers()
    try await seam.useOperators()
    try await seam.useDevices(of: jane, at: manager)
    try await usePhones(seam, jane, transport)
    try await seam.useAudit()
    try await takeApart(seam, user, jane)
    try await seam.meetRefusals(of: Self.refused)
    try await loseAccount(seam)
    try await seam.checkAudit(except: Set(Self.refused.keys))

    let missing = Set(catalogue.map { $0.operation.path }).subtracting(transport.called).subtracting(Self.refused.keys)
    #expect(missing.isEmpty, "not called: \(missing.sorted())")
  }

  private func lookAround(_ seam: Seam) async throws -> AcsSystem {
    #expect(try await seam.workspaces.get().isSandbox)
    #expect(try await seam.workspaces.list().count == 1)
    try await seam.workspaces.update(name: "The guide's")
    #expect(try await seam.workspaces.get().name == "The guide's")
    #expect(try await seam.acs.systems.list(search: "Building").map(\.id) == [site])
    let system = try await seam.acs.systems.get(acsSystemID: site)
    #expect(system.location.timeZone.optional == "Europe/Amsterdam" && system.externalType == .saltoKSSite)
    let groups = try await seam.acs.accessGroups.list(acsSystemID: site)
    #expect(groups.count == 3)
    #expect(try await seam.acs.accessGroups.get(acsAccessGroupID: common).id == common)
    let doors = try await seam.acs.accessGroups.listAccessibleEntrances(acsAccessGroupID: common)
    #expect(Set(doors.map(\.displayName)) == ["Main Entrance", "Elevator Lobby"])
    let entrances = try await seam.acs.entrances.listAll(acsSystemID: site, limit: 3).all()
    #expect(entrances.count == 4)
    #expect(try await seam.acs.entrances.get(acsEntranceID: entrances[3].id).displayName == entrances[3].displayName)
    let account = try await seam.connectedAccounts.list()[0]
    #expect(try await seam.connectedAccounts.get(connectedAccountID: account.id).displayName == account.displayName)
    return try await seam.acs.systems.listCompatibleCredentialManagerAcsSystems(acsSystemID: site)[0]
  }

  private func makeIdentity(_ seam: Seam, _ manager: AcsSystem) async throws -> UserIdentity {
    let jane = try await seam.userIdentities.create(emailAddress: "jane@example.com", userIdentityKey: "jane")
    try await seam.userIdentities.update(userIdentityID: jane.id, fullName: "Jane", phoneNumber: .set("+31611111111"))
    try await seam.userIdentities.update(userIdentityID: jane.id, phoneNumber: .clear)
    let seen = try await seam.userIdentities.get(userIdentityKey: "jane")
    #expect(seen.fullName == "Jane" && seen.phoneNumber == .null)
    let enrollments = seam.userIdentities.enrollmentAutomations
    let enrollment = try await enrollments.launch(
      userIdentityID: jane.id, credentialManagerAcsSystemID: manager.id, createCredentialManagerUser: true)
    #expect(try await enrollments.get(enrollmentAutomationID: enrollment.id).userIdentityID == jane.id)
    #expect(try await enrollments.list(userIdentityID: jane.id).map(\.id) == [enrollment.id])
    #expect(try await seam.userIdentities.list(credentialManagerAcsSystemID: manager.id).map(\.id) == [jane.id])
    return jane
  }

  private func makeUser(_ seam: Seam, _ jane: UserIdentity) async throws -> AcsUser {
    let user = try await seam.acs.users.create(
      userIdentityID: jane.id, acsSystemID: site, fullName: "Jane",
      accessSchedule: AccessScheduleRequest(endsAt: Instant(iso8601: "2024-12-24T11:00:00Z")),
      acsAccessGroupIDs: [common])
    #expect(user.saltoKSMetadata?.isSubscribed == false)
    #expect(Set(user.pendingMutations?.map(\.code) ?? []) == ["creating", "updating_group_membership"])
    try await seam.acs.users.update(
      acsUserID: user.id,
      accessSchedule: .set(
        AccessScheduleUpdate(
          startsAt: Instant(iso8601: "2024-11-01T15:00:00Z"), endsAt: Instant(iso8601: "2024-11-04T11:00:00Z"))))
    #expect(try await seam.acs.users.get(acsUserID: user.id).accessSchedule?.endsAt.optional != nil)
    try await seam.acs.users.update(acsUserID: user.id, accessSchedule: .clear, fullName: "Jane Doe")
    #expect(try await seam.acs.users.get(userIdentityID: jane.id, acsSystemID: site).accessSchedule == nil)
    try await seam.acs.users.suspend(acsUserID: user.id)
    #expect(try await seam.acs.users.list(search: "jane doe").map(\.isSuspended) == [true])
    try await seam.acs.users.unsuspend(acsUserID: user.id)
    return user
  }

  private func changeGroups(_ seam: Seam, _ user: AcsUser, _ jane: UserIdentity) async throws {
    try await seam.acs.users.addToAccessGroup(acsUserID: user.id, acsAccessGroupID: apartment)
    #expect(try await seam.acs.users.listAccessibleEntrances(acsUserID: user.id).count == 3)
    #expect(try await seam.userIdentities.listAccessibleEntrances(userIdentityID: jane.id).count == 3)
    try await seam.acs.users.removeFromAccessGroup(acsAccessGroupID: apartment, acsUserID: user.id)
    try await seam.acs.accessGroups.addUser(acsAccessGroupID: apartment, userIdentityID: jane.id)
    try await seam.acs.accessGroups.removeUser(acsAccessGroupID: apartment, userIdentityID: jane.id)
    #expect(try await seam.acs.accessGroups.listUsers(acsAccessGroupID: common).map(\.id) == [user.id])
    #expect(try await seam.userIdentities.listAcsUsers(userIdentityID: jane.id).count == 2)
    #expect(try await seam.userIdentities.listAcsSystems(userIdentityID: jane.id).count == 2)
  }

  private func giveKey(_ seam: Seam, _ user: AcsUser, _ jane: UserIdentity) async throws {
    let key = try await seam.acs.credentials.create(
      accessMethod: .mobileKey, isMultiPhoneSyncCredential: true, userIdentityID: jane.id)
    #expect(key.accessMethod == .mobileKey && key.acsUserID == user.id)
    let seen = try await seam.acs.credentials.get(acsCredentialID: key.id)
    #expect(seen.warnings.map(\.code) == [.known(.waitingToBeIssued)])
    #expect(try await seam.acs.credentials.list(isMultiPhoneSyncCredential: true).map(\.id) == [key.id])
    let doors = try await seam.acs.credentials.listAccessibleEntrances(acsCredentialID: key.id)
    let keys = try await seam.acs.entrances.listCredentialsWithAccess(acsEntranceID: doors[0].id)
    #expect(keys.map(\.id) == [key.id])
    try await seam.acs.credentials.update(acsCredentialID: key.id)
    try await seam.acs.credentials.unassign(acsCredentialID: key.id, acsUserID: user.id)
    try await seam.acs.credentials.assign(acsCredentialID: key.id, acsUserID: user.id)
    try await seam.acs.credentials.delete(acsCredentialID: key.id)
  }

  private func lookAtWhatHappened(_ seam: Seam, _ user: AcsUser) async throws {
    try await seam.latchkey.clock.advance(seconds: 60)
    #expect(try await seam.latchkey.clock.get().isSettled)
    let events = try await seam.events.list(
      since: Instant(iso8601: "2024-01-01T00:00:00Z"), eventType: .acsUserCreated, acsUserID: user.id)
    #expect(events.map(\.eventType) == [.known(.acsUserCreated)])
    #expect(try await seam.events.get(eventID: events[0].id).subject.acsUserID == user.id)
    #expect(try await seam.acs.users.get(acsUserID: user.id).saltoKSMetadata?.isSubscribed == true)
    let door = try await seam.acs.users.listAccessibleEntrances(acsUserID: user.id)[0]
    let explanation = try await seam.latchkey.access.explain(acsEntranceID: door.id, acsUserID: user.id)
    #expect(explanation.access == .denied && explanation.reason == .noCredential)
    #expect(explanation.suggestedChange?.code == .createCredential)
    #expect(try await seam.latchkey.access.listOpeners(acsEntranceID: door.id).isEmpty)
    let webview = try await seam.connectWebviews.create(acceptedProviders: [.saltoKs])
    #expect(try await seam.connectWebviews.get(connectWebviewID: webview.id).status == .pending)
    #expect(try await seam.connectWebviews.list().map(\.id) == [webview.id])
    try await seam.connectWebviews.delete(connectWebviewID: webview.id)
    let revocation = try await seam.latchkey.access.revocations.get(acsUserID: user.id)
    #expect(revocation.entrances.contains { $0.acsEntranceID == door.id })
    let account = try await seam.connectedAccounts.list()[0]
    try await seam.connectedAccounts.sync(connectedAccountID: account.id)
    #expect(try await !seam.latchkey.sites.getSync(connectedAccountID: account.id).isFirst)
    try await seam.latchkey.sites.acceptDisappearance(acsSystemID: user.acsSystemID)
    let others = try await seam.acs.users.unmanaged.list(acsSystemID: user.acsSystemID)
    #expect(try await seam.acs.users.unmanaged.get(acsUserID: others[0].acsUserID).displayName == others[0].displayName)
    let owner = try #require(others.first { $0.emailAddress != nil })
    let stay = try await seam.acs.users.create(
      acsSystemID: user.acsSystemID, fullName: "A stay", emailAddress: owner.emailAddress)
    let takenUp = try await seam.latchkey.users.takeUp(acsUserID: stay.id, unmanagedAcsUserID: owner.acsUserID)
    #expect(takenUp.id == stay.id && takenUp.warnings.contains { $0.code == .known(.unknownIssue) })
    try await seam.acs.users.delete(acsUserID: stay.id)
    let renamed = try await seam.connectedAccounts.update(connectedAccountID: account.id, displayName: "Building A")
    #expect(renamed.displayName == "Building A")
    try await seam.latchkey.seats.update(acsSystemID: user.acsSystemID, reservedForStaff: 0)
    #expect(try await seam.latchkey.seats.forecast(acsSystemID: user.acsSystemID).days.count == 30)
    #expect(try await seam.latchkey.schedules.preview(acsSystemID: user.acsSystemID).switches.count == 2)
  }

  private func moveLocks(_ seam: Seam, _ user: AcsUser, _ jane: UserIdentity) async throws {
    let lock = try await seam.devices.get(name: "Bicycle Storage")
    #expect(try await seam.locks.list().count == 4)
    #expect(try await seam.devices.listAll().all().contains { $0.id == lock.id })
    #expect(try await seam.locks.get(deviceID: lock.id).displayName == lock.displayName)
    try await seam.devices.update(deviceID: lock.id, name: .set("Bicycles"))
    #expect(try await seam.devices.listDeviceProviders().map(\.deviceProviderName) == [.known(.saltoKs)])
    let attempt = try await seam.locks.unlockDoor(deviceID: lock.id)
    #expect(try await seam.actionAttempts.get(actionAttemptID: attempt.id).status == .known(.success))
    try await seam.locks.lockDoor(deviceID: lock.id)
    #expect(try await seam.actionAttempts.listAll(deviceID: lock.id).all().count == 2)
    try await seam.devices.simulate.disconnect(deviceID: lock.id)
    try await seam.devices.simulate.remove(deviceID: lock.id)
    try await seam.devices.simulate.connect(deviceID: lock.id)
    _ = await caught { try await seam.devices.simulate.connectToHub(deviceID: lock.id) }
    _ = await caught { try await seam.devices.simulate.disconnectFromHub(deviceID: lock.id) }
    _ = await caught { try await seam.devices.simulate.paidSubscription(deviceID: lock.id, isExpired: true) }
    let identities = seam.userIdentities
    try await identities.grantAccessToDevice(deviceID: lock.id, userIdentityID: jane.id)
    #expect(try await identities.listAccessibleDevices(userIdentityID: jane.id).contains { $0.id == lock.id })
    try await identities.revokeAccessToDevice(deviceID: lock.id, userIdentityID: jane.id)
    let entrance = ID<AcsEntrance>(lock.id.text)
    try await seam.acs.entrances.grantAccess(acsEntranceID: entrance, acsUserID: user.id)
    let key = try await seam.acs.credentials.create(accessMethod: .cloudKey, acsUserID: user.id)
    _ = await caught { try await seam.acs.entrances.unlock(acsCredentialID: key.id, acsEntranceID: entrance) }
    let iq = try await seam.latchkey.iqs.list(acsSystemID: user.acsSystemID)[0].id
    try await seam.latchkey.iqs.beginActivation(acsSystemID: user.acsSystemID, iqID: iq)
    _ = await caught { try await seam.latchkey.iqs.activate(acsSystemID: user.acsSystemID, iqID: iq, pin: "0000") }
  }

  private func arrangeSpaces(_ seam: Seam) async throws {
    let doors = try await seam.devices.list().map(\.id)
    let account = try await seam.connectedAccounts.list()[0].id
    let room = try await seam.spaces.create(name: "Room 101", deviceIDs: [doors[0]], spaceKey: "101")
    #expect(try await seam.spaces.get(spaceKey: "101").id == room.id)
    #expect(try await seam.spaces.list(search: "room").map(\.id) == [room.id])
    try await seam.spaces.addDevices(deviceIDs: [doors[1]], spaceID: room.id)
    try await seam.spaces.removeDevices(deviceIDs: [doors[0]], spaceID: room.id)
    let entrance = ID<AcsEntrance>(doors[0].text)
    try await seam.spaces.addAcsEntrances(acsEntranceIDs: [entrance], spaceID: room.id)
    try await seam.spaces.addConnectedAccount(connectedAccountID: account, spaceID: room.id)
    let batch = try await seam.spaces.getRelated(exclude: [.spaces], spaceIDs: [room.id])
    #expect(batch.devices?.map(\.id) == [doors[1]] && batch.acsEntrances?.map(\.id) == [entrance])
    #expect(batch.connectedAccounts?.map(\.id) == [account] && batch.spaces == nil)
    try await seam.spaces.removeAcsEntrances(acsEntranceIDs: [entrance], spaceID: room.id)
    try await seam.spaces.removeConnectedAccount(connectedAccountID: account, spaceID: room.id)
    #expect(try await seam.spaces.update(name: "Suite", spaceID: room.id).acsEntranceCount == 0)
    try await seam.spaces.delete(spaceID: room.id)
  }

  private func sendEvents(_ seam: Seam) async throws {
    let webhook = try await seam.webhooks.create(
      url: "https://receiver.invalid/events", eventTypes: ["acs_user.created"])
    #expect(try await seam.webhooks.get(webhookID: webhook.id).secret == webhook.secret)
    #expect(try await seam.webhooks.list().map(\.id) == [webhook.id])
    try await seam.webhooks.update(webhookID: webhook.id, eventTypes: ["acs_user.deleted"])
    #expect(try await seam.latchkey.webhooks.get(webhookID: webhook.id).exhaustedCount == 0)
    #expect(try await !seam.latchkey.webhooks.sendTestEvent(webhookID: webhook.id).isDelivered)
    #expect(try await seam.latchkey.webhooks.list().map(\.webhookID) == [webhook.id])
    _ = try await seam.latchkey.webhooks.listDeliveries(webhookID: webhook.id)
    try await seam.latchkey.webhooks.replay(webhookID: webhook.id, fromSequence: 1)
    try await seam.latchkey.webhooks.resume(webhookID: webhook.id)
    try await seam.webhooks.delete(webhookID: webhook.id)
  }

  private func usePhones(_ seam: Seam, _ jane: UserIdentity, _ transport: NotingTransport) async throws {
    let session = try await seam.clientSessions.create(userIdentityID: jane.id, userIdentifierKey: "jane-app")
    #expect(try await seam.clientSessions.getOrCreate(userIdentifierKey: "jane-app").id == session.id)
    #expect(try await seam.clientSessions.list(userIdentityID: .value(jane.id.text)).map(\.id) == [session.id])
    let account = try await seam.connectedAccounts.list()[0]
    try await seam.clientSessions.grantAccess(
      clientSessionID: session.id.text, connectedAccountIDs: [account.id])
    let app = Seam(
      clientSessionToken: session.token, endpoint: seam.endpoint,
      configuration: Configuration(timeout: .seconds(90), transport: transport))
    #expect(try await app.clientSessions.get().connectedAccountIDs == [account.id])
    let phone = try await app.mobileSDK.phoneSessions.getOrCreate(customSDKInstallationID: "jane-phone", phoneOS: .ios)
    #expect(phone.userIdentity.id == jane.id && !phone.providerSessions.isEmpty)
    let registration = try await app.latchkey.phones.reportKey(
      customSDKInstallationID: "jane-phone", providerDeviceID: "device", providerKeyID: "key",
      keyExpiresAt: Instant(iso8601: "2025-01-01T00:00:00Z"))
    #expect(!registration.isBeingActivated)
    try await seam.acs.credentials.create(
      accessMethod: .mobileKey, isMultiPhoneSyncCredential: true, userIdentityID: jane.id)
    #expect(try await app.mobileSDK.acs.credentials.list().contains { $0.isIssued == true })
    let sandbox = try await seam.phones.simulate.createSandboxPhone(userIdentityID: jane.id)
    #expect(try await seam.phones.list(ownerUserIdentityID: jane.id).count == 2)
    #expect(try await seam.phones.get(deviceID: sandbox.deviceID).displayName == sandbox.displayName)
    let removal = try await seam.phones.deactivate(deviceID: sandbox.deviceID)
    #expect(try await seam.latchkey.phones.getRemoval(deviceID: sandbox.deviceID).way == removal.way)
    try await seam.clientSessions.revoke(clientSessionID: session.id)
    try await seam.clientSessions.delete(clientSessionID: session.id)
  }

  private func takeApart(_ seam: Seam, _ user: AcsUser, _ jane: UserIdentity) async throws {
    try await seam.acs.users.revokeAccessToAllEntrances(acsUserID: user.id)
    #expect(try await seam.acs.users.listAccessibleEntrances(acsUserID: user.id).isEmpty)
    try await seam.userIdentities.removeAcsUser(acsUserID: user.id, userIdentityID: jane.id)
    try await seam.userIdentities.addAcsUser(acsUserID: user.id, userIdentityKey: "jane")
    let enrollments = seam.userIdentities.enrollmentAutomations
    for enrollment in try await enrollments.list(userIdentityID: jane.id) {
      try await enrollments.delete(enrollmentAutomationID: enrollment.id)
    }
    try await seam.acs.users.delete(acsUserID: user.id)
    let twin = try await seam.userIdentities.create(fullName: "Jane", userIdentityKey: "twin")
    try await seam.userIdentities.merge(mergedUserIdentityIDs: [twin.id], userIdentityID: jane.id)
    #expect(try await seam.userIdentities.get(userIdentityKey: "twin").id == jane.id)
    #expect(try await seam.userIdentities.unmanaged.listAll().all().isEmpty)
    _ = await caught { _ = try await seam.userIdentities.unmanaged.get(userIdentityID: jane.id) }
    _ = await caught { try await seam.userIdentities.unmanaged.update(isManaged: true, userIdentityID: jane.id) }
    try await seam.userIdentities.delete(userIdentityID: jane.id)
    try await seam.latchkey.clock.set(now: Instant(iso8601: "2024-12-01T00:00:00Z"))
    #expect(try await seam.acs.users.listAll(acsSystemID: site).all().isEmpty)
  }

  private func loseAccount(_ seam: Seam) async throws {
    let account = try await seam.connectedAccounts.list()[0]
    try await seam.connectedAccounts.simulate.disconnect(connectedAccountID: account.id)
    #expect(try await seam.connectedAccounts.get(connectedAccountID: account.id).errors.count == 1)
    try await seam.connectedAccounts.delete(connectedAccountID: account.id)
    #expect(try await seam.connectedAccounts.list().isEmpty)
    #expect(try await seam.workspaces.resetSandbox().actionType == .known(.resetSandboxWorkspace))
    #expect(try await seam.connectedAccounts.list().map(\.id) == [account.id])
  }

  /// Errors of the server arrive as typed errors.
}
