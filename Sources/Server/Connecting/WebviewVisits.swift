import API
import Core
import Wire

/// A visitor's look at a connect webview.
public struct WebviewVisit: Sendable {
  public var webviewID: ID<ConnectWebview>
  public var pane: ConnectPane
  /// What a form has to send back, so that no other site can send it. Bound to the webview's own token.
  public var formToken: String
}

/// The sign-in behind connect webviews, step by step. Knows no page.
public struct WebviewVisits: Sendable {
  /// A form was sent that this server did not make.
  public struct ForeignForm: Error {}

  let platform: Platform

  init(platform: Platform) { self.platform = platform }

  /// Where the visitor stands. Nil for an unknown id and for a wrong token, so that nobody learns which.
  public func visit(_ id: String, authToken: String) async throws -> WebviewVisit? { nil }

  /// Takes a step and says where the visitor stands then. A step that the pane does not offer changes nothing.
  ///
  /// - Throws: ``ForeignForm`` where the form token is not the webview's.
  public func submit(
    _ id: String, authToken: String, formToken: String, step: ConnectStep
  ) async throws -> WebviewVisit? { nil }

  /// The provider's own page to sign in at, for a visitor who stands at ``ConnectPane/signIn(_:fault:)`` of a provider
  /// that has one; the same until it was used. A link, not a form's target: the page's policy sends forms home only.
  public func signInAddress(_ id: String, authToken: String) async throws -> String? { nil }

  /// Comes back from the provider's page.
  ///
  /// - Returns: the address of the webview to go on at; nil where no sign-in has this state.
  public func returned(code: String?, state: String?) async throws -> String? { nil }
}

extension Platform {
  /// The sign-in behind connect webviews.
  public var webviewVisits: WebviewVisits { WebviewVisits(platform: self) }
}

extension APIServer {
  /// The path of the webview's page, with `connect_webview_id` and `auth_token` in its query.
  public static let webviewPath = "/connect_webviews/view"
  /// Where the provider's page sends a visitor back to, with `code` and `state` in the query.
  public static let webviewReturnPath = "/connect_webviews/callback"
}
