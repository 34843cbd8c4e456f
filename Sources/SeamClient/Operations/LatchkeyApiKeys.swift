// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/api_keys`.
  public struct ApiKeys: Sendable {
    let seam: Seam

    /// Returns the API keys of the workspace in order of creation, without their secrets.
    public func list() async throws -> [APIKey] {
      try await seam.send(APIKeys.List())
    }

    /// Creates a key of the workspace. Its callers act as administrators, unless it is publishable. A publishable key
    /// makes the workspace accept such keys.
    ///
    /// - Parameters:
    ///   - name: Name of the key. Defaults to "API key".
    ///   - isPublishable: Whether it is a key for apps, which can only create empty client sessions.
    @discardableResult
    public func create(name: String? = nil, isPublishable: Bool = false) async throws -> APIKey {
      var request = APIKeys.Create()
      request.name = name
      request.isPublishable = isPublishable
      return try await seam.send(request)
    }

    /// Revokes a key of the workspace. It cannot be restored.
    ///
    /// - Parameters:
    ///   - apiKeyID: The key.
    public func revoke(apiKeyID: ID<APIKey>) async throws {
      var request = APIKeys.Revoke()
      request.apiKeyID = apiKeyID
      try await seam.send(request)
    }
  }
}
