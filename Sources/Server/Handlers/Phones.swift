import API
import Core
import Engine
import Store
import Wire

extension Platform {
  func handlePhones(_ handlers: inout Handlers) {
    handlers.on(Phones.List.self) { request, caller in
      try await read(caller) { connection, _ in
        try connection.phones(
          of: request.ownerUserIdentityID, holding: request.acsCredentialID, in: caller.workspaceID
        ).map(\.resource)
      }
    }
    handlers.on(Phones.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        let phone = try connection.phone(request.deviceID, in: caller.workspaceID)
        guard let phone, phone.removal == nil else { throw APIError.notFound(.phone, request.deviceID.text) }
        return phone.resource
      }
    }
    handlers.on(Phones.GetRemoval.self) { request, caller in
      try await read(caller) { connection, _ in
        guard let removal = try connection.phone(request.deviceID, in: caller.workspaceID)?.removalResource else {
          throw APIError.notFound(.phone, request.deviceID.text)
        }
        return removal
      }
    }
    handlers.on(Phones.Deactivate.self) { request, caller in try await deactivate(request.deviceID, caller) }
    handlers.on(Phones.CreateSandboxPhone.self) { request, caller in
      try await write(caller) { try $0.createSandboxPhone(request) }
    }
  }

  /// Stops a phone's keys. A phone that is lost is removed from the guest's own account where the guest has let the
  /// server in; elsewhere the right to hold keys is taken away, which the other phones outlive by renewing theirs.
  private func deactivate(_ id: ID<Device>, _ caller: Caller) async throws -> PhoneRemoval {
    let phone = try await read(caller) { connection, _ in try connection.phone(id, in: caller.workspaceID) }
    guard let phone, caller.maySee(phone.userIdentityID) else { throw APIError.notFound(.phone, id.text) }
    if let removal = phone.removalResource { return removal }
    let way: PhoneRemoval.Way
    if caller.session != nil {
      way = .byPhone
    } else if let device = phone.key?.providerDeviceID {
      way = await removeAtProvider(device, of: phone) ? .deviceRemoved : .roleTakenAway
    } else {
      way = .neverIssued
    }
    return try await write(caller) { try $0.deactivate(id, way) }
  }

  /// Removes the phone with the guest's leave; false where there is none, or it could not be done now.
  private func removeAtProvider(_ device: String, of phone: PhoneRecord) async -> Bool {
    let (identity, workspace) = (phone.userIdentityID, phone.workspaceID)
    let accounts = try? await database.read { connection in
      Set(try connection.acsUsers(of: identity, in: workspace).map(\.connectedAccountID))
    }
    var isRemoved = false
    for account in accounts ?? [] {
      guard let guests = guests.guests(of: account) else { continue }
      guard let tokens = try? await guestTokens(of: identity, at: account, in: workspace, guests) else { continue }
      do throws(ProviderFault) {
        try await guests.removeDevice(device, accessToken: tokens.accessToken)
        isRemoved = true
      } catch { continue }
    }
    return isRemoved
  }
}

extension Platform.Change {
  fileprivate mutating func deactivate(_ id: ID<Device>, _ way: PhoneRemoval.Way) throws -> PhoneRemoval {
    guard var phone = try connection.phone(id, in: workspaceID) else { throw APIError.notFound(.phone, id.text) }
    if let removal = phone.removalResource { return removal }
    try connection.endKey(of: phone, at: now, identifiers)
    phone.removal = PhoneRecord.Removal(way: way, requestedAt: now, removedAt: way == .roleTakenAway ? nil : now)
    phone.key = nil
    try connection.save(phone)
    if way == .roleTakenAway {
      for user in try connection.acsUsers(of: phone.userIdentityID, in: workspaceID) where user.observed != nil {
        try change(user) { $0.wanted.cancelsKeys = true }
      }
    }
    var subject = EventSubject()
    subject.deviceID = phone.id
    try append(.phoneDeactivated, subject)
    return PhoneRemoval(
      deviceID: phone.id, way: way, requestedAt: now, removedAt: phone.removal?.removedAt)
  }

  fileprivate mutating func createSandboxPhone(_ request: Phones.CreateSandboxPhone) throws -> Phone {
    guard try connection.workspace(workspaceID)?.isSandbox == true else { throw APIError.workspaceNotSandbox }
    let identity = try identity(request.userIdentityID)
    let metadata = request.phoneMetadata ?? .init()
    let installation = request.customSDKInstallationID ?? "sandbox-" + identifiers.text()
    if try connection.phone(installation: installation, of: identity.id, in: workspaceID) != nil {
      throw APIError.invalidInput("custom_sdk_installation_id", "The identity has a phone with this installation")
    }
    var phone = PhoneRecord(
      id: identifiers.next(), workspaceID: workspaceID,
      sequence: try connection.nextPhoneSequence(in: workspaceID), userIdentityID: identity.id,
      installationID: installation, kind: metadata.operatingSystem == .ios ? .iOS : .android,
      displayName: metadata.deviceModel, createdAt: now)
    phone.key = PhoneRecord.Key(
      providerDeviceID: nil, providerKeyID: "sandbox", expiresAt: now + .seconds(365 * 86_400), reportedAt: now)
    try connection.save(phone)
    try connection.issueKey(of: phone, at: now, identifiers)
    return phone.resource
  }
}
