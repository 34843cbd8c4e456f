import API
import Core
import Store
import Wire

extension Platform {
  func handleCustomizationProfiles(_ handlers: inout Handlers) {
    handlers.on(CustomizationProfiles.Create.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        let profile = CustomizationProfileRecord(
          id: change.identifiers.next(), workspaceID: change.workspaceID,
          sequence: try change.transaction.nextCustomizationProfileSequence(), createdAt: change.now,
          customerKey: caller.session?.customerKey, name: request.name?.optional, looks: request.looks)
        try change.transaction.insert(profile)
        return profile.resource
      }
    }
    handlers.on(CustomizationProfiles.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        try connection.profile(request.customizationProfileID, caller).resource
      }
    }
    handlers.on(CustomizationProfiles.List.self) { request, caller in
      try await read(caller) { connection, _ in
        let own = caller.session?.customerKey
        if let own, let asked = request.customerKey, asked != own { return [] }
        return try connection.customizationProfiles(of: own ?? request.customerKey, in: caller.workspaceID)
          .map(\.resource)
      }
    }
    handlers.on(CustomizationProfiles.Update.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        var profile = try change.transaction.profile(request.customizationProfileID, caller)
        profile.name = request.name.applied(to: profile.name)
        profile.looks.primaryColor = request.primaryColor ?? profile.looks.primaryColor
        profile.looks.secondaryColor = request.secondaryColor ?? profile.looks.secondaryColor
        profile.looks.customerPortalTheme = request.customerPortalTheme.applied(to: profile.looks.customerPortalTheme)
        profile.looks.messageOverrides = request.messageOverrides.applied(to: profile.looks.messageOverrides)
        try change.transaction.save(profile)
        return Nothing()
      }
    }
    handlers.on(CustomizationProfiles.UploadImages.self) { _, _ in
      throw APIError.refused(CustomizationProfiles.UploadImages.operation)
    }
  }
}

extension Connection {
  /// The profile. A customer's session sees only those of its customer.
  func profile(_ id: ID<CustomizationProfile>, _ caller: Caller) throws -> CustomizationProfileRecord {
    guard let profile = try customizationProfile(id, in: caller.workspaceID),
      caller.session?.customerKey.map({ $0 == profile.customerKey }) ?? true
    else { throw APIError.notFound(.customizationProfile, id.text) }
    return profile
  }
}
