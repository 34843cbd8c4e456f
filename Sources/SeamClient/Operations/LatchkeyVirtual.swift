// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/virtual`.
  public struct Virtual: Sendable {
    let seam: Seam

    /// Sends a request to the controls of a sandbox's virtual cloud: doors to try, faults, IQs, settings and the
    /// ledger. Its clock follows the workspace's, and a reset of the sandbox starts it over.
    ///
    /// - Parameters:
    ///   - path: Path below the cloud's address, such as `/virtual/state`. May have a query.
    ///   - method: HTTP method of the request.
    ///   - body: Body of the request, as JSON text.
    @discardableResult
    public func send(
      path: String, method: VirtualCloud.Send.Method = .get, body: String? = nil
    ) async throws -> VirtualReply {
      var request = VirtualCloud.Send()
      request.path = path
      request.method = method
      request.body = body
      return try await seam.send(request)
    }
  }
}
