// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/operators`.
  public struct Operators: Sendable {
    let seam: Seam

    /// Returns the operators of the workspace in order of creation.
    public func list() async throws -> [Operator] {
      try await seam.send(API.Operators.List())
    }

    /// Returns the names of the workspace's administrators in order of creation, who can change roles.
    public func listAdministrators() async throws -> [OperatorName] {
      try await seam.send(API.Operators.ListAdministrators())
    }

    /// Creates an operator of the workspace. The operator with the e-mail address gets access to the workspace, if
    /// there is one already and the caller administers all of its workspaces.
    ///
    /// - Parameters:
    ///   - name: Name of the operator.
    ///   - role: What the operator may do in the workspace.
    ///   - emailAddress: E-mail address of the operator.
    @discardableResult
    public func create(name: String, role: OperatorRole, emailAddress: String? = nil) async throws -> Operator {
      var request = API.Operators.Create()
      request.name = name
      request.role = role
      request.emailAddress = emailAddress
      return try await seam.send(request)
    }

    /// Updates the given properties. Name and e-mail address can be updated only by a caller who administers all
    /// workspaces of the operator.
    ///
    /// - Parameters:
    ///   - operatorID: The operator.
    ///   - name: Name of the operator.
    ///   - emailAddress: E-mail address of the operator. Null for none.
    ///   - role: What the operator may do in the workspace. The last administrator keeps the role.
    @discardableResult
    public func update(
      operatorID: ID<Operator>, name: String? = nil, emailAddress: Change<String> = .keep, role: OperatorRole? = nil
    ) async throws -> Operator {
      var request = API.Operators.Update()
      request.operatorID = operatorID
      request.name = name
      request.emailAddress = emailAddress
      request.role = role
      return try await seam.send(request)
    }

    /// Removes the operator from the workspace. An operator without another workspace is deleted, with all access
    /// tokens. The last administrator cannot be removed.
    ///
    /// - Parameters:
    ///   - operatorID: The operator.
    public func delete(operatorID: ID<Operator>) async throws {
      var request = API.Operators.Delete()
      request.operatorID = operatorID
      try await seam.send(request)
    }

    /// Creates a personal access token of an operator. The token works in all workspaces of the operator, so the caller
    /// must administer all of them, or be the operator.
    ///
    /// - Parameters:
    ///   - operatorID: The operator.
    ///   - name: Name of the token. Defaults to "Personal access token".
    @discardableResult
    public func createAccessToken(operatorID: ID<Operator>, name: String? = nil) async throws -> AccessToken {
      var request = API.Operators.CreateAccessToken()
      request.operatorID = operatorID
      request.name = name
      return try await seam.send(request)
    }

    /// Returns the personal access tokens of an operator in order of creation, without their secrets.
    ///
    /// - Parameters:
    ///   - operatorID: The operator.
    public func listAccessTokens(operatorID: ID<Operator>) async throws -> [AccessToken] {
      var request = API.Operators.ListAccessTokens()
      request.operatorID = operatorID
      return try await seam.send(request)
    }

    /// Revokes a personal access token in all workspaces, with the sessions that were opened by it. The caller must
    /// administer all workspaces of the operator, or be the operator.
    ///
    /// - Parameters:
    ///   - accessTokenID: The token.
    public func revokeAccessToken(accessTokenID: ID<AccessToken>) async throws {
      var request = API.Operators.RevokeAccessToken()
      request.accessTokenID = accessTokenID
      try await seam.send(request)
    }

    /// Ends the sessions that the operator opened with a company account. The next account with the operator's e-mail
    /// address becomes the operator's. The caller must administer all workspaces of the operator, or be the operator.
    ///
    /// - Parameters:
    ///   - operatorID: The operator.
    @discardableResult
    public func unlinkAccount(operatorID: ID<Operator>) async throws -> Operator {
      var request = API.Operators.UnlinkAccount()
      request.operatorID = operatorID
      return try await seam.send(request)
    }
  }
}
