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
  /// After how long another server renews the tokens if one that began did not finish.
  private static let renewalTime = Duration.seconds(60)
  /// The pause before another look at tokens that another server renews.
  private static let renewalPause = Duration.milliseconds(250)

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
    while let renewal = try await begunRenewal(of: asked) {
      let (row, tokens) = (renewal.row, renewal.tokens)
      let isUsable = clocks.now(in: row.workspaceID) < tokens.expiresAt
      guard renewal.isDue, let refreshToken = tokens.refreshToken else { return isUsable ? tokens : nil }
      if renewal.isOurs { return try await renew(row, tokens, by: refreshToken, guests) }
      if isUsable { return tokens }
      try await Task.sleep(for: Self.renewalPause)
    }
    return nil
  }

  /// A guest's stored tokens, and who renews them.
  private struct Renewal: Sendable {
    var row: GuestAccountRow
    var tokens: GuestTokens
    var isDue: Bool
    /// Whether this server renews them.
    var isOurs: Bool
  }

  /// Begins to renew the stored tokens if they expire soon. Nil if there are none.
  private func begunRenewal(of asked: GuestAccountRow) async throws -> Renewal? {
    let (secrets, clocks, workspace, margin) = (secrets, clocks, asked.workspaceID, Self.margin)
    let begun = clocks.system.now()
    let end = begun + Self.renewalTime
    return try await database.write(in: workspace, at: clocks.now(in: workspace), by: .rule(.guestSignIn)) {
      transaction -> Renewal? in
      let kept = try transaction.guestAccount(of: asked.userIdentityID, at: asked.connectedAccountID, in: workspace)
      guard let row = kept, let tokens = secrets.tokens(in: row) else { return nil }
      let isDue = transaction.now + margin >= tokens.expiresAt
      let isOurs = try isDue && tokens.refreshToken != nil && transaction.beginRenewal(of: row, until: end, at: begun)
      return Renewal(row: row, tokens: tokens, isDue: isDue, isOurs: isOurs)
    }
  }

  private func renew(
    _ row: GuestAccountRow, _ tokens: GuestTokens, by refreshToken: String, _ guests: any GuestAccounts
  ) async throws -> GuestTokens? {
    let fresh: GuestTokens
    do throws(ProviderFault) {
      fresh = try await guests.tokens(refreshToken: refreshToken)
    } catch .refused {
      try await save(nil, of: row)
      return nil
    } catch {
      // The provider is unreachable. The old token is still usable for the rest of its lifetime.
      try await save(row.sealedTokens, of: row)
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
