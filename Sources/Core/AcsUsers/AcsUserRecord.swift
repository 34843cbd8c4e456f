import API
import Wire

/// An ACS user as Latchkey remembers it: what the caller wants, what was last observed at the provider, and what is
/// open between the two.
package struct AcsUserRecord: Hashable, Sendable {
  package var id: ID<AcsUser>
  package var workspaceID: ID<Workspace>
  package var acsSystemID: ID<AcsSystem>
  package var connectedAccountID: ID<ConnectedAccount>
  package var userIdentityID: ID<UserIdentity>?
  /// The order of creation within the workspace.
  package var sequence: Int
  package var createdAt: Instant
  /// Who made the user at the provider.
  package var origin = Origin.made
  package var wanted: Wanted
  /// Nil until the provider has shown the user, and for a credential manager's users, who exist here only.
  package var observed: Observed?
  package var progress: Progress
  /// What was added to a user whom people of the site made.
  package var additions = Additions()
  /// How often another site user was made for the ACS user, so that each has a reference of its own.
  package var generation = 0
  /// That the observed site user gives way to another one; nil where it stays.
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

  /// What the caller asked for.
  package struct Wanted: Hashable, Sendable {
    package var fullName: String?
    package var emailAddress: String?
    package var phoneNumber: String?
    package var schedule: Schedule?
    package var isSuspended = false
    package var isDeleted = false
    /// Whether the provider is to know an e-mail address and let a phone hold a key.
    package var mayHoldMobileKey = false
    /// The e-mail address that goes to the provider; it sends an invitation there.
    package var invitedEmailAddress: String?
    /// The account at the provider with which the guest signed in; nil until then. Only its phones hold keys.
    package var guest: GuestPerson?
    /// The person at the provider as whom a guest had the user before, by another identity. Their phones hold no keys as
    /// this user any more.
    package var formerGuest: ExternalID<ProviderPerson>?
    /// Whether the right to hold a key is to be taken away once, which cancels the keys of all of the user's phones;
    /// over as soon as the provider shows the user without it.
    package var cancelsKeys = false
    /// The credential for which the provider is to make a PIN; nil where the user is to have none.
    package var pin: ID<AcsCredential>?
    /// Whether the user ever was to have a PIN. Only then is it ours to say whether it may use one.
    package var governsPins = false
    /// The card that the user is to have.
    package var tag: Tag?
    /// Whether the user ever was to have a card. Only then is it ours to say which.
    package var governsTags = false

    package init(fullName: String?, emailAddress: String? = nil, phoneNumber: String? = nil, schedule: Schedule? = nil)
    {
      self.fullName = fullName
      self.emailAddress = emailAddress
      self.phoneNumber = phoneNumber
      self.schedule = schedule
    }
  }

  /// What the provider last showed.
  package struct Observed: Hashable, Sendable {
    package var siteUser: ExternalID<ProviderSiteUser>
    package var person: ExternalID<ProviderPerson>
    package var fullName: String
    package var emailAddress: String?
    package var mayHoldMobileKey: Bool
    package var isBlocked: Bool
    package var isSubscribed: Bool
    package var mayUsePin: Bool
    /// The credential whose PIN is the user's; nil where none was made by us.
    package var pin: ID<AcsCredential>?
    /// The number of the user's card; nil without one.
    package var tagNumber: String?
    /// Since when `isSubscribed` is what it is.
    package var subscriptionChangedAt: Instant
    package var observedAt: Instant
    /// When the provider made the user, for the settling time.
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
      // The cloud never shows a PIN, so what is known of it is what we made.
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

  /// What stands between wanted and observed.
  package struct Progress: Hashable, Sendable {
    /// A call that was begun and whose end is not written down. After a crash or a lost answer it is a doubt.
    package var openCall: OpenCall?
    /// Failures in a row of the work that is due.
    package var attempts = 0
    /// Not to be called before this moment.
    package var notBefore: Instant?
    /// What the provider refused, per stage, until the wanted state changes.
    package var refusals: [Refused] = []
    /// Whether the user wants a seat and has none.
    package var seat = Seat.none
    /// Since when something of the user's access is to be gone that the provider may still give.
    package var revokingSince: Instant?

    package init() {}
  }

  /// Where the user stands with the site's seats.
  package enum Seat: Int, Hashable, Sendable {
    /// It wants none or has one.
    case none = 0
    /// One is set aside for the call that takes it.
    case reserved = 1
    /// It waits; the site is to be asked whether it is really full.
    case waiting = 2
    /// It waits, and the site was seen to be full.
    case exceeded = 3
  }
}

/// A part of the work on an ACS user that can fail on its own.
package enum Stage: String, Hashable, Sendable, CaseIterable {
  case creation, profile, pin, tag, blocking, subscription, membership, deletion
  case emailAddress = "email_address"
  /// Another site user is made in the place of the one there is.
  case succession
}

/// A stage that the provider refused, and since when.
package struct Refused: Hashable, Sendable {
  package var stage: Stage
  package var refusal: Refusal
  package var at: Instant
  package init(stage: Stage, refusal: Refusal, at: Instant) {
    self.stage = stage
    self.refusal = refusal
    self.at = at
  }
}

/// A mutating call that was begun.
package struct OpenCall: Hashable, Sendable {
  package var kind: Kind
  /// When it was begun, by the workspace's clock.
  package var at: Instant

  package init(kind: Kind, at: Instant) {
    self.kind = kind
    self.at = at
  }

  /// What the call was to change; enough to know what to read back.
  package enum Kind: Hashable, Sendable {
    case create
    /// The same, once it is known whose account the guest has.
    case createFor(ExternalID<ProviderPerson>)
    case update
    case subscribe
    case unsubscribe
    case block
    case unblock
    case delete
    case add(ExternalID<ProviderAccessGroup>)
    case remove(ExternalID<ProviderAccessGroup>)
    case makePin(ID<AcsCredential>)
    case setTag
    case setEmailAddress
    /// The same for the site user that is to take the observed one's place.
    indirect case ofSuccessor(Kind)

    /// The group that the user joins or leaves.
    package var group: ExternalID<ProviderAccessGroup>? {
      switch self {
      case .add(let group), .remove(let group): group
      default: nil
      }
    }

    var isOfSuccessor: Bool { if case .ofSuccessor = self { true } else { false } }

    /// Whether it makes the observed site user.
    package var isCreation: Bool {
      switch self {
      case .create, .createFor: true
      default: false
      }
    }

    /// For whose account a site user was to be made.
    var guest: ExternalID<ProviderPerson>? {
      switch self {
      case .createFor(let person): person
      case .ofSuccessor(let kind): kind.guest
      default: nil
      }
    }

    package var stage: Stage {
      switch self {
      case .create, .createFor: .creation
      case .update: .profile
      case .subscribe, .unsubscribe: .subscription
      case .block, .unblock: .blocking
      case .delete: .deletion
      case .add, .remove: .membership
      case .makePin: .pin
      case .setTag: .tag
      case .setEmailAddress: .emailAddress
      case .ofSuccessor(let kind) where kind.isCreation: .succession
      case .ofSuccessor(let kind): kind.stage
      }
    }
  }
}

/// An ACS user's place in one access group.
package struct Membership: Hashable, Sendable {
  package var acsAccessGroupID: ID<AcsAccessGroup>
  package var group: ExternalID<ProviderAccessGroup>
  package var isWanted: Bool
  package var isObserved: Bool
  /// Since when `isWanted` is what it is.
  package var wantedAt: Instant
  /// Whether the provider refused the change that would make both equal.
  package var isRefused: Bool
  /// Whether it was asked for here. A place that people of the site gave is theirs to take away.
  package var isOwn: Bool

  package init(
    acsAccessGroupID: ID<AcsAccessGroup>, group: ExternalID<ProviderAccessGroup>, isWanted: Bool, isObserved: Bool,
    wantedAt: Instant, isRefused: Bool = false, isOwn: Bool = true
  ) {
    self.acsAccessGroupID = acsAccessGroupID
    self.group = group
    self.isWanted = isWanted
    self.isObserved = isObserved
    self.wantedAt = wantedAt
    self.isRefused = isRefused
    self.isOwn = isOwn
  }
}
