// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/grant_settings`.
  public struct GrantSettings: Sendable {
    let seam: Seam

    /// Returns the settings of a site for access grants.
    ///
    /// - Parameters:
    ///   - acsSystemID: The ACS system of the site.
    public func get(acsSystemID: ID<AcsSystem>) async throws -> SiteGrantSettings {
      var request = GrantSettingsOperations.Get()
      request.acsSystemID = acsSystemID
      return try await seam.send(request)
    }

    /// Updates the given settings of a site. They take effect when a grant is created or changed.
    ///
    /// - Parameters:
    ///   - acsSystemID: The ACS system of the site.
    ///   - leadHours: Hours before the start of a grant at which the site gets its access group and a mobile key's
    ///     invitation.
    ///   - pinsBeforeStart: Whether a PIN is made at booking. Otherwise it is made once the person is subscribed.
    ///   - supportPhone: Phone number that guests are told to call. Null for none.
    ///   - supportEmail: E-mail address that guests are told to write to. Null for none.
    @discardableResult
    public func update(
      acsSystemID: ID<AcsSystem>, leadHours: Int? = nil, pinsBeforeStart: Bool? = nil,
      supportPhone: Change<String> = .keep, supportEmail: Change<String> = .keep
    ) async throws -> SiteGrantSettings {
      var request = GrantSettingsOperations.Update()
      request.acsSystemID = acsSystemID
      request.leadHours = leadHours
      request.pinsBeforeStart = pinsBeforeStart
      request.supportPhone = supportPhone
      request.supportEmail = supportEmail
      return try await seam.send(request)
    }
  }
}
