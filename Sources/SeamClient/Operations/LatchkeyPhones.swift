// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/phones`.
  public struct Phones: Sendable {
    let seam: Seam

    /// Says how the keys of a deactivated phone were stopped, and since when.
    ///
    /// - Parameters:
    ///   - deviceID: The phone.
    public func getRemoval(deviceID: ID<Device>) async throws -> PhoneRemoval {
      var request = API.Phones.GetRemoval()
      request.deviceID = deviceID
      return try await seam.send(request)
    }

    /// A phone says that it holds its key, which the server itself never sees.
    ///
    /// - Parameters:
    ///   - customSDKInstallationID: The app installation's own name for itself.
    ///   - providerDeviceID: The phone's id at the provider.
    ///   - providerKeyID: The key's id at the provider.
    ///   - keyExpiresAt: Until when the key opens doors.
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
