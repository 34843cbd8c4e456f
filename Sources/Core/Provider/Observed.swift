package import Wire

/// A site as last observed at the provider.
package struct ObservedSite: Hashable, Sendable {
  package var id: ExternalID<ProviderSite>
  package var name: String
  /// IANA name.
  package var timeZone: String
  /// The maximum number of subscribed users.
  package var seats: Int
  /// The number of subscribed users.
  package var seatsUsed: Int
  package var isSubscriptionValid: Bool
  package var acceptsPins: Bool
  package var acceptsMobileKeys: Bool
  /// Whether its installer has handed it over.
  package var isReleased: Bool

  package init(
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
  /// A number from the provider, limited to a range in which sums cannot overflow.
  fileprivate var asCount: Int { Swift.min(Swift.max(self, 0), 1_000_000_000) }
}

/// A group as last observed at the provider, with its locks.
package struct ObservedAccessGroup: Hashable, Sendable {
  package var id: ExternalID<ProviderAccessGroup>
  package var name: String
  package var locks: [ExternalID<ProviderLock>]
  package var hours: GroupHours
  /// The dates between which its time schedules permit access.
  package var span: LocalPeriod
  package var schedules: [ObservedTimeSchedule]

  package init(
    id: ExternalID<ProviderAccessGroup>, name: String, locks: [ExternalID<ProviderLock>], hours: GroupHours,
    span: LocalPeriod = .always, schedules: [ObservedTimeSchedule] = []
  ) {
    self.id = id
    self.name = name
    self.locks = locks
    self.hours = hours
    self.span = span
    self.schedules = schedules
  }
}

/// A time schedule of a group, as last observed at the provider.
package struct ObservedTimeSchedule: Hashable, Sendable {
  package var id: ExternalID<ProviderTimeSchedule>
  /// The period in which it permits access all day, every day. Nil if it is limited to certain days or times of day.
  package var period: LocalPeriod?

  package init(id: ExternalID<ProviderTimeSchedule>, period: LocalPeriod?) {
    self.id = id
    self.period = period
  }
}

/// When a group's own time schedules permit access.
package enum GroupHours: String, Hashable, Sendable {
  /// It has no schedule, so it opens nothing.
  case none
  /// At any time.
  case always
  /// At certain times.
  case limited

  /// Whether the group opens its locks at an unknown time of day.
  package func holds(_ isInGroup: Bool) -> Truth {
    switch self {
    case .none: .no
    case .always: Truth(isInGroup)
    case .limited: isInGroup ? .unknown : .no
    }
  }
}

/// A lock as last observed at the provider. The texts are the provider's own enumerations, passed through.
package struct ObservedLock: Hashable, Sendable {
  package var id: ExternalID<ProviderLock>
  package var name: String
  package var batteryLevel: String?
  package var lockType: String?
  package var lockedState: String?
  package var isOnline: Bool
  package var isPrivacyMode: Bool
  package var isLeftOpenAlarm: Bool
  package var isIntrusionAlarm: Bool
  /// The gateway that connects the lock. Nil if the provider shows none.
  package var iq: ObservedIQ?

  /// The states in which the door is open for everybody.
  package static let openStates = ["office_mode", "unlocked"]
  /// The battery levels at which the battery should be replaced, the worst first.
  package static let lowBatteryLevels = ["critical", "low"]

  /// Whether the door is open for everybody.
  package var isOfficeMode: Bool { lockedState.map(Self.openStates.contains) ?? false }

  /// Derived from the lock's type.
  package var hasKeypad: Bool { lockType?.hasSuffix("_pin") == true }

  /// Whether the battery should be replaced. A level that is not known to be low is not reported.
  package var isBatteryLow: Bool { batteryLevel.map(Self.lowBatteryLevels.contains) ?? false }

  package init(
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

/// A gateway as last observed at the provider.
package struct ObservedIQ: Hashable, Sendable {
  package var id: ExternalID<ProviderIQ>
  package var isOnline: Bool

  package init(id: ExternalID<ProviderIQ>, isOnline: Bool) {
    self.id = id
    self.isOnline = isOnline
  }
}

/// A user's profile at the provider.
package struct UserProfile: Hashable, Sendable {
  package var fullName: String
  /// The short reference that identifies the user after a lost response. It is the provider's `alias`.
  package var reference: String
  /// Set only for a user who should have a mobile key, since the provider sends an invitation to it.
  package var emailAddress: String?
  /// Whether the user should have the role that lets a phone hold a key.
  package var mayHoldMobileKey: Bool
  /// Whether the user may use a PIN. Nil if Latchkey does not control this.
  package var mayUsePin: Bool?

  package init(
    fullName: String, reference: String, emailAddress: String?, mayHoldMobileKey: Bool, mayUsePin: Bool? = nil
  ) {
    self.fullName = fullName
    self.reference = reference
    self.emailAddress = emailAddress
    self.mayHoldMobileKey = mayHoldMobileKey
    self.mayUsePin = mayUsePin
  }
}

/// A user as last observed at the provider.
package struct ObservedUser: Hashable, Sendable {
  package var siteUser: ExternalID<ProviderSiteUser>
  package var person: ExternalID<ProviderPerson>
  package var profile: UserProfile
  package var isSubscribed: Bool
  package var isBlocked: Bool
  /// Whether the user has only roles that Latchkey assigns. Latchkey does not change the roles of other users.
  package var isOrdinary: Bool
  /// The number printed on the user's card. Nil without a card.
  package var tagNumber: String?
  /// Whether the person has signed up at the provider. After that only the person can change the e-mail address.
  package var hasAccount: Bool
  /// From when on no door opens for the user. Only guests whom the site's staff invited have such an end.
  package var expiresAt: Instant?

  package init(
    siteUser: ExternalID<ProviderSiteUser>, person: ExternalID<ProviderPerson>, profile: UserProfile,
    isSubscribed: Bool, isBlocked: Bool, isOrdinary: Bool = true, tagNumber: String? = nil, hasAccount: Bool = false,
    expiresAt: Instant? = nil
  ) {
    self.isOrdinary = isOrdinary
    self.tagNumber = tagNumber
    self.hasAccount = hasAccount
    self.expiresAt = expiresAt
    self.siteUser = siteUser
    self.person = person
    self.profile = profile
    self.isSubscribed = isSubscribed
    self.isBlocked = isBlocked
  }
}
