package import API
package import Wire

/// A stored link to the page of a customer, with a hash of its secret to find it by.
package struct CustomerPortalRecord: Hashable, Sendable {
  package let id: ID<CustomerPortal>
  package let workspaceID: ID<Workspace>
  /// The client session that is bound to the customer. The link ends with it.
  package let session: ID<ClientSession>
  package let customerKey: String
  package let createdAt: Instant
  package let expiresAt: Instant
  /// SHA-256 of the secret, in hexadecimal.
  package let secretHash: String
  /// What the page shows, as the JSON of the request that created the link, without data.
  package let options: String

  package init(
    id: ID<CustomerPortal>, workspaceID: ID<Workspace>, session: ID<ClientSession>, customerKey: String,
    createdAt: Instant, expiresAt: Instant, secretHash: String, options: String
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.session = session
    self.customerKey = customerKey
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.secretHash = secretHash
    self.options = options
  }
}
