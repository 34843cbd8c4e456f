// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/iqs`.
  public struct Iqs: Sendable {
    let seam: Seam

    /// Returns the IQs of a site, and whether each is activated for one-time codes.
    ///
    /// - Parameters:
    ///   - acsSystemID: The ACS system of the site.
    public func list(acsSystemID: ID<AcsSystem>) async throws -> [IQ] {
      var request = IQs.List()
      request.acsSystemID = acsSystemID
      return try await seam.send(request)
    }

    /// Gets the IQ's one-time code secret. Salto sends a PIN to the e-mail address of the integration's own user.
    ///
    /// - Parameters:
    ///   - acsSystemID: The ACS system of the site.
    ///   - iqID: The IQ.
    public func beginActivation(acsSystemID: ID<AcsSystem>, iqID: ID<IQ>) async throws {
      var request = IQs.BeginActivation()
      request.acsSystemID = acsSystemID
      request.iqID = iqID
      try await seam.send(request)
    }

    /// Completes the activation with the PIN sent by e-mail. Remote unlocks of the IQ then use one-time codes.
    ///
    /// - Parameters:
    ///   - acsSystemID: The ACS system of the site.
    ///   - iqID: The IQ.
    ///   - pin: The four-digit PIN.
    public func activate(acsSystemID: ID<AcsSystem>, iqID: ID<IQ>, pin: String) async throws {
      var request = IQs.Activate()
      request.acsSystemID = acsSystemID
      request.iqID = iqID
      request.pin = pin
      try await seam.send(request)
    }
  }
}
