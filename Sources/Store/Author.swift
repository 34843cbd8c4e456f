package import API
package import Core
package import Wire

/// Who makes a change: somebody who called, or a rule that the server follows by itself.
package enum Author: Hashable, Sendable {
  /// A program with an API key, by the part of the key that is no secret.
  case apiKey(String, from: IPAddress?)
  /// An operator with a personal access token, by the part of the token that is no secret.
  case accessToken(String, of: ID<Operator>, from: IPAddress?)
  /// An app with a client session.
  case session(ID<ClientSession>, from: IPAddress?)
  /// An app with a publishable key, by the part of the key that is no secret.
  case publishableKey(String, from: IPAddress?)
  /// Somebody at a page that asks for no token, such as a connect webview.
  case visitor(from: IPAddress?)
  /// Somebody at the command line of the machine that holds the database.
  case commandLine
  case rule(Rule)

  /// What changes something without anyone asking.
  package enum Rule: String, Hashable, Sendable {
    case doors
    case clock
    case connecting
    case entries
    case forgetting
    case guestSignIn = "guest_sign_in"
    case reconciling
    case reset
    case scenario
    case siteReading = "site_reading"
    case webhooks
  }
}
