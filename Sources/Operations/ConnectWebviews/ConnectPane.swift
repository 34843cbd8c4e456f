package import Core
package import Wire

/// The next view of a connect webview's visitor. It is derived from the database, so a restart loses no
/// step.
package enum ConnectPane: Sendable {
  /// The introduction, with the workspace's name.
  case introduction(workspaceName: String)
  /// The page is in a frame, where it only opens its own window.
  case opener(workspaceName: String)
  /// The visitor continues in the new window.
  case elsewhere
  /// The choice of a provider, if there are several.
  case providers([AccountProvider])
  case signIn(AccountProvider, fault: SignInFault?)
  case sites([ConnectSite], chosen: Set<String>, fault: SiteChoiceFault?)
  /// The confirmation that an integration user will be added to sites.
  case confirmation(ConnectConsent, fault: SiteChoiceFault?)
  /// The sites are being imported, and the webview's creator wants the visitor to wait.
  ///
  /// - Parameter people: the number of people imported so far.
  case importing(people: Int)
  /// - Parameters:
  ///   - redirect: the integrator's URL for the visitor to continue to.
  ///   - goesOn: whether to redirect automatically, which happens only in the browser that signed in.
  case connected(redirect: WebAddress?, goesOn: Bool)
  case failed(reason: String, redirect: WebAddress?)
  /// The webview has expired.
  case expired
}

/// The permissions that an administrator is asked to grant.
package struct ConnectConsent: Sendable {
  package var workspaceName: String
  /// The name of the requester.
  package var partnerName: String
  package var providerName: String
  package var sites: [ConnectSite]
}

/// A site of the account that can be chosen.
package struct ConnectSite: Sendable, Hashable {
  /// The provider's ID, which the form submits.
  package var id: String
  package var name: String
  package var seats: Int
  package var seatsUsed: Int
  /// Whether the installer has handed over the site. Otherwise it cannot be connected.
  package var isReleased: Bool

  init(_ site: ObservedSite) {
    id = site.id.text
    name = site.name
    seats = site.seats
    seatsUsed = site.seatsUsed
    isReleased = site.isReleased
  }
}

/// Why the choice or confirmation of sites failed. The visitor can retry.
package enum SiteChoiceFault: Sendable, Hashable {
  case noneChosen
  /// A chosen site no longer exists, or its installer has not handed it over.
  case notAvailable
  /// The person is not allowed to add an administrator to the site.
  case notAllowed(site: String)
  /// The provider cannot be reached or failed.
  case unreachable
}

/// A visitor's action on a pane.
package enum ConnectStep: Sendable {
  /// Opens the page in its own window, outside the frame.
  case open
  /// Continues from the introduction.
  case proceed
  case choose(provider: String)
  case signIn(username: String, password: String)
  /// Leaves for the provider's own sign-in page.
  case leave
  case select(sites: [String])
  /// Grants the requested permissions.
  case allow
  case back
  /// Cancels, and the webview fails.
  case cancel
}
