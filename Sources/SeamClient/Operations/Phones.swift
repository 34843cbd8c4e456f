// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/phones`.
  public struct Phones: Sendable {
    let seam: Seam

    /// The operations under `/phones/simulate`.
    public var simulate: Simulate { Simulate(seam: seam) }

    /// Returns the phones of the workspace's identities.
    ///
    /// - Parameters:
    ///   - acsCredentialID: Only phones that hold this credential.
    ///   - ownerUserIdentityID: Only phones of this identity.
    public func list(
      acsCredentialID: ID<AcsCredential>? = nil, ownerUserIdentityID: ID<UserIdentity>? = nil
    ) async throws -> [Phone] {
      var request = API.Phones.List()
      request.acsCredentialID = acsCredentialID
      request.ownerUserIdentityID = ownerUserIdentityID
      return try await seam.send(request)
    }

    /// Returns one phone.
    ///
    /// - Parameters:
    ///   - deviceID: The phone.
    public func get(deviceID: ID<Device>) async throws -> Phone {
      var request = API.Phones.Get()
      request.deviceID = deviceID
      return try await seam.send(request)
    }

    /// Revokes the keys of one phone. The response says how and when.
    ///
    /// - Parameters:
    ///   - deviceID: The phone.
    @discardableResult
    public func deactivate(deviceID: ID<Device>) async throws -> PhoneRemoval {
      var request = API.Phones.Deactivate()
      request.deviceID = deviceID
      return try await seam.send(request)
    }
  }
}
