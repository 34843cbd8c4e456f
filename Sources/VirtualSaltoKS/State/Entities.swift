/// Properties of a site that its owner, its installer or Salto controls.
struct SiteDetails: Codable, Sendable {
  var id: String
  var uid: String
  var name: String
  var timeZone: String
  var seats: Int
  var isSubscriptionValid = true
  var pinEnabled = true
  /// Whether its locks accept mobile keys.
  var takesMobileKeys = Timeline(true, at: .min)
  /// Whether its installer has released it.
  var isReleased = true
  /// Whether it no longer accepts calls of the integration. Nil means no.
  var isUncertified: Bool?
  /// The registered cards; nil before the first.
  var tags: [SiteTag]?
  /// Whether its plan allows chosen PINs. Nil means no.
  var hasCustomPins: Bool?
  /// Whether somebody else takes each seat that is free. Nil means no.
  var areSeatsTaken: Bool?
}

/// A member of the site, and the person behind.
struct User: Codable, Sendable {
  var id: String
  var personID: String
  var firstName: String
  var lastName: String
  var email: String?
  var alias: String?
  @Listed var roles: [String] = []
  var usePin = Timeline(false, at: .min)
  var overridePrivacyMode = false
  var expiresAt: Int64?
  var createdAt: Int64
  /// Until then lists omit the user and groups reject it.
  var settledAt: Int64
  var deletedAt: Int64?
  /// The user's PINs; the last one is valid.
  @Listed var pins: [Pin] = []
  /// The user's cards; the last one is valid. An empty number means none.
  @Listed var cards: [Pin] = []
  var blocked: Timeline
  var subscribed: Timeline
  var exists: Timeline

  /// Whether the user may read and change the site through the Connect API.
  var isAdministrator: Bool { roles.contains { Role.administrators.contains($0) } }

  var name: String { lastName.isEmpty ? firstName : firstName + " " + lastName }

  var tagNumber: String? { cards.last.flatMap { $0.digits.isEmpty ? nil : $0.digits } }

  /// The card as known to a lock that is up to date to a moment.
  func tag(at moment: Int64) -> String? { cards.last { $0.at <= moment }?.digits }

  /// The PIN as known to a lock that is up to date to a moment.
  func pin(at moment: Int64) -> String? { pins.last { $0.at <= moment }?.digits }

  /// Whether lists show the user and groups accept it. Setting the clock back does not make a user new again.
  func isSettled(at now: Int64) -> Bool { now >= settledAt || now < createdAt }
}

/// A card that was registered at a lock of the site.
struct SiteTag: Codable, Sendable {
  var id: String
  /// The number printed on it.
  var number: String
}

/// A PIN, and when the user got it.
struct Pin: Codable, Sendable {
  var digits: String
  var at: Int64
}

/// A group of users and locks.
struct AccessGroup: Codable, Sendable {
  var id: String
  var name: String
  /// The locks, and when each joined or left.
  var locks: [String: Timeline]
  var schedules: [TimeSchedule]

  var lockIDs: [String] { locks.filter { $0.value.value }.keys.sorted() }
}

/// A person's membership in a group.
struct Member: Codable, Sendable {
  var groupID: String
  var personID: String
  var isIn: Timeline
}

/// When a group has access, in the local time of the IQ.
struct TimeSchedule: Codable, Sendable {
  var id: String
  /// Monday first.
  var days: [Bool]
  var startTime: String
  var endTime: String
  var startDate: String?
  var endDate: String?
  var exists: Timeline
}

/// The gateway between the cloud and the locks.
struct IQ: Codable, Sendable {
  var id: String
  var name: String
  var timeZone: String
  var connection = Connection.online
  /// When it lost its connection to the cloud; nil while it is online.
  var silentSince: Int64?
  /// Whether remote commands need a one-time code. Nil means no.
  var asksForCodes: Bool?
  /// The inputs of each person's one-time codes.
  var remoteCodes: [String: RemoteCode]?

  enum Connection: String, Codable, Sendable {
    case online
    /// Its locks reach it, and it decides by what it has received.
    case noInternet = "no_internet"
    /// Its locks decide alone.
    case off
  }

