// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Phones {
  /// The operations under `/phones/simulate`.
  public struct Simulate: Sendable {
    let seam: Seam

    /// Creates a simulated phone that holds the identity's keys. It never comes near a door.
    ///
    /// - Parameters:
    ///   - userIdentityID: The identity that owns the phone.
    ///   - assaAbloyMetadata: Not used for Salto KS.
    ///   - customSDKInstallationID: The installation ID that the app chose for itself.
    ///   - phoneMetadata: Manufacturer, model and version of the phone.
    @discardableResult
    public func createSandboxPhone(
      userIdentityID: ID<UserIdentity>, assaAbloyMetadata: API.Phones.CreateSandboxPhone.AssaAbloyMetadata? = nil,
      customSDKInstallationID: String? = nil, phoneMetadata: API.Phones.CreateSandboxPhone.PhoneMetadata? = nil
    ) async throws -> Phone {
      var request = API.Phones.CreateSandboxPhone()
      request.userIdentityID = userIdentityID
      request.assaAbloyMetadata = assaAbloyMetadata
      request.customSDKInstallationID = customSDKInstallationID
      request.phoneMetadata = phoneMetadata
      return try await seam.send(request)
    }
  }
}
