package import API
package import Core
package import Wire

/// The author of a change: a caller, or a rule of the server.
package enum Author: Hashable, Sendable {
  /// A program with an API key, identified by the part of the key that is not secret.
  case apiKey(String, from: IPAddress?)
  /// An operator with a personal access token, identified by the part of the token that is not secret.
  case accessToken(String, of: ID<Operator>, from: IPAddress?)
  /// An operator with a session in a browser.
  case operatorSession(ID<OperatorSession>, of: ID<Operator>, from: IPAddress?)
  /// An app with a client session.
  case session(ID<ClientSession>, from: IPAddress?)
  /// An app with a publishable key, identified by the part of the key that is not secret.
  case publishableKey(String, from: IPAddress?)
  /// A visitor of a page that requires no token, such as a connect webview.
  case visitor(from: IPAddress?)
  /// A person at the command line of the machine with the database.
  case commandLine
  case rule(Rule)

  /// A rule that makes changes without a request.
  package enum Rule: String, Hashable, Sendable {
    case doors
    case clock
    case connecting
    case entries
    case forgetting
    case guestSignIn = "guest_sign_in"
    case notingUses = "noting_uses"
    case reconciling
    case reset
    case scenario
    case siteReading = "site_reading"
    case webhooks
  }
}

extension Author {
  /// The author as timelines of access codes show it.
  var actor: AccessCodeTimeline.Actor.Kind {
    switch self {
    case .apiKey, .publishableKey, .session: .apiKey
    case .accessToken, .operatorSession, .commandLine, .visitor: .consoleUser
    case .rule: .system
    }
  }

  /// What identifies the author there. Nil for authors without an ID.
  var actorID: String? {
    switch self {
    case .apiKey(let token, _), .publishableKey(let token, _): token
    case .session(let session, _): session.text
    case .accessToken(_, let person, _), .operatorSession(_, let person, _): person.text
    case .visitor, .commandLine, .rule: nil
    }
  }
}
