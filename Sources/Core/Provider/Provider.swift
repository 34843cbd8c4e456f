/// A cloud that controls real doors, as the engine sees it.
///
/// This module only declares the calls, and only the engine makes them. Reads throw a ``ProviderFault``. Changes return
/// an ``Outcome``, since "it may have happened" is a possible result of a change.
package protocol Provider: RemoteLocks {
  /// Makes the next call sign in with the account's new login.
  func forgetLogin() async
  /// The sites of the account.
  func sites() async throws(ProviderFault) -> [ObservedSite]
  /// One site, with its total and used seats.
  func site(_ site: ExternalID<ProviderSite>) async throws(ProviderFault) -> ObservedSite
  /// The site's access groups, each with its locks.
  func accessGroups(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [ObservedAccessGroup]
  /// All users of the site, except those who are too new to be listed.
  func users(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [ObservedUser]
  /// Whether the site's plan includes custom PINs.
  func letsPinsBeChosen(at site: ExternalID<ProviderSite>) async throws(ProviderFault) -> Bool
  /// The cards that are registered at the site.
  func tags(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [Tag]
  /// The members of a group.
  func members(
    of group: ExternalID<ProviderAccessGroup>, at site: ExternalID<ProviderSite>
  ) async throws(ProviderFault) -> [ExternalID<ProviderPerson>]
  /// Reads one lock or group. A list that lacks it does not prove that it is gone.
  func isThere(_ part: SitePart, at site: ExternalID<ProviderSite>) async throws(ProviderFault) -> Bool
  /// The rights of the account's own user at the site.
  func standing(at site: ExternalID<ProviderSite>) async throws(ProviderFault) -> SiteStanding
  /// The IANA names of the time zones of the site's IQs, as far as the provider tells them.
  func iqZones(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [ExternalID<ProviderIQ>: String]
  /// The site's locks.
  func locks(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [ObservedLock]
  /// A page of the site's entries, the newest first. Nil requests the first page.
  func entries(
    of site: ExternalID<ProviderSite>, from continuation: ObservedEntries.Continuation?
  ) async throws(ProviderFault) -> ObservedEntries
  /// Delivers the site's entries as the provider receives them, until the stream ends or the task is cancelled. Entries
  /// from before the stream was opened are not delivered.
  ///
  /// - Throws: ``ProviderFault/refused(_:)`` if the account or the site has no stream.
  func followEntries(
    of site: ExternalID<ProviderSite>, _ receive: @escaping @Sendable (EntryStreamEvent) async -> Void
  ) async throws(ProviderFault)
  /// Performs one call for one user of a site.
  func perform(_ call: ProviderCall, at site: ExternalID<ProviderSite>) async -> Outcome
  /// Performs one call for one access group of a site.
  func perform(_ call: GroupCall, at site: ExternalID<ProviderSite>) async -> Outcome
}

/// One call for one user. Each call changes or reads one thing, so that its outcome can be stored on its own.
package enum ProviderCall: Hashable, Sendable {
  /// Creates a user without a seat. Returns `user`.
  case createUser(UserProfile)
  /// Finds the user with the alias `reference`. Returns `user` or `absent`.
  case findUser(reference: String)
  /// Returns `user` or `absent`.
  case readUser(ExternalID<ProviderSiteUser>)
  /// Changes the whole profile except the e-mail address. Returns `user`.
  case updateUser(ExternalID<ProviderSiteUser>, UserProfile)
  /// Grants or revokes rights, and keeps the name, address and other roles. Returns `user`.
  case setMeans(ExternalID<ProviderSiteUser>, MeansChange)
  /// Changes the e-mail address. Returns `user`, with the old address if the provider did not accept the change.
  case setEmailAddress(ExternalID<ProviderSiteUser>, String)
  /// Takes a seat or gives it back. Returns `user`, whose `isSubscribed` may still be false if no seat was free.
  case setSubscribed(ExternalID<ProviderSiteUser>, Bool)
  /// Blocks or unblocks the user. Returns `user`.
  case setBlocked(ExternalID<ProviderSiteUser>, Bool)
  /// Creates a PIN that replaces the user's current one. Returns `pin`. The digits are shown only in this response.
  case makePin(ExternalID<ProviderSiteUser>)
  /// Sets a chosen PIN, if the site's plan includes custom PINs. Returns `pin`.
  case setPin(ExternalID<ProviderSiteUser>, Pin)
  /// Assigns a card to the user, or removes it. Returns `user`.
  case setTag(ExternalID<ProviderSiteUser>, ExternalID<ProviderTag>?)
  /// Returns `membership(true)`.
  case addToAccessGroup(ExternalID<ProviderAccessGroup>, ExternalID<ProviderPerson>)
  /// Returns `membership(false)`. A missing membership or group is not an error.
  case removeFromAccessGroup(ExternalID<ProviderAccessGroup>, ExternalID<ProviderPerson>)
  /// Returns `membership`.
  case readMembership(ExternalID<ProviderAccessGroup>, ExternalID<ProviderPerson>)
  /// Returns `absent` once the provider accepted the deletion. A missing user is not an error.
  case deleteUser(ExternalID<ProviderSiteUser>)

  /// Whether a lost response leaves it uncertain that the call had its effect.
  package var isMutating: Bool {
    switch self {
    case .findUser, .readUser, .readMembership: false
    default: true
    }
  }
}

/// Rights to grant (true) or revoke (false). Nil leaves a right unchanged.
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

/// The outcome of a call.
package enum Outcome: Hashable, Sendable {
  /// The provider responded with the current state.
  case done(Observation)
  /// The provider rejected the call, and a retry alone would not help.
  case refused(Refusal)
  /// The call had no effect and may be retried: it was throttled, too early, or never sent. The delay is the one that
  /// the provider requested.
  case later(LaterReason, after: Duration?)
  /// The call was sent, and it is unknown whether it had its effect.
  case unknown(String)
}

/// Why a call must be retried.
package enum LaterReason: String, Hashable, Sendable {
  /// 429.
  case throttled
  /// The provider's services do not all know the new user yet.
  case notSettled
  /// The cloud could not be reached, or responded to a read with 5xx.
  case unavailable
  /// The login was rejected or has expired.
  case unauthorized
}

/// The state in a call's response.
package enum Observation: Hashable, Sendable {
  case user(ObservedUser)
  case absent
  case membership(Bool)
  case pin(Pin)
  /// A lock made the requested movement.
  case moved
  case group(ObservedAccessGroup)
  case schedule(ObservedTimeSchedule)
  /// The change was made exactly as requested.
  case confirmed
}

/// A typed rejection by the provider, with the provider's message.
package struct Refusal: Error, Hashable, Sendable {
  package enum Reason: String, Hashable, Sendable {
    /// The site has no free seat.
    case noSeat
    /// The site's subscription has expired.
    case noSubscription
    /// The installer has not released the site.
    case siteNotReleased
    /// The account lacks the permission.
    case notAllowed
    /// The user, group or lock was not found.
    case notFound
    /// The IQ requires a one-time code, and the call had none.
    case codeMissing
    /// The one-time code is wrong, for example because the account was activated again somewhere else.
    case codeWrong
    /// The account has not confirmed yet that it received its PIN for the IQ.
    case codeNotActivated
    /// The IQ rejects all codes for a while, after too many wrong ones.
    case codesBlocked
    /// The lock or its IQ is offline.
    case unreachable
    /// The e-mail address belongs to a user whom the site's staff created.
    case addressTaken
    /// The e-mail address, name or another value was rejected.
    case invalidValue
    /// The e-mail address belongs to the person's own account, so only the person can change it.
    case ownAddress
    /// Anything else.
    case other
  }
  package let reason: Reason
  /// The provider's message, without secrets.
  package let message: String
  package init(_ reason: Reason, _ message: String) {
    self.reason = reason
    self.message = message
  }
}

/// Why a read failed.
package enum ProviderFault: Error, Hashable, Sendable {
  case later(LaterReason, after: Duration?)
  case refused(Refusal)
}

/// A part of a site that can be read on its own.
package enum SitePart: Hashable, Sendable {
  case lock(ExternalID<ProviderLock>)
  case accessGroup(ExternalID<ProviderAccessGroup>)
}

/// The rights of an account's own user at a site.
package enum SiteStanding: String, Hashable, Sendable {
  /// It administers the site.
  case administrator
  /// It exists, but no longer administers the site.
  case notAdministrator
  /// It is blocked.
  case blocked
  /// It or the site no longer exists.
  case absent
}
