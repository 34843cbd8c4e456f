// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/connected_accounts`.
  public struct ConnectedAccounts: Sendable {
    let seam: Seam

    /// The operations under `/connected_accounts/simulate`.
    public var simulate: Simulate { Simulate(seam: seam) }

    /// Returns one account, by its ID or e-mail address.
    ///
    /// Give exactly one of `connectedAccountID` and `email`.
    ///
    /// - Parameters:
    ///   - connectedAccountID: ID of the account.
    ///   - email: E-mail address of the account.
    public func get(
      connectedAccountID: ID<ConnectedAccount>? = nil, email: String? = nil
    ) async throws -> ConnectedAccount {
      var request = API.ConnectedAccounts.Get()
      request.connectedAccountID = connectedAccountID
      request.email = email
      return try await seam.send(request)
    }

    /// Returns the accounts of the workspace. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - customMetadataHas: Only accounts whose custom metadata contains these pairs.
    ///   - customerKey: Only accounts of this customer.
    ///   - limit: Maximum number of accounts per page.
    ///   - search: Only accounts whose name or ID contains this text.
    ///   - spaceID: Only accounts of this space.
    ///   - userIdentifierKey: Only accounts of this user.
    public func listAll(
      customMetadataHas: NotesFilter? = nil, customerKey: String? = nil, limit: Int = 11000, search: String? = nil,
      spaceID: ID<Space>? = nil, userIdentifierKey: String? = nil
    ) -> Paginator<ConnectedAccount> {
      var request = API.ConnectedAccounts.List()
      request.customMetadataHas = customMetadataHas
      request.customerKey = customerKey
      request.limit = limit
      request.search = search
      request.spaceID = spaceID
      request.userIdentifierKey = userIdentifierKey
      return Paginator(seam, request)
    }

    /// Returns the accounts of the workspace. Returns one page: the first, or the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - customMetadataHas: Only accounts whose custom metadata contains these pairs.
    ///   - customerKey: Only accounts of this customer.
    ///   - limit: Maximum number of accounts per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    ///   - search: Only accounts whose name or ID contains this text.
    ///   - spaceID: Only accounts of this space.
    ///   - userIdentifierKey: Only accounts of this user.
    public func list(
      customMetadataHas: NotesFilter? = nil, customerKey: String? = nil, limit: Int = 11000, pageCursor: String? = nil,
      search: String? = nil, spaceID: ID<Space>? = nil, userIdentifierKey: String? = nil
    ) async throws -> [ConnectedAccount] {
      try await listAll(
        customMetadataHas: customMetadataHas, customerKey: customerKey, limit: limit, search: search, spaceID: spaceID,
        userIdentifierKey: userIdentifierKey
      ).items(after: pageCursor)
    }

    /// Updates your own data of an account. Custom metadata is replaced as a whole. A customer can be set only once.
    ///
    /// - Parameters:
    ///   - connectedAccountID: The account.
    ///   - acceptedCapabilities: The capabilities to use the account for.
    ///   - automaticallyManageNewDevices: Whether new devices of the account are added automatically.
    ///   - customMetadata: Your own metadata.
    ///   - customerKey: The customer of the account. Can be set only if the account has none.
    ///   - displayName: Display name.
    @discardableResult
    public func update(
      connectedAccountID: ID<ConnectedAccount>, acceptedCapabilities: [ConnectedAccount.Capability]? = nil,
      automaticallyManageNewDevices: Bool? = nil, customMetadata: Notes? = nil, customerKey: String? = nil,
      displayName: String? = nil
    ) async throws -> ConnectedAccount {
      var request = API.ConnectedAccounts.Update()
      request.connectedAccountID = connectedAccountID
      request.acceptedCapabilities = acceptedCapabilities
      request.automaticallyManageNewDevices = automaticallyManageNewDevices
      request.customMetadata = customMetadata
      request.customerKey = customerKey
      request.displayName = displayName
      return try await seam.send(request)
    }

    /// Deletes an account with all data that was read or created through it. Nothing changes at the provider.
    ///
    /// - Parameters:
    ///   - connectedAccountID: The account.
    ///   - sync: Whether to respond only after the deletion. The server always does.
    public func delete(connectedAccountID: ID<ConnectedAccount>, sync: Bool = false) async throws {
      var request = API.ConnectedAccounts.Delete()
      request.connectedAccountID = connectedAccountID
      request.sync = sync
      try await seam.send(request)
    }

    /// Reads the account's sites now and brings them in sync. Responds when that is done, or after 50 seconds while it
    /// goes on.
    ///
    /// - Parameters:
    ///   - connectedAccountID: The account.
    public func sync(connectedAccountID: ID<ConnectedAccount>) async throws {
      var request = API.ConnectedAccounts.Sync()
      request.connectedAccountID = connectedAccountID
      try await seam.send(request)
    }
  }
}
