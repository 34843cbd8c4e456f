import API
import Wire

/// How long a change at the provider's cloud takes at most to reach the locks, while the IQ is online; and how long a
/// sighting of an IQ is worth something. Facts of a brand.
public struct RolloutWindows: Hashable, Sendable {
  /// Joining or leaving a group, of a user or a lock.
  public var membership: Duration
  /// Subscription, bar, deletion, role and cancellation of a key.
  public var person: Duration
  /// For so long after it was seen online, an IQ is taken to be.
  public var sightingLife: Duration

  public init(membership: Duration, person: Duration, sightingLife: Duration) {
    self.membership = membership
    self.person = person
    self.sightingLife = sightingLife
  }
}

/// All that was recorded of a person and an entrance. What has an instant after the moment that is asked for is not
/// looked at, so the answer for a past moment stays the same.
public struct AccessFacts: Hashable, Sendable {
  public var entranceID: ID<AcsEntrance>
  /// Nil where the entrance's system has no user for the person.
  public var person: Person?
  /// Every group that holds the entrance, or held it.
  public var groups: [Group]
  /// Whether the site's locks take mobile keys, as seen.
  public var acceptsMobileKeys: FactHistory
  /// Whether the site takes PINs, as seen.
  public var acceptsPins: FactHistory
  /// Whether the lock has a keypad.
  public var hasKeypad: Bool
  public var lock: LockFacts
  /// By what the person moves the lock from afar.
  public var remote = RemoteRights()
  /// Free seats of the site, as counted now: for forecasts only, since what was is not to change with them.
  public var freeSeats: Int

  public init(
    entranceID: ID<AcsEntrance>, person: Person?, groups: [Group], acceptsMobileKeys: FactHistory,
    acceptsPins: FactHistory, hasKeypad: Bool, lock: LockFacts, freeSeats: Int
  ) {
    self.entranceID = entranceID
    self.person = person
    self.groups = groups
    self.acceptsMobileKeys = acceptsMobileKeys
    self.acceptsPins = acceptsPins
    self.hasKeypad = hasKeypad
    self.lock = lock
    self.freeSeats = freeSeats
  }

  /// What is wanted of a person and what the provider showed.
  public struct Person: Hashable, Sendable {
    public var id: ID<AcsUser>
    public var wanted = ValueHistory<Wanted>()
    public var exists = FactHistory()
    public var isBlocked = FactHistory()
    public var isSubscribed = FactHistory()
    public var mayHoldMobileKey = FactHistory()
    /// Whether a PIN was made for the user, and may be used.
    public var hasPin = FactHistory()
    public var hasCard = FactHistory()
    /// Whether the site was seen to have no seat for the user.
    public var lacksSeat = FactHistory()
    /// Whether a mobile key is wished for.
    public var hasCredential = FactHistory()
    /// Whether the user owns a key for opening from afar.
    public var hasCloudKey = FactHistory()
    /// Whether the provider has the user for another person than the guest, whose phones thus get no key.
    public var isOfOtherPerson = FactHistory()
    /// Whether a phone holds a key. It needs no roll-out: the key is in the phone.
    public var hasPhone = FactHistory()
    /// Until when the longest-lived key of the phones opens doors.
    public var keysExpireAt = ValueHistory<Instant>()
    /// Places in groups, as the provider confirmed them, and as they are wanted.
    public var memberships: [ID<AcsAccessGroup>: FactHistory] = [:]
    public var wantedMemberships: [ID<AcsAccessGroup>: FactHistory] = [:]
    /// The groups of which Latchkey gave the place, and not people of the site.
    public var ownGroups: Set<ID<AcsAccessGroup>> = []

    public init(id: ID<AcsUser>) { self.id = id }
  }

  /// What of a user's wanted state decides about access.
  public struct Wanted: Hashable, Sendable {
    public var schedule: Schedule?
    public var isSuspended: Bool
    public var isDeleted: Bool
    public var mayHoldMobileKey: Bool
    public var hasPin: Bool
    public var hasCard: Bool
    /// Whether people of the site made the user. Then its schedule and suspension hold for Latchkey's places only.
    public var isTakenUp: Bool

    public init(
      schedule: Schedule?, isSuspended: Bool, isDeleted: Bool, mayHoldMobileKey: Bool, hasPin: Bool = false,
      hasCard: Bool = false, isTakenUp: Bool = false
    ) {
      self.schedule = schedule
      self.isSuspended = isSuspended
      self.isDeleted = isDeleted
      self.mayHoldMobileKey = mayHoldMobileKey
      self.hasPin = hasPin
      self.hasCard = hasCard
      self.isTakenUp = isTakenUp
    }
  }

  /// Whether a place that Latchkey gave to somebody whom people of the site made is kept back at a moment.
  func keepsBack(_ group: ID<AcsAccessGroup>, at moment: Instant) -> Bool {
    guard let person, let wanted = person.wanted.value(at: moment), wanted.isTakenUp else { return false }
    return person.ownGroups.contains(group) && person.wantedMemberships[group]?.truth(at: moment) == .yes
      && !wanted.holdsPlaces(at: moment)
  }

  /// A group and since when it holds the entrance.
  public struct Group: Hashable, Sendable {
    public var id: ID<AcsAccessGroup>
    public var name: String
    public var holdsEntrance: FactHistory

    public init(id: ID<AcsAccessGroup>, name: String, holdsEntrance: FactHistory) {
      self.id = id
      self.name = name
      self.holdsEntrance = holdsEntrance
    }
  }

  /// The lock and its IQ, as last seen by the moment that is asked for.
  public struct LockFacts: Hashable, Sendable {
    public var isInPrivacyMode: FactHistory
    public var isInOfficeMode: FactHistory
    /// When the IQ was last seen, online or not.
    public var iqSeenAt: Instant?
    /// When it was last seen online.
    public var iqOnlineAt: Instant?

    public init(
      isInPrivacyMode: FactHistory, isInOfficeMode: FactHistory, iqSeenAt: Instant?, iqOnlineAt: Instant?
    ) {
      self.isInPrivacyMode = isInPrivacyMode
      self.isInOfficeMode = isInOfficeMode
      self.iqSeenAt = iqSeenAt
      self.iqOnlineAt = iqOnlineAt
    }

    /// Whether the IQ can be taken to be online at a moment.
    func iqState(at moment: Instant, _ windows: RolloutWindows) -> IQState {
      guard let iqSeenAt, iqSeenAt + windows.sightingLife >= moment else { return .notSeen }
      return iqOnlineAt == iqSeenAt ? .online : .offline
    }
  }

  enum IQState { case online, offline, notSeen }
}
