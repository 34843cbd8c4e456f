// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Locks {
  /// The operations under `/locks/simulate`.
  public struct Simulate: Sendable {
    let seam: Seam

    /// Simulates that somebody enters a PIN at a lock of a sandbox. The attempt succeeds if the lock opens.
    ///
    /// - Parameters:
    ///   - deviceID: The lock.
    ///   - code: The PIN that is entered.
    ///   - waiting: How long to wait for the attempt to finish. Defaults to the client's setting.
    @discardableResult
    public func keypadCodeEntry(
      deviceID: ID<Device>, code: String, waiting: Waiting? = nil
    ) async throws -> ActionAttempt {
      var request = API.Locks.SimulateKeypadCodeEntry()
      request.deviceID = deviceID
      request.code = code
      return try await seam.finished(seam.send(request), waiting)
    }

    /// Simulates that somebody locks a lock of a sandbox by hand. It ends the lock's office mode.
    ///
    /// - Parameters:
    ///   - deviceID: The lock.
    ///   - waiting: How long to wait for the attempt to finish. Defaults to the client's setting.
    @discardableResult
    public func manualLockViaKeypad(deviceID: ID<Device>, waiting: Waiting? = nil) async throws -> ActionAttempt {
      var request = API.Locks.SimulateManualLockViaKeypad()
      request.deviceID = deviceID
      return try await seam.finished(seam.send(request), waiting)
    }
  }
}
