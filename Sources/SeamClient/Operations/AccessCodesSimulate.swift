// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.AccessCodes {
  /// The operations under `/access_codes/simulate`.
  public struct Simulate: Sendable {
    let seam: Seam

    /// The staff of a sandbox's virtual site add a person with a PIN for the lock, and the site is synced. Locks of
    /// real sites refuse it.
    ///
    /// - Parameters:
    ///   - code: The PIN.
    ///   - deviceID: The lock.
    ///   - name: Name.
    @discardableResult
    public func createUnmanagedAccessCode(
      code: String, deviceID: ID<Device>, name: String
    ) async throws -> UnmanagedAccessCode {
      var request = API.AccessCodes.SimulateCreateUnmanaged()
      request.code = code
      request.deviceID = deviceID
      request.name = name
      return try await seam.send(request)
    }
  }
}
