/// A site as the provider last showed it.
public struct ObservedSite: Hashable, Sendable {
  public var id: ExternalID<ProviderSite>
  public var name: String
  /// IANA name.
  public var timeZone: String
  /// How many users may be subscribed.
  public var seats: Int
  /// How many are.
  public var seatsUsed: Int
  public var isSubscriptionValid: Bool
  public var acceptsPins: Bool
  public var acceptsMobileKeys: Bool
  /// Whether its installer has handed it over.
  public var isReleased: Bool

  public init(
    id: ExternalID<ProviderSite>, name: String, timeZone: String, seats: Int, seatsUsed: Int,
    isSubscriptionValid: Bool, acceptsPins: Bool, acceptsMobileKeys: Bool, isReleased: Bool = true
  ) {
    self.id = id
    self.name = name
    self.timeZone = timeZone
    self.seats = seats.asCount
    self.seatsUsed = seatsUsed.asCount
    self.isSubscriptionValid = isSubscriptionValid
    self.acceptsPins = acceptsPins
    self.acceptsMobileKeys = acceptsMobileKeys
    self.isReleased = isReleased
  }
}

extension Int {
  /// A count of people as a provider shows it. What nobody can count is cut, since one calculates with it.
  fileprivate var asCount: Int { Swift.min(Swift.max(self, 0), 1_000_000_000) }
}

/// A group as the provider last showed it, with the locks it opens.
public struct ObservedAccessGroup: Hashable, Sendable {
  public var id: ExternalID<ProviderAccessGroup>
  public var name: String
  public var locks: [ExternalID<ProviderLock>]
  public var hours: GroupHours

  public init(
    id: ExternalID<ProviderAccessGroup>, name: String, locks: [ExternalID<ProviderLock>], hours: GroupHours
  ) {
    self.id = id
    self.name = name
    self.locks = locks
    self.hours = hours
  }
}

/// When a group's own time schedules let it open doors.
public enum GroupHours: String, Hashable, Sendable {
  /// It has none, so it opens nothing.
  case none
  /// At any time.
  case always
  /// At some times.
  case limited

  /// Whether a lock of the group opens by it at a moment of which nothing else is known.
  public func holds(_ isInGroup: Bool) -> Truth {
    switch self {
    case .none: .no
    case .always: Truth(isInGroup)
    case .limited: isInGroup ? .unknown : .no
    }
  }
}

/// A lock as the provider last showed it. Texts are the provider's own enumerations, passed through.
public struct ObservedLock: Hashable, Sendable {
  public var id: ExternalID<ProviderLock>
  public var name: String
  public var batteryLevel: String?
  public var lockType: String?
  public var lockedState: String?
  public var isOnline: Bool
  public var isPrivacyMode: Bool
  public var isLeftOpenAlarm: Bool
  public var isIntrusionAlarm: Bool
  /// The gateway through which the lock is reached; nil where the provider shows none.
  public var iq: ObservedIQ?

  /// Whether the door stands open for anybody.
  public var isOfficeMode: Bool { lockedState == "office_mode" || lockedState == "unlocked" }

  public init(
    id: ExternalID<ProviderLock>, name: String, batteryLevel: String?, lockType: String?, lockedState: String?,
    isOnline: Bool, isPrivacyMode: Bool, isLeftOpenAlarm: Bool, isIntrusionAlarm: Bool, iq: ObservedIQ?
  ) {
    self.id = id
    self.name = name
    self.batteryLevel = batteryLevel
    self.lockType = lockType
    self.lockedState = lockedState
    self.isOnline = isOnline
    self.isPrivacyMode = isPrivacyMode
    self.isLeftOpenAlarm = isLeftOpenAlarm
    self.isIntrusionAlarm = isIntrusionAlarm
    self.iq = iq
  }
}

/// A gateway as the provider last showed it.
public struct ObservedIQ: Hashable, Sendable {
  public var id: ExternalID<ProviderIQ>
  public var isOnline: Bool

  public init(id: ExternalID<ProviderIQ>, isOnline: Bool) {
    self.id = id
    self.isOnline = isOnline
  }
}

/// What a user is called at the provider.
public struct UserProfile: Hashable, Sendable {
  public var fullName: String
  /// The short reference by which a lost creation is found again; written to the provider's `alias`.
  public var reference: String
  /// Given only to a user who is to have a mobile key: Salto sends an invitation to it.
  public var emailAddress: String?
  /// Whether the user is to have the role that lets a phone hold a key.
  public var mayHoldMobileKey: Bool
  /// Whether the user may open by PIN; nil where that is not ours to say.
  public var mayUsePin: Bool?

  public init(
    fullName: String, reference: String, emailAddress: String?, mayHoldMobileKey: Bool, mayUsePin: Bool? = nil
  ) {
    self.fullName = fullName
    self.reference = reference
    self.emailAddress = emailAddress
    self.mayHoldMobileKey = mayHoldMobileKey
    self.mayUsePin = mayUsePin
  }
}

/// A user as the provider last showed it.
public struct ObservedUser: Hashable, Sendable {
  public var siteUser: ExternalID<ProviderSiteUser>
  public var person: ExternalID<ProviderPerson>
  public var profile: UserProfile
  public var isSubscribed: Bool
  public var isBlocked: Bool
  /// Whether the user has no other roles than those that we give; nobody else's roles are ours to change.
  public var isOrdinary: Bool
  /// The number that is printed on the user's card; nil without one.
  public var tagNumber: String?
  /// Whether the person has signed up at the provider. From then on the e-mail address there is their own.
  public var hasAccount: Bool

  public init(
    siteUser: ExternalID<ProviderSiteUser>, person: ExternalID<ProviderPerson>, profile: UserProfile,
    isSubscribed: Bool, isBlocked: Bool, isOrdinary: Bool = true, tagNumber: String? = nil, hasAccount: Bool = false
  ) {
    self.isOrdinary = isOrdinary
    self.tagNumber = tagNumber
    self.hasAccount = hasAccount
    self.siteUser = siteUser
    self.person = person
    self.profile = profile
    self.isSubscribed = isSubscribed
    self.isBlocked = isBlocked
  }
}
