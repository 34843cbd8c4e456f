import API
import Core
import Store
import Wire

extension Platform {
  func handleGrantSettings(_ handlers: inout Handlers) {
    handlers.on(GrantSettingsOperations.Get.self) { request, caller in
      try await read(caller) { connection, _ in try connection.siteSettings(request.acsSystemID, caller).resource }
    }
    handlers.on(GrantSettingsOperations.Update.self) { request, caller, answer in
      if case .set(let phone) = request.supportPhone, !isPhoneNumber(phone) {
        throw APIError.invalidInput(
          "support_phone", "support_phone must be a phone number of 5 to 20 digits, such as +31 20 555 0100")
      }
      return try await write(caller, keeping: answer) { change in
        var site = try change.transaction.siteSettings(request.acsSystemID, caller)
        let before = site.settings
        if let hours = request.leadHours { site.settings.lead = .seconds(hours * 3600) }
        site.settings.pinsBeforeStart = request.pinsBeforeStart ?? site.settings.pinsBeforeStart
        site.settings.support.phone = request.supportPhone.applied(to: site.settings.support.phone)
        site.settings.support.email = request.supportEmail.applied(to: site.settings.support.email)
        try change.transaction.save(site.settings, of: site.system)
        let releasesPins = site.settings.pinsBeforeStart && !before.pinsBeforeStart
        if site.settings.lead != before.lead || releasesPins {
          try change.transaction.follow(site.settings, of: site.system)
          change.wake(site.system)
        }
        return site.resource
      }
    }
  }
}

/// The settings of one site.
private struct SiteSettings {
  var system: ID<AcsSystem>
  var settings: GrantSettings

  var resource: SiteGrantSettings {
    var resource = SiteGrantSettings(
      acsSystemID: system, leadHours: Int(settings.lead / .seconds(3600)), pinsBeforeStart: settings.pinsBeforeStart)
    resource.supportPhone = Nullable(settings.support.phone)
    resource.supportEmail = Nullable(settings.support.email)
    return resource
  }
}

extension Connection {
  fileprivate func siteSettings(_ id: ID<AcsSystem>, _ caller: Caller) throws -> SiteSettings {
    guard let system = try acsSystem(id, in: caller.workspaceID) else { throw APIError.notFound(.acsSystem, id.text) }
    guard !system.isCredentialManager else {
      throw APIError.notSupported("A credential manager has no doors. Give the ACS system of a site")
    }
    return SiteSettings(system: id, settings: try grantSettings(of: id, in: caller.workspaceID))
  }
}
