// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/connect_webviews`.
  public struct ConnectWebviews: Sendable {
    let seam: Seam

    /// Makes a page on which somebody connects an account of theirs. It can be used for a day.
    ///
    /// - Parameters:
    ///   - acceptedCapabilities: What the account is to be used for.
    ///   - acceptedProviders: The providers to choose from.
    ///   - automaticallyManageNewDevices: Whether what appears is taken in.
    ///   - customMetadata: Your own notes: at most 50, with names of at most 40 characters.
    ///   - customRedirectFailureURL: Where the visitor goes on to after a failure.
    ///   - customRedirectURL: Where the visitor goes on to.
    ///   - customerKey: The customer to whom the account will belong.
    ///   - deviceSelectionMode: Not used.
    ///   - excludedProviders: Providers that cannot be chosen.
    ///   - providerCategory: Only providers of this category.
    ///   - waitForDeviceCreation: Whether the page waits for the first import.
    @discardableResult
    public func create(
      acceptedCapabilities: [ConnectedAccount.Capability]? = nil, acceptedProviders: [DeviceProvider]? = nil,
      automaticallyManageNewDevices: Bool? = nil, customMetadata: Notes? = nil, customRedirectFailureURL: String? = nil,
      customRedirectURL: String? = nil, customerKey: String? = nil,
      deviceSelectionMode: ConnectWebview.DeviceSelectionMode? = nil, excludedProviders: [String]? = nil,
      providerCategory: DeviceProvider.Category? = nil, waitForDeviceCreation: Bool = false
    ) async throws -> ConnectWebview {
      var request = API.ConnectWebviews.Create()
      request.acceptedCapabilities = acceptedCapabilities
      request.acceptedProviders = acceptedProviders
      request.automaticallyManageNewDevices = automaticallyManageNewDevices
      request.customMetadata = customMetadata
      request.customRedirectFailureURL = customRedirectFailureURL
      request.customRedirectURL = customRedirectURL
      request.customerKey = customerKey
      request.deviceSelectionMode = deviceSelectionMode
      request.excludedProviders = excludedProviders
      request.providerCategory = providerCategory
      request.waitForDeviceCreation = waitForDeviceCreation
      return try await seam.send(request)
    }

    /// Returns one webview.
    ///
    /// - Parameters:
    ///   - connectWebviewID: The webview.
    public func get(connectWebviewID: ID<ConnectWebview>) async throws -> ConnectWebview {
      var request = API.ConnectWebviews.Get()
      request.connectWebviewID = connectWebviewID
      return try await seam.send(request)
    }

    /// Returns the webviews of the workspace. The pages are fetched as they are asked for.
    ///
    /// - Parameters:
    ///   - customMetadataHas: Only webviews whose notes hold these.
    ///   - customerKey: Only webviews of this customer.
    ///   - limit: How many webviews a page holds at most.
    ///   - search: Only webviews with this text in their ID, providers, notes or customer.
    ///   - userIdentifierKey: Only webviews of the session with this key.
    public func listAll(
      customMetadataHas: NotesFilter? = nil, customerKey: String? = nil, limit: Int = 500, search: String? = nil,
      userIdentifierKey: String? = nil
    ) -> Paginator<ConnectWebview> {
      var request = API.ConnectWebviews.List()
      request.customMetadataHas = customMetadataHas
      request.customerKey = customerKey
      request.limit = limit
      request.search = search
      request.userIdentifierKey = userIdentifierKey
      return Paginator(seam, request)
    }

    /// Returns the webviews of the workspace. One page of them: the first, or the one that `pageCursor` names.
    ///
    /// - Parameters:
    ///   - customMetadataHas: Only webviews whose notes hold these.
    ///   - customerKey: Only webviews of this customer.
    ///   - limit: How many webviews a page holds at most.
    ///   - pageCursor: Where the page begins: `nextPageCursor` of the page before.
    ///   - search: Only webviews with this text in their ID, providers, notes or customer.
    ///   - userIdentifierKey: Only webviews of the session with this key.
    public func list(
      customMetadataHas: NotesFilter? = nil, customerKey: String? = nil, limit: Int = 500, pageCursor: String? = nil,
      search: String? = nil, userIdentifierKey: String? = nil
    ) async throws -> [ConnectWebview] {
      try await listAll(
        customMetadataHas: customMetadataHas, customerKey: customerKey, limit: limit, search: search,
        userIdentifierKey: userIdentifierKey
      ).items(after: pageCursor)
    }

    /// Its page stops working; an account that was connected through it stays.
    ///
    /// - Parameters:
    ///   - connectWebviewID: The webview.
    public func delete(connectWebviewID: ID<ConnectWebview>) async throws {
      var request = API.ConnectWebviews.Delete()
      request.connectWebviewID = connectWebviewID
      try await seam.send(request)
    }
  }
}
