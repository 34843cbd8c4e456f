// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/phones`.
  public struct Phones: Sendable {
    let seam: Seam

    /// Returns how and when the keys of a deactivated phone were revoked.
    ///
    /// - Parameters:
    ///   - deviceID: The phone.
    public func getRemoval(deviceID: ID<Device>) async throws -> PhoneRemoval {
      var request = API.Phones.GetRemoval()
      request.deviceID = deviceID
      return try await seam.send(request)
    }

    /// Reports that the phone has fetched its key. The server never sees the key itself.
    ///
    /// - Parameters:
    ///   - customSDKInstallationID: The installation ID that the app chose for itself.
    ///   - providerDeviceID: The phone's ID at the provider.
    ///   - providerKeyID: The key's ID at the provider.
    ///   - keyExpiresAt: When the key expires.
    @discardableResult
    public func reportKey(
      customSDKInstallationID: String, providerDeviceID: String, providerKeyID: String, keyExpiresAt: Instant
    ) async throws -> PhoneRegistration {
      var request = API.PhoneSessions.ReportKey()
      request.customSDKInstallationID = customSDKInstallationID
      request.providerDeviceID = providerDeviceID
      request.providerKeyID = providerKeyID
      request.keyExpiresAt = keyExpiresAt
      return try await seam.send(request)
    }
  }
}
