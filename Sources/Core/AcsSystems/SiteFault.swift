import API
package import Wire

/// A problem of a site, while the account's login works, and since when.
package struct SiteFault: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// Its installer has not handed it over.
    case notReleased
    /// Its subscription has expired, so its users have no seats.
    case lapsed
    /// It no longer accepts calls from this integration, although the integration's user is a site admin.
    case notCertified
    /// The integration's user is blocked.
    case blocked
    /// The integration's user or the whole site was deleted.
    case absent
    /// The integration's user is no longer a site admin.
    case notAdministrator

    /// Whether no work is possible at the site until a person solves the problem.
    package var isDisconnection: Bool {
      switch self {
      case .notReleased, .lapsed: false
      case .notCertified, .blocked, .absent, .notAdministrator: true
      }
    }
  }

  package var kind: Kind
  package var at: Instant

  package init(kind: Kind, at: Instant) {
    self.kind = kind
    self.at = at
  }

  func show(in system: inout AcsSystem, _ brand: Brand) {
    func error(_ code: AcsSystem.ErrorCode, _ message: String) {
      system.errors.append(Notice(code, since: at, message))
    }
    switch kind {
    case .notReleased:
      system.warnings.append(
        Notice(
          .setupRequired, since: at, "The installer has not handed over the site. Ask the installer to hand it over."))
    case .lapsed:
      error(
        .saltoKSSubscriptionLimitExceeded,
        "The site's \(brand.name) subscription has expired, so its users have no seats. Renew it in \(brand.webApp).")
    case .notCertified:
      error(
        .saltoKSCertificationExpired,
        "The site no longer accepts calls from this integration. "
          + "Ask \(brand.company) to certify the integration for the site.")
    case .blocked:
      error(
        .acsSystemDisconnected,
        "The integration's user is blocked at the site. Unblock it in \(brand.webApp).")
    case .absent:
      error(
        .acsSystemDisconnected,
        "The integration's user was removed from the site, or the site was deleted. Connect the account again.")
    case .notAdministrator:
      error(
        .insufficientPermissions,
        "The integration's user is no longer a site admin. Make it a site admin in \(brand.webApp).")
    }
  }
}

extension SiteStanding {
  /// The fault of a site that rejects the account's calls.
  package var fault: SiteFault.Kind {
    switch self {
    case .administrator: .notCertified
    case .notAdministrator: .notAdministrator
    case .blocked: .blocked
    case .absent: .absent
    }
  }
}

/// The missing items of a site, if they are too many to be plausible.
package struct SiteShrinkage: Hashable, Sendable {
  package var users: Int
  package var groups: Int
  package var locks: Int
  package var at: Instant

  package init(users: Int, groups: Int, locks: Int, at: Instant) {
    self.users = users
    self.groups = groups
    self.locks = locks
    self.at = at
  }

  func show(in system: inout AcsSystem, _ brand: Brand) {
    system.errors.append(
      Notice(
        .insufficientPermissions, since: at,
        """
        \(brand.name) no longer lists \(users) users, \(groups) access groups and \(locks) locks of the site. \
        Nothing was deleted here. If they are really gone, confirm it by /latchkey/v1/sites/accept_disappearance.
        """))
  }

  /// Whether so many known items are missing that a person must confirm it: an outage or lost rights
  /// look the same.
  package static func isMass(missing: Int, known: Int) -> Bool { missing > 3 && missing * 5 > known }
}
