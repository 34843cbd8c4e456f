package import API
package import Wire

/// A stored ACS user: the wanted state, the state last observed at the provider, and the
/// progress between the two.
package struct AcsUserRecord: Hashable, Sendable {
  package var id: ID<AcsUser>
  package var workspaceID: ID<Workspace>
  package var acsSystemID: ID<AcsSystem>
  package var connectedAccountID: ID<ConnectedAccount>
  package var userIdentityID: ID<UserIdentity>?
  /// The order of creation within the workspace.
  package var sequence: Int
  package var createdAt: Instant
  /// The creator of the user at the provider.
  package var origin = Origin.made
  package var wanted: Wanted
  /// Nil until the user is observed at the provider, and for a credential manager's users, who exist only here.
  package var observed: Observed?
  package var progress: Progress
  /// The rights that were added to a user created by the site's staff.
  package var additions = Additions()
  /// The number of site users created for the ACS user before, so that each has its own reference.
  package var generation = 0
  /// The replacement of the observed site user. Nil if it stays.
  package var succession: Succession?

  package init(
    id: ID<AcsUser>, workspaceID: ID<Workspace>, acsSystemID: ID<AcsSystem>,
    connectedAccountID: ID<ConnectedAccount>, userIdentityID: ID<UserIdentity>?, sequence: Int, createdAt: Instant,
    wanted: Wanted, observed: Observed? = nil, progress: Progress = Progress()
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.acsSystemID = acsSystemID
    self.connectedAccountID = connectedAccountID
    self.userIdentityID = userIdentityID
    self.sequence = sequence
    self.createdAt = createdAt
    self.wanted = wanted
    self.observed = observed
    self.progress = progress
  }

  /// The wanted state.
  package struct Wanted: Hashable, Sendable {
    package var fullName: String?
    package var emailAddress: String?
    package var phoneNumber: String?
    /// The period of the subscription: the user's own access and its access grants together. Nil for always.
    package var schedule: Schedule?
    /// The access that the operations on ACS users gave to the user, apart from access grants.
    package var own: OwnAccess
    /// Whether the user has access grants.
    package var followsGrants = false
    /// No site user is created before. Nil for no such moment.
    package var neededFrom: Instant?
    /// When the user may have a mobile key. Nil if it may now, or never.
    package var mobileKeyFrom: Instant?
    package var isSuspended = false
    package var isDeleted = false
    /// Whether the user needs an e-mail address and the permission to have a key at the provider.
    package var mayHoldMobileKey = false
    /// The e-mail address for the provider, which sends an invitation to it.
    package var invitedEmailAddress: String?
    /// The account at the provider with which the guest signed in. Nil before. Only its phones have keys.
    package var guest: GuestPerson?
    /// The former guest's person at the provider, of another identity. That person's phones have no keys as
    /// this user any longer.
    package var formerGuest: ExternalID<ProviderPerson>?
    /// Whether the permission to have keys must be revoked once, which cancels the keys of all of the user's phones.
    /// Ends as soon as the user is observed without it.
    package var cancelsKeys = false
    /// The credential that needs a PIN. Nil for no PIN.
    package var pin: ID<AcsCredential>?
    /// Whether a PIN was ever wanted. Only then does Latchkey control the permission to use one.
    package var governsPins = false
    /// Whether the PIN is made only once the user is subscribed.
    package var pinWaits = false
    /// The wanted card.
    package var tag: Tag?
    /// Whether a card was ever wanted. Only then does Latchkey control the card.
    package var governsTags = false

    package init(fullName: String?, emailAddress: String? = nil, phoneNumber: String? = nil, schedule: Schedule? = nil)
    {
      self.fullName = fullName
      self.emailAddress = emailAddress
      self.phoneNumber = phoneNumber
      self.schedule = schedule
      own = OwnAccess(schedule)
    }

    /// Sets the access apart from access grants. The subscription of a user with grants follows later.
    package mutating func setOwn(_ schedule: Schedule?) {
      own = OwnAccess(schedule)
      if !followsGrants { self.schedule = schedule }
    }
  }

  /// The last observed state.
  package struct Observed: Hashable, Sendable {
    package var siteUser: ExternalID<ProviderSiteUser>
    package var person: ExternalID<ProviderPerson>
    package var fullName: String
    package var emailAddress: String?
    package var mayHoldMobileKey: Bool
    package var isBlocked: Bool
    package var isSubscribed: Bool
    package var mayUsePin: Bool
    /// The credential of the user's PIN. Nil if Latchkey created none.
    package var pin: ID<AcsCredential>?
    /// The number of the user's card. Nil without a card.
    package var tagNumber: String?
    /// Since when `isSubscribed` has had its value.
    package var subscriptionChangedAt: Instant
    package var observedAt: Instant
    /// When the provider created the user, for the settling time.
    package var createdAt: Instant
    /// Whether the person has signed up at the provider.
    package var hasAccount = false

    package init(_ user: ObservedUser, at now: Instant, after previous: Observed?) {
      siteUser = user.siteUser
      person = user.person
      fullName = user.profile.fullName
      emailAddress = user.profile.emailAddress
      mayHoldMobileKey = user.profile.mayHoldMobileKey
      isBlocked = user.isBlocked
      isSubscribed = user.isSubscribed
      mayUsePin = user.profile.mayUsePin ?? false
      // The cloud never shows PINs, so only those that Latchkey created are known.
      pin = previous?.pin
      tagNumber = user.tagNumber
      let isUnchanged = previous?.isSubscribed == user.isSubscribed
      subscriptionChangedAt = isUnchanged ? previous?.subscriptionChangedAt ?? now : now
      observedAt = now
      createdAt = previous?.createdAt ?? now
      hasAccount = user.hasAccount
    }

    package init(
      siteUser: ExternalID<ProviderSiteUser>, person: ExternalID<ProviderPerson>, fullName: String,
      emailAddress: String?, mayHoldMobileKey: Bool, isBlocked: Bool, isSubscribed: Bool,
      mayUsePin: Bool, pin: ID<AcsCredential>?, tagNumber: String? = nil, subscriptionChangedAt: Instant,
      observedAt: Instant, createdAt: Instant
    ) {
      self.siteUser = siteUser
      self.person = person
      self.fullName = fullName
      self.emailAddress = emailAddress
      self.mayHoldMobileKey = mayHoldMobileKey
      self.isBlocked = isBlocked
      self.isSubscribed = isSubscribed
      self.mayUsePin = mayUsePin
      self.pin = pin
      self.tagNumber = tagNumber
      self.subscriptionChangedAt = subscriptionChangedAt
      self.observedAt = observedAt
      self.createdAt = createdAt
    }
  }

  /// The progress from the observed to the wanted state.
  package struct Progress: Hashable, Sendable {
    /// A call that began and has no stored outcome. After a crash or a lost response it is uncertain.
    package var openCall: OpenCall?
    /// The number of consecutive failures.
    package var attempts = 0
    /// No call before this moment.
    package var notBefore: Instant?
    /// The rejections by stage, until the wanted state changes.
    package var refusals: [Refused] = []
    /// Whether the user needs a seat and has none.
    package var seat = Seat.none
    /// Since when a revocation of the user has been pending.
    package var revokingSince: Instant?

    package init() {}
  }

  /// The state of the user's seat.
  package enum Seat: Int, Hashable, Sendable {
    /// The user needs none or has one.
    case none = 0
    /// A seat is reserved for the call that takes it.
    case reserved = 1
    /// The user waits, and the site must be checked for free seats.
    case waiting = 2
    /// The user waits, and the site is full.
    case exceeded = 3
  }
}

