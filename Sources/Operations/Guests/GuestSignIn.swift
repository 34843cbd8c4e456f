import API
package import Core
import Engine
import Logging
import Store
import Wire

/// Handles a guest's return after signing in at the provider.
package struct GuestSignIn: Sendable {
  private let platform: Platform

  package init(_ platform: Platform) { self.platform = platform }

  /// Exchanges the code for tokens and stores them, if the account is the invited one.
  ///
  /// - Parameter sender: the address of the sender.
  package func finish(state: String?, code: String?, from sender: IPAddress?) async -> End {
    guard let state, let code else { return .isOver }
    let found: GuestAccountRow?
    do {
      found = try await platform.database.read { try $0.guestAccount(pendingStateHash: sha256Text(state)) }
    } catch {
      return failed(error)
    }
    guard let row = found,
      let pending = row.pending.flatMap({ platform.secrets.opened($0.sealed, place: row.place) })
        .flatMap(PendingAuthorization.init(bytes:)),
      let guests = platform.guests.guests(of: row.connectedAccountID)
    else { return refuse(.isOver, state, from: sender) }
    // The provider checks each code, so the attempts per sign-in are limited.
    let attempt: FailedProofs.Attempt
    do { attempt = try platform.failedProofs.begin(.code, at: row.place, mark: platform.identifiers.text()) } catch {
      return .isGuessed
    }
    do throws(ProviderFault) {
      let tokens = try await guests.tokens(code: code, pending)
      let guest = try await guests.person(accessToken: tokens.accessToken)
      platform.failedProofs.forgive(attempt)
      do { return try await keep(tokens, of: guest, row, state: state, from: sender) } catch { return failed(error) }
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
    /// The account is not the invited one.
    case isAnother
    /// The sign-in has expired.
    case isOver
    /// The provider rejected the code.
    case isRefused
    /// The sender sent too many wrong states or codes.
    case isGuessed
    /// The provider did not respond. The same code can be retried.
    case isUnfinished
    case failed
  }

  private func failed(_ error: any Error) -> End {
    platform.logger.error("A guest's sign-in could not be stored", metadata: ["error": "\(error)"])
    return .failed
  }

  /// The result of a wrong state or code, which is counted.
  private func refuse(_ end: End, _ secret: String, from sender: IPAddress?) -> End {
    platform.failedProofs.count(.code, secret, from: sender) == nil ? end : .isGuessed
  }

  /// Stores a guest's tokens if the guest is the invited one and the sign-in is still pending: the
  /// identity may have been deleted or merged during the call of the provider.
  private func keep(
    _ tokens: GuestTokens, of guest: GuestPerson, _ row: GuestAccountRow, state: String, from sender: IPAddress?
  ) async throws -> End {
    let sealed = try platform.secrets.seal.sealed(tokens.bytes, place: row.place)
    let call = AuditedCall(
      "pages/guest_sign_in", parameters: ["user_identity_id": .string(row.userIdentityID.text)])
    return try await platform.write(in: row.workspaceID, by: .visitor(from: sender), asking: call) { change in
      guard var current = try change.transaction.guestAccount(pendingStateHash: sha256Text(state)),
        current.place == row.place
      else {
        return .isOver
      }
      let users = try change.transaction.acsUsers(of: row.userIdentityID, in: row.workspaceID)
        .filter { $0.connectedAccountID == row.connectedAccountID }
      guard users.contains(where: { $0.invites(guest) }) else { return .isAnother }
      current.sealedTokens = sealed
      current.pending = nil
      current.guest = guest
      try change.transaction.save(current)
      try change.take(guest, asGuestOf: current)
      return .isKept
    }
  }
}
