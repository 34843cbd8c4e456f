package import API
package import Core
package import Store
package import Wire

/// The changes of operators. The API and the command line make them.
extension Transaction {
  /// Creates an operator without workspaces.
  package func newOperator(name: String, emailAddress: String?) throws -> OperatorRecord {
    let person = OperatorRecord(id: identifiers.next(), name: name, emailAddress: emailAddress, createdAt: now)
    try refuseKnownAddress(of: person)
    try insert(person)
    return person
  }

  /// Gives a person a role in a workspace to which the person has no access. Creates the operator, unless one has the
  /// e-mail address.
  package func invite(
    name: String, emailAddress: String?, as role: OperatorRole, to workspace: ID<Workspace>
  ) throws -> OperatorRecord {
    let person: OperatorRecord
    if let emailAddress, let known = try self.operator(emailAddress: emailAddress) {
      if try self.role(of: known.id, in: workspace) != nil { throw APIError.operatorExists(known.id.text) }
      person = known
    } else {
      person = try newOperator(name: name, emailAddress: emailAddress)
    }
    try setRole(role, of: person.id, in: workspace)
    return person
  }

  /// Gives an operator a role in a workspace, instead of a former one.
  package func give(_ role: OperatorRole, to person: ID<Operator>, in workspace: ID<Workspace>) throws {
    if role < .administrator { try refuseLastAdministrator(person, of: workspace) }
    try setRole(role, of: person, in: workspace)
  }

  /// Revokes an operator's access to a workspace. The operator stays, even without workspaces.
  ///
  /// - Returns: whether the operator had access.
  package func dismiss(_ person: ID<Operator>, from workspace: ID<Workspace>) throws -> Bool {
    try refuseLastAdministrator(person, of: workspace)
    return try remove(workspace, from: person)
  }

  /// Throws if another operator has the e-mail address.
  func refuseKnownAddress(of person: OperatorRecord) throws {
    guard let address = person.emailAddress, let known = try self.operator(emailAddress: address),
      known.id != person.id
    else { return }
    throw APIError.operatorExists(known.id.text)
  }

  /// Throws if the operator is the only administrator of the workspace. The command line may remove that one too, since
  /// it can always add another.
  private func refuseLastAdministrator(_ person: ID<Operator>, of workspace: ID<Workspace>) throws {
    if author == .commandLine { return }
    let administrators = try operators(of: workspace).filter { $0.role == .administrator }.map { $0.person.id }
    if administrators == [person] { throw APIError.lastAdministrator }
  }
}