  /// The moment up to which the IQ has received changes. A change at the very moment of the disconnection did not
  /// arrive.
  func heard(until now: Int64) -> Int64 { silentSince.map { min(now, $0 - 1) } ?? now }

  mutating func become(_ connection: Connection, at now: Int64) {
    self.connection = connection
    silentSince = connection == .online ? nil : silentSince ?? now
  }
}

/// A lock at a door.
struct Lock: Codable, Sendable {
  var id: String
  var name: String
  var type: String
  var iqID: String
  var mac: String
  var isPrivacyMode = false
  var isOfficeMode = false
  /// True while the lock does not reach its IQ. Nil otherwise.
  var isDisconnected: Bool?
  /// Nil for a fresh battery.
  var batteryLevel: String?
  /// The people with access while the IQ is off, as sent to the lock.
  var offlineKeys: [String: Timeline] = [:]

  var hasKeypad: Bool { type.hasSuffix("_pin") }

  /// Battery locks sleep until they are touched. Wall readers have mains power.
  var needsWakeUp: Bool { !type.hasPrefix("wall_reader") }
}

/// An event at a door, and when it arrives at the cloud.
struct Entry: Codable, Sendable {
  var id: String
  var category: String
  var detail: String?
  var at: Int64
  /// Nil while the IQ has it and is offline.
  var arrivesAt: Int64?
  var lockID: String
  var personID: String?
  var means = Means.mobileKey
  /// The number of the card that was held to the lock.
  var tagNumber: String?

  /// The means of an attempt.
  enum Means: String, Codable, Sendable {
    case mobileKey = "mobile_key"
    case pin = "pin_code"
    case tag
    case remote
  }
}

/// An issued token.
struct Token: Codable, Sendable {
  var text: String
  var expiresAt: Int64
  /// The token's person; nil for the integration itself.
  var personID: String?
}

/// The settings that tests can change.
struct Settings: Codable, Sendable {
  enum EmailByPatch: String, Codable, Sendable { case taken, ignored, refused }
  enum FullSiteAnswer: String, Codable, Sendable {
    case silent
    case forbidden = "403"
    case badRequest = "400"
  }
  var fullSiteAnswer = FullSiteAnswer.silent
  var settlingSeconds = 5
  var deletionSeconds = 3
  var rolloutMemberSeconds = 45
  var rolloutScheduleSeconds = 210
  var rolloutSubscriptionSeconds = 0
  var rolloutBlockSeconds = 0
  var rolloutDeleteSeconds = 0
  var bareArrays = false
  var httpNextLinks = false
  var responseDelayMilliseconds = 0
  /// The lifetime of a mobile key before it must be renewed.
  var keyLifeSeconds = 30 * 86_400
  /// The maximum delay of an entry.
  var entryLagSeconds = 80
  /// The effect of a PATCH of a user's e-mail address. Nil means that it is accepted.
  var emailByPatch: EmailByPatch?
  /// The maximum number of access groups of a site. Nil for no limit.
  var accessGroupLimit: Int?
  /// Whether a PIN that an unsubscribed user got no longer opens once the user is subscribed. Nil means no.
  var pinsDieOnSubscribing: Bool?
  /// Redirect addresses of sign-ins, in addition to loopback addresses.
  var redirectURIs: [String] = []
}

/// An injected fault.
struct Fault: Codable, Sendable {
  enum Kind: String, Codable, Sendable {
    case latency, throttled
    case errorBefore = "error_before"
    case errorAfter = "error_after"
    case lostAnswer = "lost_answer"
    case expiredToken = "expired_token"
    case unreachable
    /// The answer succeeds, but its list is empty.
    case emptyList = "empty_list"
    /// The list lacks every second element.
    case shortList = "short_list"
  }
  var kind: Kind
  /// A part of `METHOD /path`; nil for all calls.
  var match: String?
  var probability: Double?
  /// The maximum number of calls affected; nil for all.
  var times: Int?
  /// Whether `times` counts each kind of call separately.
  var perCall: Bool?
  var latencyMilliseconds: Int?
  var status: Int?

  enum CodingKeys: String, CodingKey {
    case kind, match, probability, times, status
    case perCall = "per_call"
    case latencyMilliseconds = "latency_ms"
  }
}
