// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.MobileSDK.Acs {
  /// The operations under `/mobile_sdk/acs/credentials`.
  public struct Credentials: Sendable {
    let seam: Seam

    /// Returns the credentials of the session's identity.
    public func list() async throws -> [AcsCredential] {
      try await seam.send(API.PhoneSessions.ListCredentials())
    }
  }
}
