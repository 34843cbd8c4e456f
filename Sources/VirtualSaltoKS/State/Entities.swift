/// What its owner, its installer and Salto have settled about a site.
struct SiteDetails: Codable, Sendable {
  var id: String
  var uid: String
  var name: String
  var timeZone: String
  var seats: Int
  var isSubscriptionValid = true
  var pinEnabled = true
  /// Whether its locks take mobile keys.
  var takesMobileKeys = Timeline(true, at: .min)
  /// Whether its installer has handed it over.
  var isReleased = true
  /// Whether it takes no calls of the integration any more; nil while it was never said: it does.
  var isUncertified: Bool?
  /// The cards that were read in; nil before the first.
  var tags: [SiteTag]?
  /// Whether its plan lets PINs be chosen; nil while it was never said: it does not.
  var hasCustomPins: Bool?
}

/// A user as a member of the site, with the person behind.
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
  /// Until then lists do not show the user and groups do not take it.
  var settledAt: Int64
  var deletedAt: Int64?
  /// The PINs that were made for the user, the one that holds last.
  @Listed var pins: [Pin] = []
  /// The cards that the user had, the one that holds last; an empty number for none.
  @Listed var cards: [Pin] = []
  var blocked: Timeline
  var subscribed: Timeline
  var exists: Timeline

  /// Whether the user may see and change the site through the Connect API.
  var isAdministrator: Bool { roles.contains { Role.administrators.contains($0) } }

  var name: String { lastName.isEmpty ? firstName : firstName + " " + lastName }

  var tagNumber: String? { cards.last.flatMap { $0.digits.isEmpty ? nil : $0.digits } }

  /// The card that a lock knows which has heard everything until a moment.
  func tag(at moment: Int64) -> String? { cards.last { $0.at <= moment }?.digits }

  /// The PIN that a lock knows which has heard everything until a moment.
  func pin(at moment: Int64) -> String? { pins.last { $0.at <= moment }?.digits }

  /// Whether lists show the user and groups take it. A clock that was set back makes nobody new again.
  func isSettled(at now: Int64) -> Bool { now >= settledAt || now < createdAt }
}

/// A card that was read in at a lock of the site.
struct SiteTag: Codable, Sendable {
  var id: String
  /// What is printed on it.
  var number: String
}

/// A PIN, and from when on it is the user's.
struct Pin: Codable, Sendable {
  var digits: String
  var at: Int64
}

/// A group of users and locks.
struct AccessGroup: Codable, Sendable {
  var id: String
  var name: String
  /// When each lock joined or left.
  var locks: [String: Timeline]
  var schedules: [TimeSchedule]

  var lockIDs: [String] { locks.filter { $0.value.value }.keys.sorted() }
}

/// A person's place in a group.
struct Member: Codable, Sendable {
  var groupID: String
  var personID: String
  var isIn: Timeline
}

/// When a group's access holds, in the wall-clock time of the IQ.
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
  /// Since when it has heard nothing from the cloud; nil while it is online.
  var silentSince: Int64?
  /// Whether commands from afar need a one-time code; nil while it was never said: they do not.
  var asksForCodes: Bool?
  /// What each person makes codes of.
  var remoteCodes: [String: RemoteCode]?

  enum Connection: String, Codable, Sendable {
    case online
    /// Its locks reach it, and it decides from what it has heard.
    case noInternet = "no_internet"
    /// Its locks decide alone.
    case off
  }

  /// The moment up to which the IQ knows what happened in the cloud. What was due at the very moment it fell silent
  /// did not arrive.
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
  /// The people who may open while the IQ is off, since the lock was told.
  var offlineKeys: [String: Timeline] = [:]

  var hasKeypad: Bool { type.hasSuffix("_pin") }

  /// Battery locks sleep until they are touched; wall readers are on the mains.
  var needsWakeUp: Bool { !type.hasPrefix("wall_reader") }
}

/// What happened at a door, and when the cloud hears of it.
struct Entry: Codable, Sendable {
  var id: String
  var category: String
  var detail: String?
  var at: Int64
  /// Nil while the IQ that knows of it has no internet.
  var arrivesAt: Int64?
  var lockID: String
  var personID: String?
  var means = Means.mobileKey

  /// By what someone wanted to get through.
  enum Means: String, Codable, Sendable {
    case mobileKey = "mobile_key"
    case pin = "pin_code"
    case tag
    case remote
  }
}

/// A token that was given out.
struct Token: Codable, Sendable {
  var text: String
  var expiresAt: Int64
  /// Whose it is; nil for the integration's own.
  var personID: String?
}

/// What can be switched.
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
  /// For how long a mobile key opens doors before it must be renewed.
  var keyLifeSeconds = 30 * 86_400
  /// How late an entry reaches the cloud at most.
  var entryLagSeconds = 80
  /// What a PATCH of a user's e-mail address does; nil while it was never said: it is taken.
  var emailByPatch: EmailByPatch?
  /// Addresses besides loopback ones to which a sign-in may return.
  var redirectURIs: [String] = []
}

/// Something that goes wrong on purpose.
struct Fault: Codable, Sendable {
  enum Kind: String, Codable, Sendable {
    case latency, throttled
    case errorBefore = "error_before"
    case errorAfter = "error_after"
    case lostAnswer = "lost_answer"
    case expiredToken = "expired_token"
    case unreachable
    /// The answer is fine, but the list in it is empty.
    case emptyList = "empty_list"
    /// Every second thing is missing in the list.
    case shortList = "short_list"
  }
  var kind: Kind
  /// A part of `METHOD /path`; nil for all calls.
  var match: String?
  var probability: Double?
  /// How often it strikes at most; nil for always.
  var times: Int?
  /// Whether `times` counts for each kind of call on its own.
  var perCall: Bool?
  var latencyMilliseconds: Int?
  var status: Int?

  enum CodingKeys: String, CodingKey {
    case kind, match, probability, times, status
    case perCall = "per_call"
    case latencyMilliseconds = "latency_ms"
  }
}
