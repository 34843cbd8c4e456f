import API
import Core
import Engine
import Store
import Wire

extension Platform {
  func handlePhones(_ handlers: inout Handlers) {
    handlers.on(Phones.List.self) { request, caller in
      try await read(caller) { connection, _ in
        let owner = try request.ownerUserIdentityID.map { try connection.current($0, in: caller.workspaceID) }
        return try connection.phones(of: owner, holding: request.acsCredentialID, in: caller.workspaceID)
          .map(\.resource)
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
    handlers.on(Phones.Deactivate.self) { request, caller, answer in
      try await deactivate(request.deviceID, caller, answer)
    }
    handlers.on(Phones.CreateSandboxPhone.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.createSandboxPhone(request) }
    }
  }

  /// Revokes a phone's keys. The phone is removed from the guest's own account if the guest has authorized the server.
  /// Otherwise the permission to have keys is revoked, and the other phones renew their keys. A session's claim about a
  /// phone is checked: it may be another phone of the guest that still has its key.
  private func deactivate(
    _ id: ID<Device>, _ caller: Caller, _ answer: KeptAnswer<PhoneRemoval>
  ) async throws -> PhoneRemoval {
    let phone = try await read(caller) { connection, _ in try connection.phone(id, in: caller.workspaceID) }
    guard let phone, caller.maySee(phone.userIdentityID) else { throw APIError.notFound(.phone, id.text) }
    if let removal = phone.removalResource { return removal }
    let way: PhoneRemoval.Way =
      switch try await removeAtProvider(phone) {
      case .nothingThere: caller.session == nil ? .neverIssued : .byPhone
      case .gone: caller.session == nil ? .deviceRemoved : .byPhone
      case .unsure: .roleTakenAway
      }
    return try await write(caller, keeping: answer) { change in
      guard let current = try change.transaction.phone(id, in: change.workspaceID) else {
        throw APIError.notFound(.phone, id.text)
      }
      // A key that the phone got during the call of the provider was not removed there.
      return try change.stop(current, current.key == phone.key ? way : .roleTakenAway)
    }
  }

  /// The result of an attempt to remove a phone at the provider.
  private enum AtProvider {
    case nothingThere, gone, unsure
  }

  /// Removes the phone with the guest's authorization, even if it has not reported a key.
  private func removeAtProvider(_ phone: PhoneRecord) async throws -> AtProvider {
    // A sandbox phone does not exist at a provider.
    if let key = phone.key, key.providerDeviceID == nil { return .nothingThere }
    let (identity, workspace) = (phone.userIdentityID, phone.workspaceID)
    let accounts = try await database.read { connection in
      Set(try connection.acsUsers(of: identity, in: workspace).map(\.connectedAccountID))
    }
    var known: AtProvider = phone.key == nil ? .nothingThere : .unsure
    for account in accounts {
      guard let guests = guests.guests(of: account),
        let tokens = try await guestTokens(of: identity, at: account, in: workspace, guests)
      else { continue }
      do throws(ProviderFault) {
        let wasThere = try await guests.removeDevice(
          installation: phone.installationID, accessToken: tokens.accessToken)
        if wasThere || phone.key != nil { known = .gone }
      } catch {
        return .unsure
      }
    }
    return known
  }
}

extension Platform.Change {
  fileprivate mutating func createSandboxPhone(_ request: Phones.CreateSandboxPhone) throws -> Phone {
    guard try transaction.workspace(workspaceID)?.isSandbox == true else { throw APIError.workspaceNotSandbox }
    let identity = try identity(request.userIdentityID)
    let metadata = request.phoneMetadata ?? .init()
    let installation = request.customSDKInstallationID ?? "sandbox-" + identifiers.text()
    if try transaction.phone(installation: installation, of: identity.id, in: workspaceID) != nil {
      throw APIError.invalidInput(
        "custom_sdk_installation_id", "The identity already has a phone with this installation ID")
    }
    var phone = try newPhone(
      of: identity.id, installation, metadata.operatingSystem == .ios ? .iOS : .android, metadata.deviceModel)
    phone.key = PhoneRecord.Key(
      providerDeviceID: nil, providerKeyID: "sandbox", expiresAt: now + .seconds(365 * 86_400), reportedAt: now)
    try transaction.save(phone)
    try transaction.issueKey(of: phone)
    return phone.resource
  }
}
