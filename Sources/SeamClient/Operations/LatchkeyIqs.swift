// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/iqs`.
  public struct Iqs: Sendable {
    let seam: Seam

    /// Returns the IQs of a site and whether one-time codes can be made for each.
    ///
    /// - Parameters:
    ///   - acsSystemID: The site.
    public func list(acsSystemID: ID<AcsSystem>) async throws -> [IQ] {
      var request = IQs.List()
      request.acsSystemID = acsSystemID
      return try await seam.send(request)
    }

    /// Fetches what codes are made of and has Salto send a PIN to the mail of the integration's own user.
    ///
    /// - Parameters:
    ///   - acsSystemID: The site.
    ///   - iqID: The IQ.
    public func beginActivation(acsSystemID: ID<AcsSystem>, iqID: ID<IQ>) async throws {
      var request = IQs.BeginActivation()
      request.acsSystemID = acsSystemID
      request.iqID = iqID
      try await seam.send(request)
    }

    /// Takes the PIN that came by mail. From then on locks of the IQ are opened with one-time codes.
    ///
    /// - Parameters:
    ///   - acsSystemID: The site.
    ///   - iqID: The IQ.
    ///   - pin: The four digits.
    public func activate(acsSystemID: ID<AcsSystem>, iqID: ID<IQ>, pin: String) async throws {
      var request = IQs.Activate()
      request.acsSystemID = acsSystemID
      request.iqID = iqID
      request.pin = pin
      try await seam.send(request)
    }
  }
}
