// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.MobileSDK {
  /// The operations under `/mobile_sdk/phone_sessions`.
  public struct PhoneSessions: Sendable {
    let seam: Seam

    /// Makes the phone known on the first call, and tells it what it may hold and what it needs for that.
    ///
    /// - Parameters:
    ///   - customSDKInstallationID: The app installation's own name for itself.
    ///   - phoneOS: What runs on it.
    ///   - phoneDeviceMetadata: What the phone is.
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
