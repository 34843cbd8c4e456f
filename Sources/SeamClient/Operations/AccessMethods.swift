// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/access_methods`.
  public struct AccessMethods: Sendable {
    let seam: Seam

    /// The operations under `/access_methods/unmanaged`.
    public var unmanaged: Unmanaged { Unmanaged(seam: seam) }

    /// Returns one access method.
    ///
    /// - Parameters:
    ///   - accessMethodID: The access method.
    public func get(accessMethodID: ID<AccessMethod>) async throws -> AccessMethod {
      var request = API.AccessMethods.Get()
      request.accessMethodID = accessMethodID
      return try await seam.send(request)
    }

    /// Returns the access methods of a grant, or those that open an entrance, in order of creation. `deviceID`,
    /// `spaceID` and `accessCodeID` narrow the list further. Pages are fetched on demand.
    ///
    /// Give at least one of `accessGrantID`, `accessGrantKey` and `acsEntranceID`.
    ///
    /// - Parameters:
    ///   - accessCodeID: Only access methods with this access code.
    ///   - accessGrantID: Only access methods of this grant.
    ///   - accessGrantKey: Only access methods of the grant with this key.
    ///   - acsEntranceID: Only access methods that open this entrance.
    ///   - deviceID: Only access methods that open this device.
    ///   - limit: Maximum number of access methods per page.
    ///   - spaceID: Only access methods of grants to this space.
    public func listAll(
      accessCodeID: ID<AccessCode>? = nil, accessGrantID: ID<AccessGrant>? = nil, accessGrantKey: String? = nil,
      acsEntranceID: ID<AcsEntrance>? = nil, deviceID: ID<Device>? = nil, limit: Int = 500, spaceID: ID<Space>? = nil
    ) -> Paginator<AccessMethod> {
      var request = API.AccessMethods.List()
      request.accessCodeID = accessCodeID
      request.accessGrantID = accessGrantID
      request.accessGrantKey = accessGrantKey
      request.acsEntranceID = acsEntranceID
      request.deviceID = deviceID
      request.limit = limit
      request.spaceID = spaceID
      return Paginator(seam, request)
    }

    /// Returns the access methods of a grant, or those that open an entrance, in order of creation. `deviceID`,
    /// `spaceID` and `accessCodeID` narrow the list further. Returns one page: the first, or the one at `pageCursor`.
    ///
    /// Give at least one of `accessGrantID`, `accessGrantKey` and `acsEntranceID`.
    ///
    /// - Parameters:
    ///   - accessCodeID: Only access methods with this access code.
    ///   - accessGrantID: Only access methods of this grant.
    ///   - accessGrantKey: Only access methods of the grant with this key.
    ///   - acsEntranceID: Only access methods that open this entrance.
    ///   - deviceID: Only access methods that open this device.
    ///   - limit: Maximum number of access methods per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    ///   - spaceID: Only access methods of grants to this space.
    public func list(
      accessCodeID: ID<AccessCode>? = nil, accessGrantID: ID<AccessGrant>? = nil, accessGrantKey: String? = nil,
      acsEntranceID: ID<AcsEntrance>? = nil, deviceID: ID<Device>? = nil, limit: Int = 500, pageCursor: String? = nil,
      spaceID: ID<Space>? = nil
    ) async throws -> [AccessMethod] {
      try await listAll(
        accessCodeID: accessCodeID, accessGrantID: accessGrantID, accessGrantKey: accessGrantKey,
        acsEntranceID: acsEntranceID, deviceID: deviceID, limit: limit, spaceID: spaceID
      ).items(after: pageCursor)
    }

    /// Deletes one access method, or all of a grant. The grant stays.
    ///
    /// Give exactly one of `accessMethodID`, `accessGrantID` and `reservationKey`.
    ///
    /// - Parameters:
    ///   - accessGrantID: The grant whose access methods to delete.
    ///   - accessMethodID: The access method to delete.
    ///   - reservationKey: Your own key for the reservation.
    public func delete(
      accessGrantID: ID<AccessGrant>? = nil, accessMethodID: ID<AccessMethod>? = nil, reservationKey: String? = nil
    ) async throws {
      var request = API.AccessMethods.Delete()
      request.accessGrantID = accessGrantID
      request.accessMethodID = accessMethodID
      request.reservationKey = reservationKey
      try await seam.send(request)
    }

    /// Returns access methods and what belongs to them.
    ///
    /// - Parameters:
    ///   - accessMethodIDs: The access methods.
    ///   - exclude: Lists to leave out.
    ///   - include: Lists to return. Defaults to all.
    public func getRelated(
      accessMethodIDs: [ID<AccessMethod>], exclude: [AccessMethodBatch.Part]? = nil,
      include: [AccessMethodBatch.Part]? = nil
    ) async throws -> AccessMethodBatch {
      var request = API.AccessMethods.GetRelated()
      request.accessMethodIDs = accessMethodIDs
      request.exclude = exclude
      request.include = include
      return try await seam.send(request)
    }

    /// Unlocks a door of the grant remotely, by a cloud key and while the grant gives access.
    ///
    /// - Parameters:
    ///   - accessMethodID: The cloud key.
    ///   - acsEntranceID: The entrance to unlock.
    ///   - waiting: How long to wait for the attempt to finish. Defaults to the client's setting.
    @discardableResult
    public func unlockDoor(
      accessMethodID: ID<AccessMethod>, acsEntranceID: ID<AcsEntrance>, waiting: Waiting? = nil
    ) async throws -> ActionAttempt {
      var request = API.AccessMethods.UnlockDoor()
      request.accessMethodID = accessMethodID
      request.acsEntranceID = acsEntranceID
      return try await seam.finished(seam.send(request), waiting)
    }

    /// Assigns one of the site's free cards, which also issues the access method.
    ///
    /// - Parameters:
    ///   - accessMethodID: The access method of a card.
    ///   - cardNumber: Number of the card.
    ///   - waiting: How long to wait for the attempt to finish. Defaults to the client's setting.
    @discardableResult
    public func assignCard(
      accessMethodID: ID<AccessMethod>, cardNumber: String, waiting: Waiting? = nil
    ) async throws -> ActionAttempt {
      var request = API.AccessMethods.AssignCard()
      request.accessMethodID = accessMethodID
      request.cardNumber = cardNumber
      return try await seam.finished(seam.send(request), waiting)
    }

    /// Waits until a free card of the site is held to the encoder, and assigns it to the person of the grant.
    ///
    /// - Parameters:
    ///   - accessMethodID: The access method of a card.
    ///   - acsEncoderID: The encoder.
    ///   - waiting: How long to wait for the attempt to finish. Defaults to the client's setting.
    @discardableResult
    public func encode(
      accessMethodID: ID<AccessMethod>, acsEncoderID: ID<AcsEncoder>, waiting: Waiting? = nil
    ) async throws -> ActionAttempt {
      var request = API.AccessMethods.Encode()
      request.accessMethodID = accessMethodID
      request.acsEncoderID = acsEncoderID
      return try await seam.finished(seam.send(request), waiting)
    }
  }
}
