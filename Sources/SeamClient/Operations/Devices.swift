// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/devices`.
  public struct Devices: Sendable {
    let seam: Seam

    /// The operations under `/devices/simulate`.
    public var simulate: Simulate { Simulate(seam: seam) }

    /// The operations under `/devices/unmanaged`.
    public var unmanaged: Unmanaged { Unmanaged(seam: seam) }

    /// Returns one device.
    ///
    /// Give at least one of `deviceID` and `name`.
    ///
    /// - Parameters:
    ///   - deviceID: The device.
    ///   - name: The name of the device.
    public func get(deviceID: ID<Device>? = nil, name: String? = nil) async throws -> Device {
      var request = API.Devices.Get()
      request.device.deviceID = deviceID
      request.device.name = name
      return try await seam.send(request)
    }

    /// Returns the devices of the workspace, or those that the client session can use. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - deviceIDs: Only these devices.
    ///   - connectedAccountID: Only devices of this account.
    ///   - connectedAccountIDs: Only devices of these accounts.
    ///   - connectWebviewID: Only devices of the account that this webview connected.
    ///   - createdBefore: Only devices first seen before this moment.
    ///   - customMetadataHas: Only devices whose custom metadata contains these pairs.
    ///   - customerKey: Only devices of this customer.
    ///   - deviceType: Only devices of this type.
    ///   - deviceTypes: Only devices of these types.
    ///   - excludeIf: Only devices that meet none of these conditions.
    ///   - includeIf: Only devices that meet all of these conditions.
    ///   - limit: Maximum number of devices per page.
    ///   - manufacturer: Only devices of this manufacturer.
    ///   - search: Only devices whose name contains this text, or whose ID contains it. IDs are searched from four
    ///     characters on.
    ///   - spaceID: Only devices of this space.
    ///   - userIdentifierKey: Only devices that the client session with this key can use.
    public func listAll(
      deviceIDs: [ID<Device>]? = nil, connectedAccountID: ID<ConnectedAccount>? = nil,
      connectedAccountIDs: [ID<ConnectedAccount>]? = nil, connectWebviewID: ID<ConnectWebview>? = nil,
      createdBefore: Instant? = nil, customMetadataHas: NotesFilter? = nil, customerKey: String? = nil,
      deviceType: DeviceType? = nil, deviceTypes: [DeviceType]? = nil, excludeIf: [DeviceCondition]? = nil,
      includeIf: [DeviceCondition]? = nil, limit: Int = 500, manufacturer: DeviceManufacturer? = nil,
      search: String? = nil, spaceID: ID<Space>? = nil, userIdentifierKey: String? = nil
    ) -> Paginator<Device> {
      var request = API.Devices.List()
      request.filter.deviceIDs = deviceIDs
      request.filter.connectedAccountID = connectedAccountID
      request.filter.connectedAccountIDs = connectedAccountIDs
      request.filter.connectWebviewID = connectWebviewID
      request.filter.createdBefore = createdBefore
      request.customMetadataHas = customMetadataHas
      request.filter.customerKey = customerKey
      request.filter.deviceType = deviceType
      request.filter.deviceTypes = deviceTypes
      request.filter.excludeIf = excludeIf
      request.filter.includeIf = includeIf
      request.filter.limit = limit
      request.filter.manufacturer = manufacturer
      request.filter.search = search
      request.spaceID = spaceID
      request.userIdentifierKey = userIdentifierKey
      return Paginator(seam, request)
    }

    /// Returns the devices of the workspace, or those that the client session can use. Returns one page: the first, or
    /// the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - deviceIDs: Only these devices.
    ///   - connectedAccountID: Only devices of this account.
    ///   - connectedAccountIDs: Only devices of these accounts.
    ///   - connectWebviewID: Only devices of the account that this webview connected.
    ///   - createdBefore: Only devices first seen before this moment.
    ///   - customMetadataHas: Only devices whose custom metadata contains these pairs.
    ///   - customerKey: Only devices of this customer.
    ///   - deviceType: Only devices of this type.
    ///   - deviceTypes: Only devices of these types.
    ///   - excludeIf: Only devices that meet none of these conditions.
    ///   - includeIf: Only devices that meet all of these conditions.
    ///   - limit: Maximum number of devices per page.
    ///   - manufacturer: Only devices of this manufacturer.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    ///   - search: Only devices whose name contains this text, or whose ID contains it. IDs are searched from four
    ///     characters on.
    ///   - spaceID: Only devices of this space.
    ///   - userIdentifierKey: Only devices that the client session with this key can use.
    public func list(
      deviceIDs: [ID<Device>]? = nil, connectedAccountID: ID<ConnectedAccount>? = nil,
      connectedAccountIDs: [ID<ConnectedAccount>]? = nil, connectWebviewID: ID<ConnectWebview>? = nil,
      createdBefore: Instant? = nil, customMetadataHas: NotesFilter? = nil, customerKey: String? = nil,
      deviceType: DeviceType? = nil, deviceTypes: [DeviceType]? = nil, excludeIf: [DeviceCondition]? = nil,
      includeIf: [DeviceCondition]? = nil, limit: Int = 500, manufacturer: DeviceManufacturer? = nil,
      pageCursor: String? = nil, search: String? = nil, spaceID: ID<Space>? = nil, userIdentifierKey: String? = nil
    ) async throws -> [Device] {
      try await listAll(
        deviceIDs: deviceIDs, connectedAccountID: connectedAccountID, connectedAccountIDs: connectedAccountIDs,
        connectWebviewID: connectWebviewID, createdBefore: createdBefore, customMetadataHas: customMetadataHas,
        customerKey: customerKey, deviceType: deviceType, deviceTypes: deviceTypes, excludeIf: excludeIf,
        includeIf: includeIf, limit: limit, manufacturer: manufacturer, search: search, spaceID: spaceID,
        userIdentifierKey: userIdentifierKey
      ).items(after: pageCursor)
    }

    /// Updates the name and the custom metadata of a device, or makes it unmanaged. Nothing changes at the site.
    ///
    /// - Parameters:
    ///   - deviceID: The device.
    ///   - name: Your own name for the device. Null restores the name that it has at the site.
    ///   - customMetadata: Your own metadata. Replaces the existing metadata.
    ///   - isManaged: Whether the device stays managed. False makes it unmanaged.
    ///   - backupAccessCodePoolEnabled: Salto KS locks have no backup codes.
    public func update(
      deviceID: ID<Device>, name: Change<String> = .keep, customMetadata: Notes? = nil, isManaged: Bool = true,
      backupAccessCodePoolEnabled: Bool? = nil
    ) async throws {
      var request = API.Devices.Update()
      request.deviceID = deviceID
      request.name = name
      request.customMetadata = customMetadata
      request.isManaged = isManaged
      request.backupAccessCodePoolEnabled = backupAccessCodePoolEnabled
      try await seam.send(request)
    }

    /// Returns the providers whose accounts can be connected.
    ///
    /// - Parameters:
    ///   - providerCategory: Only providers of this category.
    public func listDeviceProviders(providerCategory: ProviderCategory? = nil) async throws -> [OfferedProvider] {
      var request = API.Devices.ListDeviceProviders()
      request.providerCategory = providerCategory
      return try await seam.send(request)
    }

    /// Not supported for Salto KS locks: their time zones are synced.
    ///
    /// - Parameters:
    ///   - devices: What is reported about each device.
    public func reportProviderMetadata(devices: [API.Devices.ReportProviderMetadata.Report]) async throws {
      var request = API.Devices.ReportProviderMetadata()
      request.devices = devices
      try await seam.send(request)
    }

    /// Not supported for Salto KS locks: a lock is deleted when its site removes it, or with its account.
    ///
    /// - Parameters:
    ///   - deviceID: The device.
    public func delete(deviceID: ID<Device>) async throws {
      var request = API.Devices.Delete()
      request.deviceID = deviceID
      try await seam.send(request)
    }
  }
}
