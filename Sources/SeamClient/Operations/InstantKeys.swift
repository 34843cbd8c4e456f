// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/instant_keys`.
  public struct InstantKeys: Sendable {
    let seam: Seam

    /// Returns one instant key, by its ID or link.
    ///
    /// Give at least one of `instantKeyID` and `instantKeyURL`.
    ///
    /// - Parameters:
    ///   - instantKeyID: The instant key.
    ///   - instantKeyURL: The link of the instant key.
    public func get(
      instantKeyID: ID<API.InstantKey>? = nil, instantKeyURL: String? = nil
    ) async throws -> API.InstantKey {
      var request = API.InstantKeys.Get()
      request.instantKeyID = instantKeyID
      request.instantKeyURL = instantKeyURL
      return try await seam.send(request)
    }

    /// Returns the instant keys of the workspace in order of creation.
    ///
    /// - Parameters:
    ///   - userIdentityID: Only instant keys of this identity.
    public func list(userIdentityID: ID<UserIdentity>? = nil) async throws -> [API.InstantKey] {
      var request = API.InstantKeys.List()
      request.userIdentityID = userIdentityID
      return try await seam.send(request)
    }

    /// Revokes the link and deletes its client session.
    ///
    /// - Parameters:
    ///   - instantKeyID: The instant key.
    public func delete(instantKeyID: ID<API.InstantKey>) async throws {
      var request = API.InstantKeys.Delete()
      request.instantKeyID = instantKeyID
      try await seam.send(request)
    }
  }
}
