import API
import Wire

/// How long a change at the provider's cloud takes at most to reach the locks, while the IQ is online; and how long a
/// sighting of an IQ is worth something. Facts of a brand.
package struct RolloutWindows: Hashable, Sendable {
  /// Joining or leaving a group, of a user or a lock.
  package var membership: Duration
  /// Subscription, bar, deletion, role and cancellation of a key.
  package var person: Duration
  /// For so long after it was seen online, an IQ is taken to be.
  package var sightingLife: Duration

  package init(membership: Duration, person: Duration, sightingLife: Duration) {
    self.membership = membership
    self.person = person
    self.sightingLife = sightingLife
  }
}

/// All that was recorded of a person and an entrance. What has an instant after the moment that is asked for is not
/// looked at, so the answer for a past moment stays the same.
package struct AccessFacts: Hashable, Sendable {
  package var entranceID: ID<AcsEntrance>
  /// Nil where the entrance's system has no user for the person.
  package var person: Person?
  /// Every group that holds the entrance, or held it.
  package var groups: [Group]
  /// Whether the site's locks take mobile keys, as seen.
  package var acceptsMobileKeys: FactHistory
  /// Whether the site takes PINs, as seen.
  package var acceptsPins: FactHistory
  /// Whether the lock has a keypad.
  package var hasKeypad: Bool
  package var lock: LockFacts
  /// By what the person moves the lock from afar.
  package var remote = RemoteRights()
  /// Free seats of the site, as counted now: for forecasts only, since what was is not to change with them.
  package var freeSeats: Int

  package init(
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
  package struct Person: Hashable, Sendable {
    package var id: ID<AcsUser>
    package var wanted = ValueHistory<Wanted>()
    package var exists = FactHistory()
    package var isBlocked = FactHistory()
    package var isSubscribed = FactHistory()
    package var mayHoldMobileKey = FactHistory()
    /// Whether a PIN was made for the user, and may be used.
    package var hasPin = FactHistory()
    package var hasCard = FactHistory()
    /// Whether the site was seen to have no seat for the user.
    package var lacksSeat = FactHistory()
    /// Whether a mobile key is wished for.
    package var hasCredential = FactHistory()
    /// Whether the user owns a key for opening from afar.
    package var hasCloudKey = FactHistory()
    /// Whether the provider has the user for another person than the guest, whose phones thus get no key.
    package var isOfOtherPerson = FactHistory()
    /// Whether a phone holds a key. It needs no roll-out: the key is in the phone.
    package var hasPhone = FactHistory()
    /// Until when the longest-lived key of the phones opens doors.
    package var keysExpireAt = ValueHistory<Instant>()
    /// Places in groups, as the provider confirmed them, and as they are wanted.
    package var memberships: [ID<AcsAccessGroup>: FactHistory] = [:]
    package var wantedMemberships: [ID<AcsAccessGroup>: FactHistory] = [:]
    /// The groups of which Latchkey gave the place, and not people of the site.
    package var ownGroups: Set<ID<AcsAccessGroup>> = []

    package init(id: ID<AcsUser>) { self.id = id }
  }

  /// What of a user's wanted state decides about access.
  package struct Wanted: Hashable, Sendable {
    package var schedule: Schedule?
    package var isSuspended: Bool
    package var isDeleted: Bool
    package var mayHoldMobileKey: Bool
    package var hasPin: Bool
    package var hasCard: Bool
    /// Whether people of the site made the user. Then its schedule and suspension hold for Latchkey's places only.
    package var isTakenUp: Bool

    package init(
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
  package struct Group: Hashable, Sendable {
    package var id: ID<AcsAccessGroup>
    package var name: String
    package var holdsEntrance: FactHistory

    package init(id: ID<AcsAccessGroup>, name: String, holdsEntrance: FactHistory) {
      self.id = id
      self.name = name
      self.holdsEntrance = holdsEntrance
    }
  }

  /// The lock and its IQ, as last seen by the moment that is asked for.
  package struct LockFacts: Hashable, Sendable {
    package var isInPrivacyMode: FactHistory
    package var isInOfficeMode: FactHistory
    /// When the IQ was last seen, online or not.
    package var iqSeenAt: Instant?
    /// When it was last seen online.
    package var iqOnlineAt: Instant?

    package init(
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
