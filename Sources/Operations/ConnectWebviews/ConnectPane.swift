import Core
import Wire

/// What a visitor of a connect webview sees next. It follows from what is kept in the database, so a restart loses no
/// step.
package enum ConnectPane: Sendable {
  /// Who asks: the workspace's name.
  case introduction(workspaceName: String)
  /// The page stands in a frame, where it only opens a window of its own.
  case opener(workspaceName: String)
  /// The visitor goes on in a window of its own.
  case elsewhere
  /// Which brand; shown where there is a choice.
  case providers([AccountProvider])
  case signIn(AccountProvider, fault: SignInFault?)
  case sites([ConnectSite], chosen: Set<String>, fault: SiteChoiceFault?)
  /// An integration user is about to be added to sites.
  case confirmation(ConnectConsent, fault: SiteChoiceFault?)
  /// The sites are being read for the first time, and whoever made the webview wants its visitor to wait for that.
  ///
  /// - Parameter people: how many people have been written down so far.
  case importing(people: Int)
  /// - Parameters:
  ///   - redirect: where the integrator wants the visitor to go on to.
  ///   - goesOn: whether the visitor goes there unasked: only the browser in which somebody signed in does.
  case connected(redirect: WebAddress?, goesOn: Bool)
  case failed(reason: String, redirect: WebAddress?)
  /// The webview's time is over.
  case expired
}

/// What an administrator is asked to allow.
package struct ConnectConsent: Sendable {
  package var workspaceName: String
  /// Who asks, as people know them.
  package var partnerName: String
  package var providerName: String
  package var sites: [ConnectSite]
}

/// A site of the account, as it is offered.
package struct ConnectSite: Sendable, Hashable {
  /// The provider's id, by which the visitor's choice names it.
  package var id: String
  package var name: String
  package var seats: Int
  package var seatsUsed: Int
  /// Whether its installer has released it. One that is not cannot be connected.
  package var isReleased: Bool

  init(_ site: ObservedSite) {
    id = site.id.text
    name = site.name
    seats = site.seats
    seatsUsed = site.seatsUsed
    isReleased = site.isReleased
  }
}

/// Why the choice or confirmation of sites could not be taken; the visitor may try again.
package enum SiteChoiceFault: Sendable, Hashable {
  case noneChosen
  /// A site that was chosen is not there any more, or is not released.
  case notAvailable
  /// The person may not add an administrator to the site.
  case notAllowed(site: String)
  /// The provider cannot be reached or fails.
  case unreachable
}

/// What the visitor did on a pane.
package enum ConnectStep: Sendable {
  /// Opens the page in a window of its own, out of a frame.
  case open
  /// Goes on from the introduction.
  case proceed
  case choose(provider: String)
  case signIn(username: String, password: String)
  /// Goes to the provider's own page to sign in there.
  case leave
  case select(sites: [String])
  /// Allows what the confirmation says.
  case allow
  case back
  /// Gives up: the webview has failed.
  case cancel
}
