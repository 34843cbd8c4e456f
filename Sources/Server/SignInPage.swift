import Core
import HTTPTypes
import Hummingbird
import NIOCore
import Operations

/// The web page to which a guest returns after signing in at the provider.
struct SignInPage: Sendable {
  let signIn: GuestSignIn

  /// Exchanges the code for tokens and stores them, if the account is the invited one.
  ///
  /// - Parameter sender: the address of the sender.
  func respond(state: String?, code: String?, from sender: IPAddress?) async -> Response {
    page(await signIn.finish(state: state, code: code, from: sender))
  }

  private func page(_ end: GuestSignIn.End) -> Response {
    switch end {
    case .isKept: page("You are signed in", "You can go back to the app.", status: .ok)
    case .isAnother:
      page("This is another account", "Sign in with the account that the invitation was sent to.", status: .forbidden)
    case .isRefused: page("The sign-in was rejected", "Go back to the app and start again.", status: .badRequest)
    case .isGuessed:
      page("Too many attempts", "Wait a minute, then go back to the app and start again.", status: .tooManyRequests)
    case .isOver: page("This sign-in has expired", "Go back to the app and start again.", status: .badRequest)
    case .isUnfinished:
      page("The sign-in could not be completed", "Wait a moment and load this page again.", status: .badGateway)
    case .failed:
      page("The sign-in could not be saved", "Go back to the app and start again.", status: .internalServerError)
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
        .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
        .contentSecurityPolicy: "default-src 'none'",
      ], body: .init(byteBuffer: ByteBuffer(string: html)))
  }
}
