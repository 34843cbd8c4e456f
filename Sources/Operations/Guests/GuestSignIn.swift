import API
import Core
import Engine
import Store
import Wire

/// What becomes of a guest who comes back after signing in to the provider.
package struct GuestSignIn: Sendable {
  private let platform: Platform

  package init(_ platform: Platform) { self.platform = platform }

  /// Turns the code into tokens and keeps them, if the account is the one that was invited.
  ///
  /// - Parameter sender: where the request comes from.
  package func finish(state: String?, code: String?, from sender: IPAddress?) async -> End {
    guard let state, let code else { return .isOver }
    let found: GuestAccountRow?
    do {
      found = try await platform.database.read { try $0.guestAccount(pendingStateHash: sha256Text(state)) }
    } catch {
      return .failed
    }
    guard let row = found,
      let pending = row.sealedPending.flatMap({ platform.secrets.opened($0, place: row.place) })
        .flatMap(PendingAuthorization.init(bytes:)),
      let guests = platform.guests.guests(of: row.connectedAccountID)
    else { return refuse(.isOver, state, from: sender) }
    // Each code is asked of the provider, so that a sign-in takes a few only.
    let attempt: FailedProofs.Attempt
    do { attempt = try platform.failedProofs.begin(.code, at: row.place, mark: platform.identifiers.text()) } catch {
      return .isGuessed
    }
    do throws(ProviderFault) {
      let tokens = try await guests.tokens(code: code, pending)
      let guest = try await guests.person(accessToken: tokens.accessToken)
      platform.failedProofs.forgive(attempt)
      return (try? await keep(tokens, of: guest, row, state: state)) ?? .failed
    } catch .refused {
      return refuse(.isRefused, code, from: sender)
    } catch {
      platform.failedProofs.forgive(attempt)
      return .isUnfinished
    }
  }

  /// How a sign-in ends.
  package enum End: Sendable {
    case isKept
    /// The account is not the one that was invited.
    case isAnother
    /// Nobody waits for this sign-in any more.
    case isOver
    /// The provider did not take the code.
    case isRefused
    /// Too many wrong states or codes came.
    case isGuessed
    /// The provider did not answer; the same code may be tried again.
    case isUnfinished
    case failed
  }

  /// Answers a state or a code that was wrong, and counts it.
  private func refuse(_ end: End, _ secret: String, from sender: IPAddress?) -> End {
    platform.failedProofs.count(.code, secret, from: sender) == nil ? end : .isGuessed
  }

  /// Keeps a guest's tokens where that guest is the one who was invited, and the sign-in still is waited for: its
  /// identity may have been deleted or merged while the provider was asked.
  private func keep(
    _ tokens: GuestTokens, of guest: GuestPerson, _ row: GuestAccountRow, state: String
  ) async throws -> End {
    let sealed = try platform.secrets.seal.sealed(tokens.bytes, place: row.place)
    return try await platform.write(in: row.workspaceID, by: .visitor(from: nil)) { change in
      let connection = change.connection
      guard var current = try connection.guestAccount(pendingStateHash: sha256Text(state)), current.place == row.place
      else {
        return .isOver
      }
      let users = try connection.acsUsers(of: row.userIdentityID, in: row.workspaceID)
        .filter { $0.connectedAccountID == row.connectedAccountID }
      guard users.contains(where: { $0.invites(guest) }) else { return .isAnother }
      current.sealedTokens = sealed
      current.sealedPending = nil
      current.guest = guest
      try connection.save(current, pendingStateHash: nil)
      try change.take(guest, asGuestOf: current)
      return .isKept
    }
  }
}
