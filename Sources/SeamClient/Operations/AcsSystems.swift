// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Acs {
  /// The operations under `/acs/systems`.
  public struct Systems: Sendable {
    let seam: Seam

    /// Returns one access control system.
    ///
    /// - Parameters:
    ///   - acsSystemID: ID of the system.
    public func get(acsSystemID: ID<AcsSystem>) async throws -> AcsSystem {
      var request = AcsSystems.Get()
      request.acsSystemID = acsSystemID
      return try await seam.send(request)
    }

    /// Returns the access control systems of the workspace.
    ///
    /// - Parameters:
    ///   - connectedAccountID: Only systems of this account.
    ///   - customerKey: Only systems of this customer.
    ///   - search: Only systems whose name or ID contains this text.
    public func list(
      connectedAccountID: ID<ConnectedAccount>? = nil, customerKey: String? = nil, search: String? = nil
    ) async throws -> [AcsSystem] {
      var request = AcsSystems.List()
      request.connectedAccountID = connectedAccountID
      request.customerKey = customerKey
      request.search = search
      return try await seam.send(request)
    }

    /// Returns the credential managers that can deliver a system's keys to phones.
    ///
    /// - Parameters:
    ///   - acsSystemID: ID of the system whose keys are delivered.
    public func listCompatibleCredentialManagerAcsSystems(acsSystemID: ID<AcsSystem>) async throws -> [AcsSystem] {
      var request = AcsSystems.ListCompatibleCredentialManagerAcsSystems()
      request.acsSystemID = acsSystemID
      return try await seam.send(request)
    }

    /// Not supported for Salto KS systems: their entrances are synced.
    ///
    /// - Parameters:
    ///   - acsSystemID: ID of the system.
    ///   - acsEncoders: Its encoders.
    ///   - acsEntrances: Its entrances.
    public func reportDevices(
      acsSystemID: ID<AcsSystem>, acsEncoders: [AcsSystems.ReportDevices.Encoder] = [],
      acsEntrances: [AcsSystems.ReportDevices.Entrance] = []
    ) async throws {
      var request = AcsSystems.ReportDevices()
      request.acsSystemID = acsSystemID
      request.acsEncoders = acsEncoders
      request.acsEntrances = acsEntrances
      try await seam.send(request)
    }
  }
}
