// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Devices {
  /// The operations under `/devices/simulate`.
  public struct Simulate: Sendable {
    let seam: Seam

    /// Simulates that a lock of a sandbox is online again.
    ///
    /// - Parameters:
    ///   - deviceID: The device.
    public func connect(deviceID: ID<Device>) async throws {
      var request = API.Devices.SimulateConnect()
      request.deviceID = deviceID
      try await seam.send(request)
    }

    /// Simulates that a lock of a sandbox is offline.
    ///
    /// - Parameters:
    ///   - deviceID: The device.
    public func disconnect(deviceID: ID<Device>) async throws {
      var request = API.Devices.SimulateDisconnect()
      request.deviceID = deviceID
      try await seam.send(request)
    }

    /// Simulates that a lock of a sandbox was removed.
    ///
    /// - Parameters:
    ///   - deviceID: The device.
    public func remove(deviceID: ID<Device>) async throws {
      var request = API.Devices.SimulateRemove()
      request.deviceID = deviceID
      try await seam.send(request)
    }

    /// Not supported for Salto KS locks: they have no such hub.
    ///
    /// - Parameters:
    ///   - deviceID: The device.
    public func connectToHub(deviceID: ID<Device>) async throws {
      var request = API.Devices.SimulateConnectToHub()
      request.deviceID = deviceID
      try await seam.send(request)
    }

    /// Not supported for Salto KS locks: they have no such hub.
    ///
    /// - Parameters:
    ///   - deviceID: The device.
    public func disconnectFromHub(deviceID: ID<Device>) async throws {
      var request = API.Devices.SimulateDisconnectFromHub()
      request.deviceID = deviceID
      try await seam.send(request)
    }

    /// Not supported for Salto KS locks: they have no subscription.
    ///
    /// - Parameters:
    ///   - deviceID: The device.
    ///   - isExpired: Whether the subscription has expired.
    public func paidSubscription(deviceID: ID<Device>, isExpired: Bool) async throws {
      var request = API.Devices.SimulatePaidSubscription()
      request.deviceID = deviceID
      request.isExpired = isExpired
      try await seam.send(request)
    }
  }
}
