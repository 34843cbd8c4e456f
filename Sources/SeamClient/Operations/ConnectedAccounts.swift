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
    ///   - connectedAccountID: The account, by its ID.
    ///   - email: The account, by its e-mail address.
    public func get(
      connectedAccountID: ID<ConnectedAccount>? = nil, email: String? = nil
    ) async throws -> ConnectedAccount {
      var request = API.ConnectedAccounts.Get()
      request.connectedAccountID = connectedAccountID
      request.email = email
      return try await seam.send(request)
    }

    /// Returns the accounts of the workspace. The pages are fetched as they are asked for.
    ///
    /// - Parameters:
    ///   - customMetadataHas: Only accounts whose notes hold these.
    ///   - customerKey: Only accounts of this customer.
    ///   - limit: How many accounts a page has at most.
    ///   - search: Only accounts whose name or ID holds this text.
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

    /// Returns the accounts of the workspace. One page of them: the first, or the one that `pageCursor` names.
    ///
    /// - Parameters:
    ///   - customMetadataHas: Only accounts whose notes hold these.
    ///   - customerKey: Only accounts of this customer.
    ///   - limit: How many accounts a page has at most.
    ///   - pageCursor: Where the page begins: `nextPageCursor` of the page before.
    ///   - search: Only accounts whose name or ID holds this text.
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

    /// Changes what the caller keeps with an account. Notes are replaced as a whole; a customer is given once.
    ///
    /// - Parameters:
    ///   - connectedAccountID: The account.
    ///   - acceptedCapabilities: What the account is to be used for.
    ///   - automaticallyManageNewDevices: Whether what appears there is taken in.
    ///   - customMetadata: The caller's own notes.
    ///   - customerKey: The customer it belongs to, where it has none.
    ///   - displayName: A name to show.
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

    /// Forgets an account with all that was read or made through it. At the provider everything stays as it is.
    ///
    /// - Parameters:
    ///   - connectedAccountID: The account.
    ///   - sync: Whether to answer only once it is done; here it always is.
    public func delete(connectedAccountID: ID<ConnectedAccount>, sync: Bool = false) async throws {
      var request = API.ConnectedAccounts.Delete()
      request.connectedAccountID = connectedAccountID
      request.sync = sync
      try await seam.send(request)
    }

    /// Reads the account's sites now, and brings what is known of them in step.
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
