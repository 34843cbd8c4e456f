import API
import Core
import Wire

/// What a visitor of a connect webview sees next. It follows from what is kept in the database, so a restart loses no
/// step.
public enum ConnectPane: Sendable {
  case introduction(ConnectInvitation)
  /// Which brand; shown where more than one of ours is accepted.
  case providers([ConnectProvider])
  case signIn(ConnectProvider, fault: SignInFault?)
  case sites([ConnectSite], chosen: Set<String>, fault: SiteFault?)
  /// An integration user is about to be added to these sites.
  case confirmation([ConnectSite], fault: SiteFault?)
  /// The first import runs, and the webview waits for it. The page asks again by itself.
  case importing(done: Int, total: Int?)
  /// The redirect is where the integrator wants the visitor to go on to.
  case connected(sites: [ConnectSite], redirect: String?)
  case failed(ConnectFailure, redirect: String?)
  /// The webview's time is over.
  case expired
}

/// Who asks to connect an account.
public struct ConnectInvitation: Sendable, Hashable {
  public var workspaceName: String
  public var isSandbox: Bool
  /// How many providers there are to choose from.
  public var providerCount: Int
}

/// A provider that a visitor can sign in to.
public struct ConnectProvider: Sendable, Hashable {
  /// `salto_ks` or `salto_ks_accept`.
  public var key: String
  public var name: String
  /// Whether the page may ask for user name and password.
  public var takesPassword: Bool
  /// Whether there is a page of the provider's own to sign in at; ``WebviewVisits/signInAddress(_:authToken:)`` has it.
  public var hasOwnPage: Bool
}

/// A site of the account, as it is offered.
public struct ConnectSite: Sendable, Hashable {
  /// The provider's id, by which the visitor's choice names it.
  public var id: String
  public var name: String
  public var seats: Int
  public var seatsUsed: Int
  /// Whether its installer has released it. One that is not cannot be connected.
  public var isReleased: Bool
  public var isSubscriptionValid: Bool
  /// Whether it is connected through this account already.
  public var isConnected: Bool
}

/// Why a sign-in gave nothing; the visitor may try again.
public enum SignInFault: String, Sendable {
  /// User name or password is wrong.
  case wrongPassword = "wrong_password"
  /// The provider lets nobody try for a while.
  case locked
  /// The provider cannot be reached or fails.
  case unreachable
  /// The person administers no site.
  case notAnAdministrator = "not_an_administrator"
  /// The sign-in at the provider's page was given up or refused.
  case refused
  /// The sign-in is too old to go on with.
  case tooOld = "too_old"
}

/// Why the choice or confirmation of sites could not be taken; the visitor may try again.
public enum SiteFault: Sendable, Hashable {
  case noneChosen
  /// A site that was chosen is not there any more, or is not released.
  case notAvailable(site: String)
  /// The person may not add an administrator to the site.
  case notAllowed(site: String)
  /// The provider cannot be reached or fails.
  case unreachable
}

/// Why a webview came to nothing.
public struct ConnectFailure: Sendable, Hashable {
  /// For programs, as the redirect address carries it.
  public var code: String
  /// For people.
  public var message: String
}

/// What the visitor did on a pane.
public enum ConnectStep: Sendable {
  /// Goes on from the introduction.
  case proceed
  case choose(provider: String)
  case signIn(username: String, password: String)
  case select(sites: [String])
  /// Allows what the confirmation says.
  case allow
  case back
  /// Gives up: the webview has failed.
  case cancel
}
