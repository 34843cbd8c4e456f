// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/access_grants`.
  public struct AccessGrants: Sendable {
    let seam: Seam

    /// The operations under `/access_grants/unmanaged`.
    public var unmanaged: Unmanaged { Unmanaged(seam: seam) }

    /// Gives a person access to doors from a start to an end. Name the doors by spaces, devices and entrances in any
    /// mix. A space stands for its doors at any time.
    ///
    /// Give exactly one of `userIdentityID` and `userIdentity`.
    ///
    /// - Parameters:
    ///   - requestedAccessMethods: The means of access to create.
    ///   - accessGrantKey: Your own key for the grant.
    ///   - acsEntranceIDs: The entrances of the grant.
    ///   - customizationProfileID: The customization profile of its links.
    ///   - deviceIDs: The devices of the grant.
    ///   - endsAt: When access ends. Omit for never.
    ///   - name: Name.
    ///   - reservationKey: Your own key for the reservation.
    ///   - spaceIDs: The spaces of the grant.
    ///   - spaceKeys: Your own keys for the spaces of the grant.
    ///   - startsAt: When access starts. Defaults to now.
    ///   - userIdentity: A person to create as a user identity.
    ///   - userIdentityID: The identity of the person.
    @discardableResult
    public func create(
      requestedAccessMethods: [API.AccessGrants.MethodRequest], accessGrantKey: String? = nil,
      acsEntranceIDs: [ID<AcsEntrance>] = [], customizationProfileID: ID<CustomizationProfile>? = nil,
      deviceIDs: [ID<Device>] = [], endsAt: Instant? = nil, name: String? = nil, reservationKey: String? = nil,
      spaceIDs: [ID<Space>]? = nil, spaceKeys: [String]? = nil, startsAt: Instant? = nil,
      userIdentity: API.AccessGrants.Person? = nil, userIdentityID: ID<UserIdentity>? = nil
    ) async throws -> AccessGrant {
      var request = API.AccessGrants.Create()
      request.requestedAccessMethods = requestedAccessMethods
      request.accessGrantKey = accessGrantKey
      request.acsEntranceIDs = acsEntranceIDs
      request.customizationProfileID = customizationProfileID
      request.deviceIDs = deviceIDs
      request.endsAt = endsAt.map { .value($0) }
      request.name = name.map { .value($0) }
      request.reservationKey = reservationKey
      request.spaceIDs = spaceIDs
      request.spaceKeys = spaceKeys
      request.startsAt = startsAt
      request.userIdentity = userIdentity
      request.userIdentityID = userIdentityID
      return try await seam.send(request)
    }

    /// Returns one grant, by its ID or key.
    ///
    /// Give exactly one of `accessGrantID` and `accessGrantKey`.
    ///
    /// - Parameters:
    ///   - accessGrantID: ID of the grant.
    ///   - accessGrantKey: Your own key for the grant.
    public func get(accessGrantID: ID<AccessGrant>? = nil, accessGrantKey: String? = nil) async throws -> AccessGrant {
      var request = API.AccessGrants.Get()
      request.accessGrantID = accessGrantID
      request.accessGrantKey = accessGrantKey
      return try await seam.send(request)
    }

    /// Returns the grants of the workspace in order of creation. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - accessCodeID: Only grants with this access code.
    ///   - accessGrantIDs: Only these grants.
    ///   - accessGrantKey: Only grants with this key, or without one if null.
    ///   - acsEntranceID: Only grants to this entrance.
    ///   - acsSystemID: Only grants in this system.
    ///   - customerKey: Only grants of this customer.
    ///   - deviceID: Only grants to this device.
    ///   - limit: Maximum number of grants per page.
    ///   - reservationKey: Only grants of this reservation.
    ///   - spaceID: Only grants to this space.
    ///   - userIdentityID: Only grants of this identity.
    public func listAll(
      accessCodeID: ID<AccessCode>? = nil, accessGrantIDs: [ID<AccessGrant>]? = nil,
      accessGrantKey: Nullable<String>? = nil, acsEntranceID: ID<AcsEntrance>? = nil, acsSystemID: ID<AcsSystem>? = nil,
      customerKey: String? = nil, deviceID: ID<Device>? = nil, limit: Int = 500, reservationKey: String? = nil,
      spaceID: ID<Space>? = nil, userIdentityID: ID<UserIdentity>? = nil
    ) -> Paginator<AccessGrant> {
      var request = API.AccessGrants.List()
      request.accessCodeID = accessCodeID
      request.accessGrantIDs = accessGrantIDs
      request.accessGrantKey = accessGrantKey
      request.acsEntranceID = acsEntranceID
      request.acsSystemID = acsSystemID
      request.customerKey = customerKey
      request.deviceID = deviceID
      request.limit = limit
      request.reservationKey = reservationKey
      request.spaceID = spaceID
      request.userIdentityID = userIdentityID
      return Paginator(seam, request)
    }

    /// Returns the grants of the workspace in order of creation. Returns one page: the first, or the one at
    /// `pageCursor`.
    ///
    /// - Parameters:
    ///   - accessCodeID: Only grants with this access code.
    ///   - accessGrantIDs: Only these grants.
    ///   - accessGrantKey: Only grants with this key, or without one if null.
    ///   - acsEntranceID: Only grants to this entrance.
    ///   - acsSystemID: Only grants in this system.
    ///   - customerKey: Only grants of this customer.
    ///   - deviceID: Only grants to this device.
    ///   - limit: Maximum number of grants per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    ///   - reservationKey: Only grants of this reservation.
    ///   - spaceID: Only grants to this space.
    ///   - userIdentityID: Only grants of this identity.
    public func list(
      accessCodeID: ID<AccessCode>? = nil, accessGrantIDs: [ID<AccessGrant>]? = nil,
      accessGrantKey: Nullable<String>? = nil, acsEntranceID: ID<AcsEntrance>? = nil, acsSystemID: ID<AcsSystem>? = nil,
      customerKey: String? = nil, deviceID: ID<Device>? = nil, limit: Int = 500, pageCursor: String? = nil,
      reservationKey: String? = nil, spaceID: ID<Space>? = nil, userIdentityID: ID<UserIdentity>? = nil
    ) async throws -> [AccessGrant] {
      try await listAll(
        accessCodeID: accessCodeID, accessGrantIDs: accessGrantIDs, accessGrantKey: accessGrantKey,
        acsEntranceID: acsEntranceID, acsSystemID: acsSystemID, customerKey: customerKey, deviceID: deviceID,
        limit: limit, reservationKey: reservationKey, spaceID: spaceID, userIdentityID: userIdentityID
      ).items(after: pageCursor)
    }

    /// Updates the given properties in place. PIN, cards and keys stay. A list replaces all doors or spaces of its
    /// kind. Null for `endsAt` removes the end. With `accessGrantID`, `accessGrantKey` is the new key.
    ///
    /// Give at least one of `accessGrantID` and `accessGrantKey`.
    ///
    /// - Parameters:
    ///   - accessGrantID: ID of the grant.
    ///   - accessGrantKey: Your own key for the grant.
    ///   - acsEntranceIDs: All entrances of the grant.
    ///   - deviceIDs: All devices of the grant.
    ///   - endsAt: When access ends, or null for never.
    ///   - name: Name.
    ///   - spaceIDs: All spaces of the grant.
    ///   - spaceKeys: Your own keys for all spaces of the grant.
    ///   - startsAt: When access starts.
    public func update(
      accessGrantID: ID<AccessGrant>? = nil, accessGrantKey: String? = nil, acsEntranceIDs: [ID<AcsEntrance>]? = nil,
      deviceIDs: [ID<Device>]? = nil, endsAt: Change<Instant> = .keep, name: Change<String> = .keep,
      spaceIDs: [ID<Space>]? = nil, spaceKeys: [String]? = nil, startsAt: Instant? = nil
    ) async throws {
      var request = API.AccessGrants.Update()
      request.accessGrantID = accessGrantID
      request.accessGrantKey = accessGrantKey
      request.acsEntranceIDs = acsEntranceIDs
      request.deviceIDs = deviceIDs
      request.endsAt = endsAt
      request.name = name
      request.spaceIDs = spaceIDs
      request.spaceKeys = spaceKeys
      request.startsAt = startsAt
      try await seam.send(request)
    }

    /// Revokes the access of a grant and deletes the grant with its access methods.
    ///
    /// - Parameters:
    ///   - accessGrantID: The grant.
    public func delete(accessGrantID: ID<AccessGrant>) async throws {
      var request = API.AccessGrants.Delete()
      request.accessGrantID = accessGrantID
      try await seam.send(request)
    }

    /// Adds means of access to a grant, for the same doors and times.
    ///
    /// - Parameters:
    ///   - accessGrantID: The grant.
    ///   - requestedAccessMethods: The means of access to create.
    @discardableResult
    public func requestAccessMethods(
      accessGrantID: ID<AccessGrant>, requestedAccessMethods: [API.AccessGrants.MethodRequest]
    ) async throws -> AccessGrant {
      var request = API.AccessGrants.RequestAccessMethods()
      request.accessGrantID = accessGrantID
      request.requestedAccessMethods = requestedAccessMethods
      return try await seam.send(request)
    }

    /// Returns what belongs to access grants, by the IDs or keys of the grants.
    ///
    /// Give at least one of `accessGrantIDs` and `accessGrantKeys`.
    ///
    /// - Parameters:
    ///   - accessGrantIDs: IDs of the grants.
    ///   - accessGrantKeys: Your own keys for the grants.
    ///   - exclude: Lists to leave out.
    ///   - include: Lists to return. Defaults to all.
    public func getRelated(
      accessGrantIDs: [ID<AccessGrant>]? = nil, accessGrantKeys: [String]? = nil,
      exclude: [AccessGrantBatch.Part]? = nil, include: [AccessGrantBatch.Part]? = nil
    ) async throws -> AccessGrantBatch {
      var request = API.AccessGrants.GetRelated()
      request.accessGrantIDs = accessGrantIDs
      request.accessGrantKeys = accessGrantKeys
      request.exclude = exclude
      request.include = include
      return try await seam.send(request)
    }
  }
}
