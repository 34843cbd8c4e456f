// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.AccessMethods {
  /// The operations under `/access_methods/unmanaged`.
  public struct Unmanaged: Sendable {
    let seam: Seam

    /// Returns one unmanaged access method. Salto KS has none.
    ///
    /// - Parameters:
    ///   - accessMethodID: The access method.
    public func get(accessMethodID: ID<AccessMethod>) async throws -> UnmanagedAccessMethod {
      var request = UnmanagedAccessMethods.Get()
      request.accessMethodID = accessMethodID
      return try await seam.send(request)
    }

    /// Returns the unmanaged access methods. Salto KS has none.
    ///
    /// - Parameters:
    ///   - accessGrantID: The grant.
    ///   - acsEntranceID: Only access methods that open this entrance.
    ///   - deviceID: Only access methods that open this device.
    ///   - spaceID: Only access methods of grants to this space.
    public func list(
      accessGrantID: ID<AccessGrant>, acsEntranceID: ID<AcsEntrance>? = nil, deviceID: ID<Device>? = nil,
      spaceID: ID<Space>? = nil
    ) async throws -> [UnmanagedAccessMethod] {
      var request = UnmanagedAccessMethods.List()
      request.accessGrantID = accessGrantID
      request.acsEntranceID = acsEntranceID
      request.deviceID = deviceID
      request.spaceID = spaceID
      return try await seam.send(request)
    }
  }
}
