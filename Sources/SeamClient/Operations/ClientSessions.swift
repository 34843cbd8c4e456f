// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/client_sessions`.
  public struct ClientSessions: Sendable {
    let seam: Seam

    /// Creates a session for an app's user. PUT returns the existing session of the user identifier key, if any.
    ///
    /// Do not give both `userIdentityID` and `userIdentityIDs`.
    ///
    /// - Parameters:
    ///   - connectWebviewIDs: The connect webviews that the session can see.
    ///   - connectedAccountIDs: The connected accounts that the session can see.
    ///   - userIdentityID: The identity whose resources the session can see.
    ///   - customerKey: The customer whose resources the session can see.
    ///   - expiresAt: When the session expires. Defaults to one year from now.
    ///   - userIdentifierKey: Your own key for the user.
    @discardableResult
    public func create(
      connectWebviewIDs: [ID<ConnectWebview>]? = nil, connectedAccountIDs: [ID<ConnectedAccount>]? = nil,
      userIdentityID: ID<UserIdentity>? = nil, customerKey: String? = nil, expiresAt: Instant? = nil,
      userIdentifierKey: String? = nil
    ) async throws -> ClientSession {
      var request = API.ClientSessions.Create()
      request.grants.connectWebviewIDs = connectWebviewIDs
      request.grants.connectedAccountIDs = connectedAccountIDs
      request.grants.userIdentityID = userIdentityID
      request.customerKey = customerKey
      request.expiresAt = expiresAt
      request.userIdentifierKey = userIdentifierKey
      return try await seam.send(request)
    }

    /// Returns the session of the user identifier key or of the identity. Creates one if there is none.
    ///
    /// Do not give both `userIdentityID` and `userIdentityIDs`.
    ///
    /// - Parameters:
    ///   - connectWebviewIDs: The connect webviews that the session can see.
    ///   - connectedAccountIDs: The connected accounts that the session can see.
    ///   - userIdentityID: The identity whose resources the session can see.
    ///   - expiresAt: When the session expires.
    ///   - userIdentifierKey: Your own key for the user.
    @discardableResult
    public func getOrCreate(
      connectWebviewIDs: [ID<ConnectWebview>]? = nil, connectedAccountIDs: [ID<ConnectedAccount>]? = nil,
      userIdentityID: ID<UserIdentity>? = nil, expiresAt: Instant? = nil, userIdentifierKey: String? = nil
    ) async throws -> ClientSession {
      var request = API.ClientSessions.GetOrCreate()
      request.grants.connectWebviewIDs = connectWebviewIDs
      request.grants.connectedAccountIDs = connectedAccountIDs
      request.grants.userIdentityID = userIdentityID
      request.expiresAt = expiresAt
      request.userIdentifierKey = userIdentifierKey
      return try await seam.send(request)
    }

    /// Returns one session. A client session that gives no parameters gets itself.
    ///
    /// - Parameters:
    ///   - clientSessionID: The session.
    ///   - userIdentifierKey: Your own key for the session's user.
    public func get(
      clientSessionID: ID<ClientSession>? = nil, userIdentifierKey: String? = nil
    ) async throws -> ClientSession {
      var request = API.ClientSessions.Get()
      request.clientSessionID = clientSessionID
      request.userIdentifierKey = userIdentifierKey
      return try await seam.send(request)
    }

    /// Returns the sessions of the workspace in order of creation.
    ///
    /// - Parameters:
    ///   - clientSessionID: Only this session.
    ///   - connectWebviewID: Only sessions that can see this webview. Null for sessions without webviews.
    ///   - userIdentifierKey: Only the session with this user identifier key.
    ///   - userIdentityID: Only sessions of this identity. Null for sessions without an identity.
    ///   - withoutUserIdentifierKey: Only sessions without a user identifier key.
    public func list(
      clientSessionID: String? = nil, connectWebviewID: Nullable<String>? = nil, userIdentifierKey: String? = nil,
      userIdentityID: Nullable<String>? = nil, withoutUserIdentifierKey: Bool? = nil
    ) async throws -> [ClientSession] {
      var request = API.ClientSessions.List()
      request.clientSessionID = clientSessionID
      request.connectWebviewID = connectWebviewID
      request.userIdentifierKey = userIdentifierKey
      request.userIdentityID = userIdentityID
      request.withoutUserIdentifierKey = withoutUserIdentifierKey
      return try await seam.send(request)
    }

    /// Adds resources that a session can see.
    ///
    /// Give exactly one of `clientSessionID` and `userIdentifierKey`.
    /// Do not give both `userIdentityID` and `userIdentityIDs`.
    ///
    /// - Parameters:
    ///   - clientSessionID: The session.
    ///   - userIdentifierKey: Your own key for the session's user.
    ///   - connectWebviewIDs: The connect webviews that the session can see.
    ///   - connectedAccountIDs: The connected accounts that the session can see.
    ///   - userIdentityID: The identity whose resources the session can see.
    @discardableResult
    public func grantAccess(
      clientSessionID: String? = nil, userIdentifierKey: String? = nil, connectWebviewIDs: [ID<ConnectWebview>]? = nil,
      connectedAccountIDs: [ID<ConnectedAccount>]? = nil, userIdentityID: ID<UserIdentity>? = nil
    ) async throws -> ClientSession {
      var request = API.ClientSessions.GrantAccess()
      request.clientSessionID = clientSessionID
      request.userIdentifierKey = userIdentifierKey
      request.grants.connectWebviewIDs = connectWebviewIDs
      request.grants.connectedAccountIDs = connectedAccountIDs
      request.grants.userIdentityID = userIdentityID
      return try await seam.send(request)
    }

    /// Revokes the session's token. The session can still be read.
    ///
    /// - Parameters:
    ///   - clientSessionID: The session.
    public func revoke(clientSessionID: ID<ClientSession>) async throws {
      var request = API.ClientSessions.Revoke()
      request.clientSessionID = clientSessionID
      try await seam.send(request)
    }

    /// Deletes the session and revokes its token.
    ///
    /// - Parameters:
    ///   - clientSessionID: The session.
    public func delete(clientSessionID: ID<ClientSession>) async throws {
      var request = API.ClientSessions.Delete()
      request.clientSessionID = clientSessionID
      try await seam.send(request)
    }
  }
}
