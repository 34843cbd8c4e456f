// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/spaces`.
  public struct Spaces: Sendable {
    let seam: Seam

    /// Creates a space with its devices and entrances. Its key must be unique for the customer.
    ///
    /// - Parameters:
    ///   - name: Name.
    ///   - acsEntranceIDs: The entrances of the space.
    ///   - connectedAccountIDs: The connected accounts of the space.
    ///   - customerData: Address, usual times and time zone.
    ///   - customerKey: Your own key for the customer of the space.
    ///   - deviceIDs: The devices of the space.
    ///   - spaceKey: Your own key for the space.
    @discardableResult
    public func create(
      name: String, acsEntranceIDs: [ID<AcsEntrance>]? = nil, connectedAccountIDs: [ID<ConnectedAccount>]? = nil,
      customerData: SpaceCustomerData? = nil, customerKey: String? = nil, deviceIDs: [ID<Device>]? = nil,
      spaceKey: String? = nil
    ) async throws -> Space {
      var request = API.Spaces.Create()
      request.name = name
      request.acsEntranceIDs = acsEntranceIDs
      request.connectedAccountIDs = connectedAccountIDs
      request.customerData = customerData
      request.customerKey = customerKey
      request.deviceIDs = deviceIDs
      request.spaceKey = spaceKey
      return try await seam.send(request)
    }

    /// Returns one space, by its ID or key.
    ///
    /// Give exactly one of `spaceID` and `spaceKey`.
    ///
    /// - Parameters:
    ///   - spaceID: ID of the space.
    ///   - spaceKey: Your own key for the space.
    public func get(spaceID: ID<Space>? = nil, spaceKey: String? = nil) async throws -> Space {
      var request = API.Spaces.Get()
      request.spaceID = spaceID
      request.spaceKey = spaceKey
      return try await seam.send(request)
    }

    /// Returns the spaces of the workspace in order of creation. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - connectedAccountID: Only spaces of this account.
    ///   - customerKey: Only spaces of this customer.
    ///   - limit: Maximum number of spaces per page.
    ///   - parentSpaceID: Only spaces in this space.
    ///   - parentSpaceKey: Only spaces in the space with this key.
    ///   - search: Only spaces whose name, key or customer key contains this text.
    ///   - spaceKey: Only spaces with this key.
    public func listAll(
      connectedAccountID: ID<ConnectedAccount>? = nil, customerKey: String? = nil, limit: Int = 500,
      parentSpaceID: ID<Space>? = nil, parentSpaceKey: String? = nil, search: String? = nil, spaceKey: String? = nil
    ) -> Paginator<Space> {
      var request = API.Spaces.List()
      request.connectedAccountID = connectedAccountID
      request.customerKey = customerKey
      request.limit = limit
      request.parentSpaceID = parentSpaceID
      request.parentSpaceKey = parentSpaceKey
      request.search = search
      request.spaceKey = spaceKey
      return Paginator(seam, request)
    }

    /// Returns the spaces of the workspace in order of creation. Returns one page: the first, or the one at
    /// `pageCursor`.
    ///
    /// - Parameters:
    ///   - connectedAccountID: Only spaces of this account.
    ///   - customerKey: Only spaces of this customer.
    ///   - limit: Maximum number of spaces per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    ///   - parentSpaceID: Only spaces in this space.
    ///   - parentSpaceKey: Only spaces in the space with this key.
    ///   - search: Only spaces whose name, key or customer key contains this text.
    ///   - spaceKey: Only spaces with this key.
    public func list(
      connectedAccountID: ID<ConnectedAccount>? = nil, customerKey: String? = nil, limit: Int = 500,
      pageCursor: String? = nil, parentSpaceID: ID<Space>? = nil, parentSpaceKey: String? = nil, search: String? = nil,
      spaceKey: String? = nil
    ) async throws -> [Space] {
      try await listAll(
        connectedAccountID: connectedAccountID, customerKey: customerKey, limit: limit, parentSpaceID: parentSpaceID,
        parentSpaceKey: parentSpaceKey, search: search, spaceKey: spaceKey
      ).items(after: pageCursor)
    }

    /// Updates the given properties. A list replaces all devices or entrances of the space. `customerData` changes only
    /// the given properties and clears those that are null. With `spaceID`, `spaceKey` is the new key.
    ///
    /// Give at least one of `spaceID` and `spaceKey`.
    ///
    /// - Parameters:
    ///   - acsEntranceIDs: All entrances of the space.
    ///   - customerData: Address, usual times and time zone.
    ///   - deviceIDs: All devices of the space.
    ///   - name: Name.
    ///   - parentSpaceID: ID of the space that contains it.
    ///   - parentSpaceKey: Your own key for the space that contains it.
    ///   - spaceID: ID of the space.
    ///   - spaceKey: Your own key for the space.
    @discardableResult
    public func update(
      acsEntranceIDs: [ID<AcsEntrance>]? = nil, customerData: SpaceCustomerData? = nil, deviceIDs: [ID<Device>]? = nil,
      name: String? = nil, parentSpaceID: ID<Space>? = nil, parentSpaceKey: String? = nil, spaceID: ID<Space>? = nil,
      spaceKey: String? = nil
    ) async throws -> Space {
      var request = API.Spaces.Update()
      request.acsEntranceIDs = acsEntranceIDs
      request.customerData = customerData
      request.deviceIDs = deviceIDs
      request.name = name
      request.parentSpaceID = parentSpaceID
      request.parentSpaceKey = parentSpaceKey
      request.spaceID = spaceID
      request.spaceKey = spaceKey
      return try await seam.send(request)
    }

    /// Deletes a space. Its devices and entrances stay.
    ///
    /// - Parameters:
    ///   - spaceID: The space.
    public func delete(spaceID: ID<Space>) async throws {
      var request = API.Spaces.Delete()
      request.spaceID = spaceID
      try await seam.send(request)
    }

    /// Adds devices to a space. Idempotent.
    ///
    /// - Parameters:
    ///   - deviceIDs: The devices to add.
    ///   - spaceID: The space.
    public func addDevices(deviceIDs: [ID<Device>], spaceID: ID<Space>) async throws {
      var request = API.Spaces.AddDevices()
      request.deviceIDs = deviceIDs
      request.spaceID = spaceID
      try await seam.send(request)
    }

    /// Removes devices from a space. Idempotent.
    ///
    /// - Parameters:
    ///   - deviceIDs: The devices to remove.
    ///   - spaceID: The space.
    public func removeDevices(deviceIDs: [ID<Device>], spaceID: ID<Space>) async throws {
      var request = API.Spaces.RemoveDevices()
      request.deviceIDs = deviceIDs
      request.spaceID = spaceID
      try await seam.send(request)
    }

    /// Adds entrances to a space. Idempotent.
    ///
    /// - Parameters:
    ///   - acsEntranceIDs: The entrances to add.
    ///   - spaceID: The space.
    public func addAcsEntrances(acsEntranceIDs: [ID<AcsEntrance>], spaceID: ID<Space>) async throws {
      var request = API.Spaces.AddAcsEntrances()
      request.acsEntranceIDs = acsEntranceIDs
      request.spaceID = spaceID
      try await seam.send(request)
    }

    /// Removes entrances from a space. Idempotent.
    ///
    /// - Parameters:
    ///   - acsEntranceIDs: The entrances to remove.
    ///   - spaceID: The space.
    public func removeAcsEntrances(acsEntranceIDs: [ID<AcsEntrance>], spaceID: ID<Space>) async throws {
      var request = API.Spaces.RemoveAcsEntrances()
      request.acsEntranceIDs = acsEntranceIDs
      request.spaceID = spaceID
      try await seam.send(request)
    }

    /// Adds a connected account to a space. It has no effect on access. Idempotent.
    ///
    /// - Parameters:
    ///   - connectedAccountID: The account to add.
    ///   - spaceID: The space.
    public func addConnectedAccount(connectedAccountID: ID<ConnectedAccount>, spaceID: ID<Space>) async throws {
      var request = API.Spaces.AddConnectedAccount()
      request.connectedAccountID = connectedAccountID
      request.spaceID = spaceID
      try await seam.send(request)
    }

    /// Removes a connected account from a space. Idempotent.
    ///
    /// - Parameters:
    ///   - connectedAccountID: The account to remove.
    ///   - spaceID: The space.
    public func removeConnectedAccount(connectedAccountID: ID<ConnectedAccount>, spaceID: ID<Space>) async throws {
      var request = API.Spaces.RemoveConnectedAccount()
      request.connectedAccountID = connectedAccountID
      request.spaceID = spaceID
      try await seam.send(request)
    }

    /// Returns spaces and what belongs to them, by the IDs or keys of the spaces.
    ///
    /// Give at least one of `spaceIDs` and `spaceKeys`.
    ///
    /// - Parameters:
    ///   - exclude: Lists to leave out.
    ///   - include: Lists to return. Defaults to all.
    ///   - spaceIDs: IDs of the spaces.
    ///   - spaceKeys: Your own keys for the spaces.
    public func getRelated(
      exclude: [SpaceBatch.Part]? = nil, include: [SpaceBatch.Part]? = nil, spaceIDs: [ID<Space>]? = nil,
      spaceKeys: [String]? = nil
    ) async throws -> SpaceBatch {
      var request = API.Spaces.GetRelated()
      request.exclude = exclude
      request.include = include
      request.spaceIDs = spaceIDs
      request.spaceKeys = spaceKeys
      return try await seam.send(request)
    }
  }
}
