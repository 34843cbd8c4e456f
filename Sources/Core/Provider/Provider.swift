/// A cloud that controls real doors, as the engine sees it.
///
/// Only the engine calls a provider; this module declares what it can be asked and never asks. Reads throw a
/// ``ProviderFault``; changes answer with an ``Outcome``, because for a change "it may have happened" is an answer.
package protocol Provider: RemoteLocks {
  /// Makes the next call sign in with the account's new login.
  func forgetLogin() async
  /// The sites of the account.
  func sites() async throws(ProviderFault) -> [ObservedSite]
  /// One site: seats taken and seats there are.
  func site(_ site: ExternalID<ProviderSite>) async throws(ProviderFault) -> ObservedSite
  /// The site's access groups with the locks of each.
  func accessGroups(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [ObservedAccessGroup]
  /// Everyone at the site but those who are too new to be listed.
  func users(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [ObservedUser]
  /// Whether the site's plan includes custom PINs.
  func letsPinsBeChosen(at site: ExternalID<ProviderSite>) async throws(ProviderFault) -> Bool
  /// The cards that were read in at the site.
  func tags(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [Tag]
  /// Who is in a group.
  func members(
    of group: ExternalID<ProviderAccessGroup>, at site: ExternalID<ProviderSite>
  ) async throws(ProviderFault) -> [ExternalID<ProviderPerson>]
  /// Asks for one lock or group by itself, as a list that lacks it is no proof that it is gone.
  func isThere(_ part: SitePart, at site: ExternalID<ProviderSite>) async throws(ProviderFault) -> Bool
  /// What the account may do at the site.
  func standing(at site: ExternalID<ProviderSite>) async throws(ProviderFault) -> SiteStanding
  /// The site's locks.
  func locks(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [ObservedLock]
  /// A page of what happened at the site's doors, the newest first; nil asks for the first page.
  func entries(
    of site: ExternalID<ProviderSite>, from continuation: ObservedEntries.Continuation?
  ) async throws(ProviderFault) -> ObservedEntries
  /// Hands over what happens at the site's doors as the provider hears of it, until the stream ends or the task is
  /// cancelled. What happened while no stream was open never comes.
  ///
  /// - Throws: ``ProviderFault/refused(_:)`` where the account or the site has no stream.
  func followEntries(
    of site: ExternalID<ProviderSite>, _ receive: @escaping @Sendable (EntryStreamEvent) async -> Void
  ) async throws(ProviderFault)
  /// Performs one call for one user of a site.
  func perform(_ call: ProviderCall, at site: ExternalID<ProviderSite>) async -> Outcome
}

/// One call for one user. Each changes, or reads, one thing, so that its outcome can be written down on its own.
package enum ProviderCall: Hashable, Sendable {
  /// Makes a user who takes no seat. Answers `user`.
  case createUser(UserProfile)
  /// Looks for the user whose alias is `reference`. Answers `user` or `absent`.
  case findUser(reference: String)
  /// Answers `user` or `absent`.
  case readUser(ExternalID<ProviderSiteUser>)
  /// Changes everything of the profile but the e-mail address. Answers `user`.
  case updateUser(ExternalID<ProviderSiteUser>, UserProfile)
  /// Gives or takes rights of a user, and leaves its name, address and other roles as they are. Answers `user`.
  case setMeans(ExternalID<ProviderSiteUser>, MeansChange)
  /// Gives the user another e-mail address. Answers `user`, who still has the old one where the provider takes none so.
  case setEmailAddress(ExternalID<ProviderSiteUser>, String)
  /// Takes or gives back a seat. Answers `user`, whose `isSubscribed` may still be false where no seat was free.
  case setSubscribed(ExternalID<ProviderSiteUser>, Bool)
  /// Bars the user, or lifts the bar. Answers `user`.
  case setBlocked(ExternalID<ProviderSiteUser>, Bool)
  /// Makes a PIN for the user, which takes the place of one that it has. Answers `pin`; the digits are told this once.
  case makePin(ExternalID<ProviderSiteUser>)
  /// Gives the user a PIN that was chosen, where the site's plan has that. Answers `pin`.
  case setPin(ExternalID<ProviderSiteUser>, Pin)
  /// Gives the user a card, or takes its card away. Answers `user`.
  case setTag(ExternalID<ProviderSiteUser>, ExternalID<ProviderTag>?)
  /// Answers `membership(true)`.
  case addToAccessGroup(ExternalID<ProviderAccessGroup>, ExternalID<ProviderPerson>)
  /// Answers `membership(false)`; a user who was no member, or a group that is gone, is no fault.
  case removeFromAccessGroup(ExternalID<ProviderAccessGroup>, ExternalID<ProviderPerson>)
  /// Answers `membership`.
  case readMembership(ExternalID<ProviderAccessGroup>, ExternalID<ProviderPerson>)
  /// Answers `absent` once the provider accepted the deletion; a user who is gone already is no fault.
  case deleteUser(ExternalID<ProviderSiteUser>)

  /// Whether a lost answer leaves the question open if the call had its effect.
  package var isMutating: Bool {
    switch self {
    case .findUser, .readUser, .readMembership: false
    default: true
    }
  }
}

/// Rights of a user that are to be given (true) or taken (false); nil leaves one as it is.
package struct MeansChange: Hashable, Sendable {
  /// The role that permits phones to have a key.
  package var mobileKey: Bool?
  /// The right to use a PIN.
  package var pin: Bool?

  package init(mobileKey: Bool? = nil, pin: Bool? = nil) {
    self.mobileKey = mobileKey
    self.pin = pin
  }

  package var isEmpty: Bool { mobileKey == nil && pin == nil }
}

/// How a call ended.
package enum Outcome: Hashable, Sendable {
  /// It was answered; this is what holds now.
  case done(Observation)
  /// The provider said no, and saying it again would not help by itself.
  case refused(Refusal)
  /// It had no effect and may be tried again: throttled, not ready yet, or never sent. The delay is the provider's
  /// wish.
  case later(LaterReason, after: Duration?)
  /// It was sent, and whether it had its effect is not known.
  case unknown(String)
}

/// Why a call is to be tried again.
package enum LaterReason: String, Hashable, Sendable {
  /// 429.
  case throttled
  /// A new user is not known everywhere yet.
  case notSettled
  /// The cloud could not be reached, or answered 5xx to a read.
  case unavailable
  /// The login was refused or has lapsed.
  case unauthorized
}

/// What a call's answer showed.
package enum Observation: Hashable, Sendable {
  case user(ObservedUser)
  case absent
  case membership(Bool)
  case pin(Pin)
  /// A lock did what it was asked to.
  case moved
}

/// A typed no of the provider, with its own words for a person to read.
package struct Refusal: Error, Hashable, Sendable {
  package enum Reason: String, Hashable, Sendable {
    /// The site has no free seat.
    case noSeat
    /// The site's subscription has lapsed.
    case noSubscription
    /// The site is not released by its installer.
    case siteNotReleased
    /// The account may not do this.
    case notAllowed
    /// The user, group or lock is not there.
    case notFound
    /// The IQ asks for a one-time code, and none was given.
    case codeMissing
    /// The one-time code is wrong, as after the account was activated anew somewhere else.
    case codeWrong
    /// The account has not shown yet that its PIN for the IQ arrived.
    case codeNotActivated
    /// After too many wrong codes none is taken for a while.
    case codesBlocked
    /// The lock or its IQ is not reachable.
    case unreachable
    /// The e-mail address is that of somebody whom people of the site made.
    case addressTaken
    /// The e-mail, name or another value was not accepted.
    case invalidValue
    /// The e-mail address is that of the person's own account, and theirs to change.
    case ownAddress
    /// Anything else.
    case other
  }
  package let reason: Reason
  /// The provider's words, without secrets.
  package let message: String
  package init(_ reason: Reason, _ message: String) {
    self.reason = reason
    self.message = message
  }
}

/// Why a read gave nothing.
package enum ProviderFault: Error, Hashable, Sendable {
  case later(LaterReason, after: Duration?)
  case refused(Refusal)
}

/// Something of a site that may be asked for by itself.
package enum SitePart: Hashable, Sendable {
  case lock(ExternalID<ProviderLock>)
  case accessGroup(ExternalID<ProviderAccessGroup>)
}

/// What an account's own user may do at a site.
package enum SiteStanding: String, Hashable, Sendable {
  /// It administers the site.
  case administrator
  /// It is there, and may not administer the site any more.
  case notAdministrator
  /// It is barred.
  case blocked
  /// It is not there any more, or the site is not.
  case absent
}