/// A part of the work on an ACS user that can fail on its own.
package enum Stage: String, Hashable, Sendable, CaseIterable {
  case creation, profile, pin, tag, blocking, subscription, membership, deletion
  case emailAddress = "email_address"
  /// Creating a replacement of the site user.
  case succession
}

/// An ACS user's membership of one access group.
package struct Membership: Hashable, Sendable {
  package var acsAccessGroupID: ID<AcsAccessGroup>
  package var group: ExternalID<ProviderAccessGroup>
  package var isWanted: Bool
  package var isObserved: Bool
  /// Since when `isWanted` has had its value.
  package var wantedAt: Instant
  /// Whether the provider rejected the change.
  package var isRefused: Bool
  /// Whether it was requested here. Only the site's staff remove memberships that they added.
  package var isOwn: Bool
  /// Whether it is of the group of an access grant, which has its own period.
  package var isOfGrant: Bool

  package init(
    acsAccessGroupID: ID<AcsAccessGroup>, group: ExternalID<ProviderAccessGroup>, isWanted: Bool, isObserved: Bool,
    wantedAt: Instant, isRefused: Bool = false, isOwn: Bool = true, isOfGrant: Bool = false
  ) {
    self.acsAccessGroupID = acsAccessGroupID
    self.group = group
    self.isWanted = isWanted
    self.isObserved = isObserved
    self.wantedAt = wantedAt
    self.isRefused = isRefused
    self.isOwn = isOwn
    self.isOfGrant = isOfGrant
  }
}
