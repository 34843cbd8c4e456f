// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Acs {
  /// The operations under `/acs/encoders`.
  public struct Encoders: Sendable {
    let seam: Seam

    /// The operations under `/acs/encoders/simulate`.
    public var simulate: Simulate { Simulate(seam: seam) }

    /// Returns one encoder.
    ///
    /// - Parameters:
    ///   - acsEncoderID: The encoder.
    public func get(acsEncoderID: ID<AcsEncoder>) async throws -> AcsEncoder {
      var request = AcsEncoders.Get()
      request.acsEncoderID = acsEncoderID
      return try await seam.send(request)
    }

    /// Returns the encoders of the workspace. Each lock of Salto KS reads cards and is an encoder. Pages are fetched on
    /// demand.
    ///
    /// - Parameters:
    ///   - acsEncoderIDs: Only these encoders.
    ///   - acsSystemID: Only encoders of this system.
    ///   - acsSystemIDs: Only encoders of these systems.
    ///   - limit: Maximum number of encoders per page.
    public func listAll(
      acsEncoderIDs: [ID<AcsEncoder>]? = nil, acsSystemID: ID<AcsSystem>? = nil, acsSystemIDs: [ID<AcsSystem>]? = nil,
      limit: Int = 500
    ) -> Paginator<AcsEncoder> {
      var request = AcsEncoders.List()
      request.acsEncoderIDs = acsEncoderIDs
      request.acsSystemID = acsSystemID
      request.acsSystemIDs = acsSystemIDs
      request.limit = limit
      return Paginator(seam, request)
    }

    /// Returns the encoders of the workspace. Each lock of Salto KS reads cards and is an encoder. Returns one page:
    /// the first, or the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - acsEncoderIDs: Only these encoders.
    ///   - acsSystemID: Only encoders of this system.
    ///   - acsSystemIDs: Only encoders of these systems.
    ///   - limit: Maximum number of encoders per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    public func list(
      acsEncoderIDs: [ID<AcsEncoder>]? = nil, acsSystemID: ID<AcsSystem>? = nil, acsSystemIDs: [ID<AcsSystem>]? = nil,
      limit: Int = 500, pageCursor: String? = nil
    ) async throws -> [AcsEncoder] {
      try await listAll(
        acsEncoderIDs: acsEncoderIDs, acsSystemID: acsSystemID, acsSystemIDs: acsSystemIDs, limit: limit
      ).items(after: pageCursor)
    }

    /// Waits until a card is held to the encoder, and returns what it is.
    ///
    /// - Parameters:
    ///   - acsEncoderID: The encoder.
    ///   - saltoKSMetadata: How the lock reads the card.
    ///   - waiting: How long to wait for the attempt to finish. Defaults to the client's setting.
    @discardableResult
    public func scanCredential(
      acsEncoderID: ID<AcsEncoder>, saltoKSMetadata: CardReadingOptions? = nil, waiting: Waiting? = nil
    ) async throws -> ActionAttempt {
      var request = AcsEncoders.ScanCredential()
      request.acsEncoderID = acsEncoderID
      request.saltoKSMetadata = saltoKSMetadata
      return try await seam.finished(seam.send(request), waiting)
    }

    /// Waits until a free card of the site is held to the encoder, and assigns it to an ACS user.
    ///
    /// Give exactly one of `acsUserID` and `userIdentityID`.
    ///
    /// - Parameters:
    ///   - acsEncoderID: The encoder.
    ///   - acsUserID: The ACS user who will own the card.
    ///   - saltoKSMetadata: How the lock reads the card.
    ///   - userIdentityID: The identity that will own the card. An ACS user is created for it if it has none at the
    ///     encoder's system.
    ///   - waiting: How long to wait for the attempt to finish. Defaults to the client's setting.
    @discardableResult
    public func scanToAssignCredential(
      acsEncoderID: ID<AcsEncoder>, acsUserID: ID<AcsUser>? = nil, saltoKSMetadata: CardReadingOptions? = nil,
      userIdentityID: ID<UserIdentity>? = nil, waiting: Waiting? = nil
    ) async throws -> ActionAttempt {
      var request = AcsEncoders.ScanToAssignCredential()
      request.acsEncoderID = acsEncoderID
      request.acsUserID = acsUserID
      request.saltoKSMetadata = saltoKSMetadata
      request.userIdentityID = userIdentityID
      return try await seam.finished(seam.send(request), waiting)
    }

    /// Waits until a card is held to the encoder. With `accessMethodID`, a free card of the site is assigned to the
    /// person of the grant. With `acsCredentialID`, the card must be the one that the credential stands for.
    ///
    /// Give exactly one of `acsCredentialID` and `accessMethodID`.
    ///
    /// - Parameters:
    ///   - acsEncoderID: The encoder.
    ///   - accessMethodID: The access method of a card.
    ///   - acsCredentialID: The credential of a card.
    ///   - waiting: How long to wait for the attempt to finish. Defaults to the client's setting.
    @discardableResult
    public func encodeCredential(
      acsEncoderID: ID<AcsEncoder>, accessMethodID: ID<AccessMethod>? = nil, acsCredentialID: ID<AcsCredential>? = nil,
      waiting: Waiting? = nil
    ) async throws -> ActionAttempt {
      var request = AcsEncoders.EncodeCredential()
      request.acsEncoderID = acsEncoderID
      request.accessMethodID = accessMethodID
      request.acsCredentialID = acsCredentialID
      return try await seam.finished(seam.send(request), waiting)
    }
  }
}
