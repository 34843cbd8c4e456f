import API
import Wire

/// An ACS user as Latchkey remembers it: what the caller wants, what was last observed at the provider, and what is
/// open between the two.
public struct AcsUserRecord: Hashable, Sendable {
  public var id: ID<AcsUser>
  public var workspaceID: ID<Workspace>
  public var acsSystemID: ID<AcsSystem>
  public var connectedAccountID: ID<ConnectedAccount>
  public var userIdentityID: ID<UserIdentity>?
  /// The order of creation within the workspace.
  public var sequence: Int
  public var createdAt: Instant
  /// Who made the user at the provider.
  public var origin = Origin.made
  public var wanted: Wanted
  /// Nil until the provider has shown the user, and for a credential manager's users, who exist here only.
  public var observed: Observed?
  public var progress: Progress
  /// What was added to a user whom people of the site made.
  public var additions = Additions()
  /// How often another site user was made for the ACS user, so that each has a reference of its own.
  public var generation = 0
  /// That the observed site user gives way to another one; nil where it stays.
  public var succession: Succession?

  public init(
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
  public struct Wanted: Hashable, Sendable {
    public var fullName: String?
    public var emailAddress: String?
    public var phoneNumber: String?
    public var schedule: Schedule?
    public var isSuspended = false
    public var isDeleted = false
    /// Whether the provider is to know an e-mail address and let a phone hold a key.
    public var mayHoldMobileKey = false
    /// The e-mail address that goes to the provider; it sends an invitation there.
    public var invitedEmailAddress: String?
    /// The account at the provider with which the guest signed in; nil until then. Only its phones hold keys.
    public var guest: GuestPerson?
    /// The person at the provider as whom a guest had the user before, by another identity. Their phones hold no keys as
    /// this user any more.
    public var formerGuest: ExternalID<ProviderPerson>?
    /// Whether the right to hold a key is to be taken away once, which cancels the keys of all of the user's phones;
    /// over as soon as the provider shows the user without it.
    public var cancelsKeys = false
    /// The credential for which the provider is to make a PIN; nil where the user is to have none.
    public var pin: ID<AcsCredential>?
    /// Whether the user ever was to have a PIN. Only then is it ours to say whether it may use one.
    public var governsPins = false
    /// The card that the user is to have.
    public var tag: Tag?
    /// Whether the user ever was to have a card. Only then is it ours to say which.
    public var governsTags = false

    public init(fullName: String?, emailAddress: String? = nil, phoneNumber: String? = nil, schedule: Schedule? = nil) {
      self.fullName = fullName
      self.emailAddress = emailAddress
      self.phoneNumber = phoneNumber
      self.schedule = schedule
    }
  }

  /// What the provider last showed.
  public struct Observed: Hashable, Sendable {
    public var siteUser: ExternalID<ProviderSiteUser>
    public var person: ExternalID<ProviderPerson>
    public var fullName: String
    public var emailAddress: String?
    public var mayHoldMobileKey: Bool
    public var isBlocked: Bool
    public var isSubscribed: Bool
    public var mayUsePin: Bool
    /// The credential whose PIN is the user's; nil where none was made by us.
    public var pin: ID<AcsCredential>?
    /// The number of the user's card; nil without one.
    public var tagNumber: String?
    /// Since when `isSubscribed` is what it is.
    public var subscriptionChangedAt: Instant
    public var observedAt: Instant
    /// When the provider made the user, for the settling time.
    public var createdAt: Instant
    /// Whether the person has signed up at the provider.
    public var hasAccount = false

    public init(_ user: ObservedUser, at now: Instant, after previous: Observed?) {
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

    public init(
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
  public struct Progress: Hashable, Sendable {
    /// A call that was begun and whose end is not written down. After a crash or a lost answer it is a doubt.
    public var openCall: OpenCall?
    /// Failures in a row of the work that is due.
    public var attempts = 0
    /// Not to be called before this moment.
    public var notBefore: Instant?
    /// What the provider refused, per stage, until the wanted state changes.
    public var refusals: [Refused] = []
    /// Whether the user wants a seat and has none.
    public var seat = Seat.none
    /// Since when something of the user's access is to be gone that the provider may still give.
    public var revokingSince: Instant?

    public init() {}
  }

  /// Where the user stands with the site's seats.
  public enum Seat: Int, Hashable, Sendable {
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
public enum Stage: String, Hashable, Sendable, CaseIterable {
  case creation, profile, pin, tag, blocking, subscription, membership, deletion
  case emailAddress = "email_address"
  /// Another site user is made in the place of the one there is.
  case succession
}

/// A stage that the provider refused, and since when.
public struct Refused: Hashable, Sendable {
  public var stage: Stage
  public var refusal: Refusal
  public var at: Instant
  public init(stage: Stage, refusal: Refusal, at: Instant) {
    self.stage = stage
    self.refusal = refusal
    self.at = at
  }
}

/// A mutating call that was begun.
public struct OpenCall: Hashable, Sendable {
  public var kind: Kind
  /// When it was begun, by the workspace's clock.
  public var at: Instant

  public init(kind: Kind, at: Instant) {
    self.kind = kind
    self.at = at
  }

  /// What the call was to change; enough to know what to read back.
  public enum Kind: Hashable, Sendable {
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
    public var group: ExternalID<ProviderAccessGroup>? {
      switch self {
      case .add(let group), .remove(let group): group
      default: nil
      }
    }

    var isOfSuccessor: Bool { if case .ofSuccessor = self { true } else { false } }

    /// Whether it makes the observed site user.
    public var isCreation: Bool {
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

    public var stage: Stage {
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
public struct Membership: Hashable, Sendable {
  public var acsAccessGroupID: ID<AcsAccessGroup>
  public var group: ExternalID<ProviderAccessGroup>
  public var isWanted: Bool
  public var isObserved: Bool
  /// Since when `isWanted` is what it is.
  public var wantedAt: Instant
  /// Whether the provider refused the change that would make both equal.
  public var isRefused: Bool
  /// Whether it was asked for here. A place that people of the site gave is theirs to take away.
  public var isOwn: Bool

  public init(
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
