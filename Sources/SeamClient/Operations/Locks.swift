// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/locks`.
  public struct Locks: Sendable {
    let seam: Seam

    /// The operations under `/locks/simulate`.
    public var simulate: Simulate { Simulate(seam: seam) }

    /// Returns one lock.
    ///
    /// Give at least one of `deviceID` and `name`.
    ///
    /// - Parameters:
    ///   - deviceID: The device.
    ///   - name: The name of the device.
    public func get(deviceID: ID<Device>? = nil, name: String? = nil) async throws -> Device {
      var request = API.Locks.Get()
      request.device.deviceID = deviceID
      request.device.name = name
      return try await seam.send(request)
    }

    /// Returns the locks of the workspace, or those that the client session can use.
    ///
    /// - Parameters:
    ///   - connectedAccountID: Only locks of this account.
    ///   - connectWebviewID: Only locks of the account that this webview connected.
    ///   - customerKey: Only locks of this customer.
    ///   - deviceType: Only locks of this type.
    ///   - deviceTypes: Only locks of these types.
    ///   - manufacturer: Only locks of this manufacturer.
    public func list(
      connectedAccountID: ID<ConnectedAccount>? = nil, connectWebviewID: ID<ConnectWebview>? = nil,
      customerKey: String? = nil, deviceType: LockType? = nil, deviceTypes: [LockType]? = nil,
      manufacturer: LockManufacturer? = nil
    ) async throws -> [Device] {
      var request = API.Locks.List()
      request.connectedAccountID = connectedAccountID
      request.connectWebviewID = connectWebviewID
      request.customerKey = customerKey
      request.deviceType = deviceType
      request.deviceTypes = deviceTypes
      request.manufacturer = manufacturer
      return try await seam.send(request)
    }

    /// Unlocks a lock remotely for a moment. The attempt has usually finished when the server responds.
    ///
    /// - Parameters:
    ///   - deviceID: The lock.
    ///   - reason: Why, for the audit. Name no guest: erasing a person does not find it.
    ///   - sync: Whether to respond only after the attempt has finished.
    ///   - waiting: How long to wait for the attempt to finish. Defaults to the client's setting.
    @discardableResult
    public func unlockDoor(
      deviceID: ID<Device>, reason: String? = nil, sync: Bool = false, waiting: Waiting? = nil
    ) async throws -> ActionAttempt {
      var request = API.Locks.UnlockDoor()
      request.deviceID = deviceID
      request.reason = reason
      request.sync = sync
      return try await seam.finished(seam.send(request), waiting)
    }

    /// Locks a lock remotely and ends its office mode.
    ///
    /// - Parameters:
    ///   - deviceID: The lock.
    ///   - sync: Whether to respond only after the attempt has finished.
    ///   - waiting: How long to wait for the attempt to finish. Defaults to the client's setting.
    @discardableResult
    public func lockDoor(
      deviceID: ID<Device>, sync: Bool = false, waiting: Waiting? = nil
    ) async throws -> ActionAttempt {
      var request = API.Locks.LockDoor()
      request.deviceID = deviceID
      request.sync = sync
      return try await seam.finished(seam.send(request), waiting)
    }

    /// The attempt always fails: Salto KS locks lock by themselves, which cannot be configured.
    ///
    /// - Parameters:
    ///   - deviceID: The lock.
    ///   - autoLockEnabled: Whether the lock locks by itself.
    ///   - autoLockDelaySeconds: Number of seconds after which it locks. Required to enable auto-lock.
    ///   - waiting: How long to wait for the attempt to finish. Defaults to the client's setting.
    @discardableResult
    public func configureAutoLock(
      deviceID: ID<Device>, autoLockEnabled: Bool, autoLockDelaySeconds: Double? = nil, waiting: Waiting? = nil
    ) async throws -> ActionAttempt {
      var request = API.Locks.ConfigureAutoLock()
      request.deviceID = deviceID
      request.autoLockEnabled = autoLockEnabled
      request.autoLockDelaySeconds = autoLockDelaySeconds
      return try await seam.finished(seam.send(request), waiting)
    }
  }
}
