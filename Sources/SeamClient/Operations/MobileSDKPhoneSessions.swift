// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.MobileSDK {
  /// The operations under `/mobile_sdk/phone_sessions`.
  public struct PhoneSessions: Sendable {
    let seam: Seam

    /// Registers the phone on the first call. Returns the credentials it can hold and the data it needs to get them.
    ///
    /// - Parameters:
    ///   - customSDKInstallationID: The installation ID that the app chose for itself.
    ///   - phoneOS: Operating system of the phone.
    ///   - phoneDeviceMetadata: Manufacturer, model and version of the phone.
    @discardableResult
    public func getOrCreate(
      customSDKInstallationID: String, phoneOS: API.PhoneSessions.System,
      phoneDeviceMetadata: API.PhoneSessions.PhoneDeviceMetadata? = nil
    ) async throws -> PhoneSession {
      var request = API.PhoneSessions.GetOrCreate()
      request.customSDKInstallationID = customSDKInstallationID
      request.phoneOS = phoneOS
      request.phoneDeviceMetadata = phoneDeviceMetadata
      return try await seam.send(request)
    }
  }
}
