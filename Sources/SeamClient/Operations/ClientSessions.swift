// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/client_sessions`.
  public struct ClientSessions: Sendable {
    let seam: Seam

    /// Makes a token for an app's user. By PUT, a user identifier key that has a session answers with that one.
    ///
    /// Do not give both `userIdentityID` and `userIdentityIDs`.
    ///
    /// - Parameters:
    ///   - connectWebviewIDs: The webviews that it may see.
    ///   - connectedAccountIDs: The accounts that it may see.
    ///   - userIdentityID: The identity whose things it may see.
    ///   - customerKey: The customer whose things it may see.
    ///   - expiresAt: When its token stops working; left out, in a year.
    ///   - userIdentifierKey: Your own key of the user.
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

    /// Returns the session of the user identifier key or of the identity, and makes one where there is none.
    ///
    /// Do not give both `userIdentityID` and `userIdentityIDs`.
    ///
    /// - Parameters:
    ///   - connectWebviewIDs: The webviews that it may see.
    ///   - connectedAccountIDs: The accounts that it may see.
    ///   - userIdentityID: The identity whose things it may see.
    ///   - expiresAt: When its token stops working.
    ///   - userIdentifierKey: Your own key of the user.
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

    /// Returns one session; for a session without parameters, itself.
    ///
    /// - Parameters:
    ///   - clientSessionID: The session.
    ///   - userIdentifierKey: The session, by your own key of its user.
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
    ///   - connectWebviewID: Only sessions that see this webview; null: none.
    ///   - userIdentifierKey: Only the session with this key.
    ///   - userIdentityID: Only sessions of this identity; null: of none.
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

    /// Adds to what a session may see.
    ///
    /// Give exactly one of `clientSessionID` and `userIdentifierKey`.
    /// Do not give both `userIdentityID` and `userIdentityIDs`.
    ///
    /// - Parameters:
    ///   - clientSessionID: The session.
    ///   - userIdentifierKey: The session, by your own key of its user.
    ///   - connectWebviewIDs: The webviews that it may see.
    ///   - connectedAccountIDs: The accounts that it may see.
    ///   - userIdentityID: The identity whose things it may see.
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

    /// Its token stops working; the session can still be looked at.
    ///
    /// - Parameters:
    ///   - clientSessionID: The session.
    public func revoke(clientSessionID: ID<ClientSession>) async throws {
      var request = API.ClientSessions.Revoke()
      request.clientSessionID = clientSessionID
      try await seam.send(request)
    }

    /// Its token stops working and the session is gone.
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
