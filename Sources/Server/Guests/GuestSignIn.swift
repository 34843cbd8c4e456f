import API
import Core
import Engine
import HTTPTypes
import Hummingbird
import NIOCore
import Store
import Wire

/// Where a guest comes back to after signing in to the provider: a page for people, outside the catalogue.
struct GuestSignIn: Sendable {
  static let path = "/latchkey/v1/salto_ks/authorized"

  let platform: Platform

  /// Turns the code into tokens and keeps them, if the account is the one that was invited.
  ///
  /// - Parameter sender: where the request comes from.
  func finish(state: String?, code: String?, from sender: IPAddress?) async -> Response {
    guard let state, let code else { return end(.isOver) }
    guard let row = try? await platform.database.read({ try $0.guestAccount(pendingStateHash: sha256Text(state)) }),
      let pending = row.sealedPending.flatMap({ platform.secrets.opened($0, place: row.place) })
        .flatMap(PendingAuthorization.init(bytes:)),
      let guests = platform.guests.guests(of: row.connectedAccountID)
    else { return refuse(.isOver, state, from: sender) }
    // Each code is asked of the provider, so that a sign-in takes a few only.
    let attempt: FailedProofs.Attempt
    do { attempt = try platform.failedProofs.begin(.code, at: row.place, mark: platform.identifiers.text()) } catch {
      return end(.isGuessed)
    }
    do throws(ProviderFault) {
      let tokens = try await guests.tokens(code: code, pending)
      let guest = try await guests.person(accessToken: tokens.accessToken)
      platform.failedProofs.forgive(attempt)
      return end((try? await keep(tokens, of: guest, row, state: state)) ?? .failed)
    } catch .refused {
      return refuse(.isRefused, code, from: sender)
    } catch {
      platform.failedProofs.forgive(attempt)
      return page("The sign-in could not be finished", "Wait a moment and load this page again.", status: .badGateway)
    }
  }

  private enum End {
    case isKept, isAnother, isOver, isRefused, isGuessed, failed
  }

  /// Answers a state or a code that was wrong, and counts it.
  private func refuse(_ end: End, _ secret: String, from sender: IPAddress?) -> Response {
    self.end(platform.failedProofs.count(.code, secret, from: sender) == nil ? end : .isGuessed)
  }

  /// Keeps a guest's tokens where that guest is the one who was invited, and the sign-in still is waited for: its
  /// identity may have been deleted or merged while the provider was asked.
  private func keep(
    _ tokens: GuestTokens, of guest: GuestPerson, _ row: GuestAccountRow, state: String
  ) async throws -> End {
    let sealed = try platform.secrets.seal.sealed(tokens.bytes, place: row.place)
    return try await platform.write(in: row.workspaceID) { change in
      let connection = change.connection
      guard var current = try connection.guestAccount(pendingStateHash: sha256Text(state)), current.place == row.place else {
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

  private func end(_ end: End) -> Response {
    switch end {
    case .isKept: page("You are signed in", "You can go back to the app.", status: .ok)
    case .isAnother:
      page("This is another account", "Sign in with the account that the invitation was sent to.", status: .forbidden)
    case .isRefused: page("The sign-in was not accepted", "Go back to the app and begin again.", status: .badRequest)
    case .isGuessed: page("Too many tries", "Wait a minute, then go back to the app and begin again.", status: .tooManyRequests)
    case .isOver: page("This sign-in is over", "Go back to the app and begin again.", status: .badRequest)
    case .failed:
      page("The sign-in could not be kept", "Go back to the app and begin again.", status: .internalServerError)
    }
  }

  private func page(_ title: String, _ text: String, status: HTTPResponse.Status) -> Response {
    let html = """
      <!doctype html>
      <html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>\(title)</title>
      <h1>\(title)</h1>
      <p>\(text)</p>
      </html>
      """
    return Response(
      status: status,
      headers: [
        .contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .contentSecurityPolicy: "default-src 'none'",
      ], body: .init(byteBuffer: ByteBuffer(string: html)))
  }
}
