import API
import Core
import Crypto
import Engine
import Logging
import Store
import Wire

extension Platform {
  /// How long before its expiry an access token is renewed.
  private static let margin = Duration.seconds(300)

  /// The data that a phone needs at the provider: the guest's sign-in URL or, after the sign-in, the access token.
  func guestState(
    of phone: PhoneRecord, at account: ID<ConnectedAccount>, _ caller: Caller
  ) async throws -> [String: JSON]? {
    guard let guests = guests.guests(of: account) else { return nil }
    let (identity, workspace) = (phone.userIdentityID, phone.workspaceID)
    guard let tokens = try await guestTokens(of: identity, at: account, in: workspace, guests) else {
      let url = try await authorizationURL(
        of: identity, at: account, in: workspace, guests, endpoint: caller.address.forLinks())
      return ["authorization_url": .string(url)]
    }
    return [
      "connect_url": .string(guests.connectURL), "access_token": .string(tokens.accessToken),
      "access_token_expires_at": .string(tokens.expiresAt.description),
      "device_uid": .string(phone.installationID), "device_name": .string(String(phone.displayName.prefix(50))),
    ]
  }

  /// Tokens that stay valid for a while. Nil if the guest must sign in.
  func guestTokens(
    of identity: ID<UserIdentity>, at account: ID<ConnectedAccount>, in workspace: ID<Workspace>,
    _ guests: any GuestAccounts
  ) async throws -> GuestTokens? {
    guard let row = try await database.read({ try $0.guestAccount(of: identity, at: account, in: workspace) }),
      let tokens = secrets.tokens(in: row)
    else { return nil }
    if clocks.now(in: workspace) + Self.margin < tokens.expiresAt { return tokens }
    do {
      return try await renewals.run(row.place, until: Deadline(in: deadlines.change)) {
        try await renewedTokens(of: row, guests)
      }
    } catch is DeadlineExceeded {
      // The old token is still usable for the rest of its lifetime.
      return tokens
    }
  }

  /// Reads the stored tokens again, since another call may have renewed them, and renews them if not.
  private func renewedTokens(of asked: GuestAccountRow, _ guests: any GuestAccounts) async throws -> GuestTokens? {
    let kept = try await database.read {
      try $0.guestAccount(of: asked.userIdentityID, at: asked.connectedAccountID, in: asked.workspaceID)
    }
    guard let row = kept, let tokens = secrets.tokens(in: row) else { return nil }
    let now = clocks.now(in: row.workspaceID)
    if now + Self.margin < tokens.expiresAt { return tokens }
    guard let refreshToken = tokens.refreshToken else { return now < tokens.expiresAt ? tokens : nil }
    let fresh: GuestTokens
    do throws(ProviderFault) {
      fresh = try await guests.tokens(refreshToken: refreshToken)
    } catch .refused {
      try await save(nil, of: row)
      return nil
    } catch {
      // The provider is unreachable. The old token is still usable for the rest of its lifetime.
      return tokens
    }
    // The refresh token may be valid only once, so the new one must be stored.
    try await save(try secrets.seal.sealed(fresh.bytes, place: row.place), of: row)
    return fresh
  }

  private func save(_ sealedTokens: [UInt8]?, of row: GuestAccountRow) async throws {
    let (database, clocks) = (database, clocks)
    try await tryingAgain("A guest's tokens could not be saved", logger, ["user_identity_id": "\(row.userIdentityID)"])
    {
      try await database.write(in: row.workspaceID, at: clocks.now(in: row.workspaceID), by: .rule(.guestSignIn)) {
        try $0.saveTokens(sealedTokens, of: row)
      }
    }
  }

  /// The page on which the guest signs in. It stays the same until the sign-in.
  private func authorizationURL(
    of identity: ID<UserIdentity>, at account: ID<ConnectedAccount>, in workspace: ID<Workspace>,
    _ guests: any GuestAccounts, endpoint: String
  ) async throws -> String {
    let (secrets, clocks) = (secrets, clocks)
    let redirect = endpoint + PlainRoute.guestSignIn.path
    let pending = try await database.write(
      in: workspace, at: clocks.now(in: workspace), by: .rule(.guestSignIn)
    ) { transaction in
      // It may have been deleted since the phone's request.
      guard try transaction.unmergedUserIdentity(identity, in: workspace) != nil else {
        throw APIError.notFound(.userIdentity, identity.text)
      }
      var row =
        try transaction.guestAccount(of: identity, at: account, in: workspace)
        ?? GuestAccountRow(workspaceID: workspace, userIdentityID: identity, connectedAccountID: account)
      let known = row.pending.flatMap { secrets.opened($0.sealed, place: row.place) }
        .flatMap(PendingAuthorization.init(bytes:))
      if let known, known.redirectURL == redirect { return known }
      let fresh = PendingAuthorization(state: secrets.text(), verifier: secrets.text(), redirectURL: redirect)
      row.pending = .init(
        stateHash: sha256Text(fresh.state), sealed: try secrets.seal.sealed(fresh.bytes, place: row.place))
      try transaction.save(row)
      return fresh
    }
    return guests.authorizationURL(pending)
  }
}

extension Secrets {
  fileprivate func tokens(in row: GuestAccountRow) -> GuestTokens? {
    row.sealedTokens.flatMap { opened($0, place: row.place) }.flatMap(GuestTokens.init(bytes:))
  }
}
