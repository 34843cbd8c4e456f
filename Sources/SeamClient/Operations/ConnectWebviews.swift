// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/connect_webviews`.
  public struct ConnectWebviews: Sendable {
    let seam: Seam

    /// Creates a web page on which a visitor connects an account. The page expires after 24 hours.
    ///
    /// - Parameters:
    ///   - acceptedCapabilities: The capabilities to use the account for.
    ///   - acceptedProviders: The providers that the visitor can choose from.
    ///   - automaticallyManageNewDevices: Whether new devices of the account are added automatically.
    ///   - customMetadata: Your own metadata: at most 50 keys of at most 40 characters.
    ///   - customRedirectFailureURL: URL to redirect the visitor to after a failure.
    ///   - customRedirectURL: URL to redirect the visitor to after a success.
    ///   - customerKey: The customer that the account will belong to.
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

    /// Returns the webviews of the workspace. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - customMetadataHas: Only webviews whose custom metadata contains these pairs.
    ///   - customerKey: Only webviews of this customer.
    ///   - limit: Maximum number of webviews per page.
    ///   - search: Only webviews whose ID, providers, custom metadata or customer contain this text.
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

    /// Returns the webviews of the workspace. Returns one page: the first, or the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - customMetadataHas: Only webviews whose custom metadata contains these pairs.
    ///   - customerKey: Only webviews of this customer.
    ///   - limit: Maximum number of webviews per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    ///   - search: Only webviews whose ID, providers, custom metadata or customer contain this text.
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

    /// Deletes the webview and its page. An account that was connected through it stays connected.
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
