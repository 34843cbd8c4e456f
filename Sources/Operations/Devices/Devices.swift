import API
import Core
import Store
import Wire

extension Platform {
  func handleDevices(_ handlers: inout Handlers) {
    handlers.on(Devices.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        try connection.device(request.device, caller).resource(connection.brand)
      }
    }
    handlers.on(Devices.List.self) { request, caller in
      let paging = try Paging(request, limit: request.filter.limit, cursor: request.filter.pageCursor, caller)
      return try await read(caller) { connection, _ in
        let page = try connection.devices(request, paging, caller, areManaged: true)
        return Page(page.rows.map { $0.resource(connection.brand) }, paging.pagination(next: page.next))
      }
    }
    handlers.on(Devices.Update.self) { request, caller, answer in
      try await change(request.deviceID, caller, answer) { settings, now in
        settings.name = request.name.applied(to: request.properties?.name.applied(to: settings.name) ?? settings.name)
        if let notes = request.customMetadata { settings.notes = Metadata(notes.members) }
        if !request.isManaged { settings.unmanagedAt = now }
      }
    }
    handlers.on(Devices.ListDeviceProviders.self) { request, _ in
      var provider = OfferedProvider(
        brand.kinds.provider, displayName: brand.name, imageURL: lockPicture,
        providerCategories: [.known(.stable), .known(.accessControlSystems)])
      provider.canRemotelyUnlock = true
      provider.canRemotelyLock = true
      provider.canUnlockWithCode = true
      return request.providerCategory.map { provider.providerCategories.contains(.known($0)) } ?? true ? [provider] : []
    }
    handleDeviceSimulations(&handlers)
    handleDeviceGrants(&handlers)
  }

  private func handleDeviceSimulations(_ handlers: inout Handlers) {
    handlers.on(Devices.SimulateConnect.self) { request, caller, answer in
      try await simulate(request.deviceID, caller, answer, .deviceConnected) { settings, _ in
        settings.offlineAt = nil
        settings.removedAt = nil
      }
    }
    handlers.on(Devices.SimulateDisconnect.self) { request, caller, answer in
      try await simulate(request.deviceID, caller, answer, .deviceDisconnected) { $0.offlineAt = $0.offlineAt ?? $1 }
    }
    handlers.on(Devices.SimulateRemove.self) { request, caller, answer in
      try await simulate(request.deviceID, caller, answer, .deviceRemoved) { $0.removedAt = $0.removedAt ?? $1 }
    }
    handlers.on(Devices.SimulateConnectToHub.self) { request, caller in
      try await refuse(request.deviceID, caller, Devices.SimulateConnectToHub.operation)
    }
    handlers.on(Devices.SimulateDisconnectFromHub.self) { request, caller in
      try await refuse(request.deviceID, caller, Devices.SimulateDisconnectFromHub.operation)
    }
    handlers.on(Devices.SimulatePaidSubscription.self) { request, caller in
      try await refuse(request.deviceID, caller, Devices.SimulatePaidSubscription.operation)
    }
  }

  private func handleDeviceGrants(_ handlers: inout Handlers) {
    handlers.on(UserIdentities.ListAccessibleDevices.self) { request, caller in
      try await read(caller) { connection, _ in
        let identity = try connection.existingIdentity(request.userIdentityID, in: caller.workspaceID)
        return try connection.devices(usableBy: identity, in: caller.workspaceID).map {
          $0.resource(connection.brand)
        }
      }
    }
    handlers.on(UserIdentities.GrantAccessToDevice.self) { request, caller, answer in
      try await grant(true, request.deviceID, request.userIdentityID, caller, answer)
    }
    handlers.on(UserIdentities.RevokeAccessToDevice.self) { request, caller, answer in
      try await grant(false, request.deviceID, request.userIdentityID, caller, answer)
    }
  }

  private func grant(
    _ isGranted: Bool, _ device: ID<Device>, _ identity: ID<UserIdentity>, _ caller: Caller,
    _ answer: KeptAnswer<Nothing>
  ) async throws -> Nothing {
    try await write(caller, keeping: answer) { change in
      let identity = try change.identity(identity)
      let entrance = try change.transaction.device(toChange: device, caller).entrance.id
      if isGranted {
        try change.transaction.grant(entrance, to: identity.id)
      } else {
        try change.transaction.revokeGrants(of: entrance, from: identity.id)
      }
      return Nothing()
    }
  }

  private func change(
    _ device: ID<Device>, _ caller: Caller, _ answer: KeptAnswer<Nothing>,
    _ edit: @escaping @Sendable (inout DeviceSettings, Instant) -> Void
  ) async throws -> Nothing {
    try await write(caller, keeping: answer) { change in
      let found = try change.transaction.device(toDescribe: device, caller)
      var settings = found.settings
      edit(&settings, change.now)
      try change.transaction.save(settings, of: found.entrance.id)
      var changed = found
      changed.settings = settings
      if changed.displayName != found.displayName {
        try change.transaction.append(.deviceNameChanged, about: changed)
      }
      if !changed.isManaged { try change.transaction.append(.deviceConvertedToUnmanaged, about: changed) }
      return Nothing()
    }
  }

  /// Simulates a state of a sandbox's lock, and appends an event if the state changed.
  private func simulate(
    _ device: ID<Device>, _ caller: Caller, _ answer: KeptAnswer<Nothing>, _ event: EventType,
    _ edit: @escaping @Sendable (inout DeviceSettings, Instant) -> Void
  ) async throws -> Nothing {
    try await write(caller, keeping: answer) { change in
      let found = try change.transaction.lock(toChange: device, caller)
      guard found.isSandbox else { throw APIError.workspaceNotSandbox }
      var settings = found.settings
      edit(&settings, change.now)
      guard settings != found.settings else { return Nothing() }
      try change.transaction.save(settings, of: found.entrance.id)
      try change.transaction.saveHistory(of: found.entrance.lock, at: found.system.id)
      if event == .deviceConnected { try change.transaction.noteCodesAtLocks(of: found.system.id) }
      var played = found
      played.settings = settings
      try change.transaction.append(event, about: played)
      return Nothing()
    }
  }

  /// Refuses what no lock of the brand has.
  private func refuse(_ device: ID<Device>, _ caller: Caller, _ operation: Operation) async throws -> Nothing {
    _ = try await read(caller) { connection, _ in try connection.device(toChange: device, caller) }
    throw APIError.refused(operation)
  }
}
