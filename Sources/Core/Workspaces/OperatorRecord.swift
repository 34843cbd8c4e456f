package import API
package import Wire

/// A stored person or program that runs workspaces.
package struct OperatorRecord: Hashable, Sendable {
  package var id: ID<Operator>
  package var name: String
  package var emailAddress: String?
  /// The company account by which the operator signs in. Nil until the first time.
  package var account: OpenIDAccount?
  package var createdAt: Instant

  package init(
    id: ID<Operator>, name: String, emailAddress: String? = nil, account: OpenIDAccount? = nil, createdAt: Instant
  ) {
    self.id = id
    self.name = name
    self.emailAddress = emailAddress
    self.account = account
    self.createdAt = createdAt
  }

  /// The API resource.
  ///
  /// - Parameter lastActiveAt: the last use of a token or session of the operator. Nil if there was none.
  package func resource(_ role: OperatorRole, in workspace: ID<Workspace>, lastActiveAt: Instant?) -> Operator {
    var resource = Operator(operatorID: id, workspaceID: workspace, name: name, role: role, createdAt: createdAt)
    resource.emailAddress = Nullable(emailAddress)
    resource.openIDIssuer = Nullable(account?.issuer)
    resource.lastActiveAt = Nullable(lastActiveAt)
    return resource
  }
}
