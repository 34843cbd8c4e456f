// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Phones {
  /// The operations under `/phones/simulate`.
  public struct Simulate: Sendable {
    let seam: Seam

    /// Makes a phone of an identity that holds the identity's keys without ever being near a door.
    ///
    /// - Parameters:
    ///   - userIdentityID: Whose phone it is.
    ///   - assaAbloyMetadata: For another brand only.
    ///   - customSDKInstallationID: The app installation's own name for itself.
    ///   - phoneMetadata: What the phone is.
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
