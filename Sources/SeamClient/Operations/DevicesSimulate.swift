// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Devices {
  /// The operations under `/devices/simulate`.
  public struct Simulate: Sendable {
    let seam: Seam

    /// Has a lock of a sandbox play at being reachable again.
    ///
    /// - Parameters:
    ///   - deviceID: The device.
    public func connect(deviceID: ID<Device>) async throws {
      var request = API.Devices.SimulateConnect()
      request.deviceID = deviceID
      try await seam.send(request)
    }

    /// Has a lock of a sandbox play at being out of reach.
    ///
    /// - Parameters:
    ///   - deviceID: The device.
    public func disconnect(deviceID: ID<Device>) async throws {
      var request = API.Devices.SimulateDisconnect()
      request.deviceID = deviceID
      try await seam.send(request)
    }

    /// Has a lock of a sandbox play at being taken away.
    ///
    /// - Parameters:
    ///   - deviceID: The device.
    public func remove(deviceID: ID<Device>) async throws {
      var request = API.Devices.SimulateRemove()
      request.deviceID = deviceID
      try await seam.send(request)
    }

    /// Refused for Salto KS locks, which have no hub of this kind.
    ///
    /// - Parameters:
    ///   - deviceID: The device.
    public func connectToHub(deviceID: ID<Device>) async throws {
      var request = API.Devices.SimulateConnectToHub()
      request.deviceID = deviceID
      try await seam.send(request)
    }

    /// Refused for Salto KS locks, which have no hub of this kind.
    ///
    /// - Parameters:
    ///   - deviceID: The device.
    public func disconnectFromHub(deviceID: ID<Device>) async throws {
      var request = API.Devices.SimulateDisconnectFromHub()
      request.deviceID = deviceID
      try await seam.send(request)
    }

    /// Refused for Salto KS locks, which have no subscription of their own.
    ///
    /// - Parameters:
    ///   - deviceID: The device.
    ///   - isExpired: Whether it has run out.
    public func paidSubscription(deviceID: ID<Device>, isExpired: Bool) async throws {
      var request = API.Devices.SimulatePaidSubscription()
      request.deviceID = deviceID
      request.isExpired = isExpired
      try await seam.send(request)
    }
  }
}
