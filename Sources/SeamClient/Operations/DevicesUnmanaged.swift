// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Devices {
  /// The operations under `/devices/unmanaged`.
  public struct Unmanaged: Sendable {
    let seam: Seam

    /// Returns one unmanaged device.
    ///
    /// Give at least one of `deviceID` and `name`.
    ///
    /// - Parameters:
    ///   - deviceID: The device.
    ///   - name: The name of the device.
    public func get(deviceID: ID<Device>? = nil, name: String? = nil) async throws -> UnmanagedDevice {
      var request = UnmanagedDevices.Get()
      request.device.deviceID = deviceID
      request.device.name = name
      return try await seam.send(request)
    }

    /// Returns the unmanaged devices of the workspace. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - deviceIDs: Only these devices.
    ///   - connectedAccountID: Only devices of this account.
    ///   - connectedAccountIDs: Only devices of these accounts.
    ///   - connectWebviewID: Only devices of the account that this webview connected.
    ///   - createdBefore: Only devices first seen before this moment.
    ///   - customerKey: Only devices of this customer.
    ///   - deviceType: Only devices of this type.
    ///   - deviceTypes: Only devices of these types.
    ///   - excludeIf: Only devices that meet none of these conditions.
    ///   - includeIf: Only devices that meet all of these conditions.
    ///   - limit: Maximum number of devices per page.
    ///   - manufacturer: Only devices of this manufacturer.
    ///   - search: Only devices whose name contains this text, or whose ID contains it. IDs are searched from four
    ///     characters on.
    public func listAll(
      deviceIDs: [ID<Device>]? = nil, connectedAccountID: ID<ConnectedAccount>? = nil,
      connectedAccountIDs: [ID<ConnectedAccount>]? = nil, connectWebviewID: ID<ConnectWebview>? = nil,
      createdBefore: Instant? = nil, customerKey: String? = nil, deviceType: DeviceType? = nil,
      deviceTypes: [DeviceType]? = nil, excludeIf: [DeviceCondition]? = nil, includeIf: [DeviceCondition]? = nil,
      limit: Int = 22900, manufacturer: DeviceManufacturer? = nil, search: String? = nil
    ) -> Paginator<UnmanagedDevice> {
      var request = UnmanagedDevices.List()
      request.filter.deviceIDs = deviceIDs
      request.filter.connectedAccountID = connectedAccountID
      request.filter.connectedAccountIDs = connectedAccountIDs
      request.filter.connectWebviewID = connectWebviewID
      request.filter.createdBefore = createdBefore
      request.filter.customerKey = customerKey
      request.filter.deviceType = deviceType
      request.filter.deviceTypes = deviceTypes
      request.filter.excludeIf = excludeIf
      request.filter.includeIf = includeIf
      request.filter.limit = limit
      request.filter.manufacturer = manufacturer
      request.filter.search = search
      return Paginator(seam, request)
    }

    /// Returns the unmanaged devices of the workspace. Returns one page: the first, or the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - deviceIDs: Only these devices.
    ///   - connectedAccountID: Only devices of this account.
    ///   - connectedAccountIDs: Only devices of these accounts.
    ///   - connectWebviewID: Only devices of the account that this webview connected.
    ///   - createdBefore: Only devices first seen before this moment.
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
    public func list(
      deviceIDs: [ID<Device>]? = nil, connectedAccountID: ID<ConnectedAccount>? = nil,
      connectedAccountIDs: [ID<ConnectedAccount>]? = nil, connectWebviewID: ID<ConnectWebview>? = nil,
      createdBefore: Instant? = nil, customerKey: String? = nil, deviceType: DeviceType? = nil,
      deviceTypes: [DeviceType]? = nil, excludeIf: [DeviceCondition]? = nil, includeIf: [DeviceCondition]? = nil,
      limit: Int = 22900, manufacturer: DeviceManufacturer? = nil, pageCursor: String? = nil, search: String? = nil
    ) async throws -> [UnmanagedDevice] {
      try await listAll(
        deviceIDs: deviceIDs, connectedAccountID: connectedAccountID, connectedAccountIDs: connectedAccountIDs,
        connectWebviewID: connectWebviewID, createdBefore: createdBefore, customerKey: customerKey,
        deviceType: deviceType, deviceTypes: deviceTypes, excludeIf: excludeIf, includeIf: includeIf, limit: limit,
        manufacturer: manufacturer, search: search
      ).items(after: pageCursor)
    }

    /// Makes an unmanaged device managed again, or updates its custom metadata. Nothing changes at the site.
    ///
    /// - Parameters:
    ///   - deviceID: The device.
    ///   - customMetadata: Your own metadata. Replaces the existing metadata.
    ///   - isManaged: True to make the device managed.
    public func update(deviceID: ID<Device>, customMetadata: Notes? = nil, isManaged: Bool? = nil) async throws {
      var request = UnmanagedDevices.Update()
      request.deviceID = deviceID
      request.customMetadata = customMetadata
      request.isManaged = isManaged
      try await seam.send(request)
    }
  }
}
