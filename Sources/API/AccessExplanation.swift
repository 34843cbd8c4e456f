public import Wire

/// Whether a person could open an entrance at a moment, and the facts that decide it.
public struct AccessExplanation: Record, Answer, Hashable {
  public static let name = "access_explanation"

  public var access: Extensible<AccessVerdict>
  public var reason: Extensible<AccessReason>
  public var message: String
  public var moment: Instant
  public var isForecast: Bool
  public var acsEntranceID: ID<AcsEntrance>
  public var acsUserID: ID<AcsUser>?
  public var accessCodeID: ID<AccessCode>?
  public var chain: [AccessLink]
  public var suggestedChange: AccessChange?

  public init(
    access: AccessVerdict, reason: AccessReason, message: String, moment: Instant, isForecast: Bool,
    acsEntranceID: ID<AcsEntrance>, acsUserID: ID<AcsUser>?, chain: [AccessLink], suggestedChange: AccessChange?
  ) {
    self.access = .known(access)
    self.reason = .known(reason)
    self.message = message
    self.moment = moment
    self.isForecast = isForecast
    self.acsEntranceID = acsEntranceID
    self.acsUserID = acsUserID
    self.chain = chain
    self.suggestedChange = suggestedChange
  }
  public static let blank = AccessExplanation(
    access: .unknown, reason: .granted, message: "", moment: .blank, isForecast: false, acsEntranceID: .blank,
    acsUserID: nil, chain: [], suggestedChange: nil)

  public mutating func describe(_ field: inout some Field) {
    field("access", &access, "Whether the entrance opens.")
    field("reason", &reason, "Machine-readable reason.")
    field("message", &message, "Human-readable explanation.")
    field("moment", &moment, "The moment that the explanation is about.")
    field(
      "is_forecast", &isForecast,
      "Whether the moment is in the future. A forecast uses the wanted state instead of the observed state.")
    field("acs_entrance_id", &acsEntranceID, "The entrance.")
    field("acs_user_id", &acsUserID, "The person's ACS user. Absent if the system has none, and for an access code.")
    field("access_code_id", &accessCodeID, "The access code. Absent for a person.")
    field("chain", &chain, "The facts that decide access, in the order in which they are checked.")
    field("suggested_change", &suggestedChange, "The change that would open the entrance. Absent if it opens.")
  }
}

/// Whether a door opens, as far as is known.
public enum AccessVerdict: String, Choice {
  case allowed, denied, unknown
}

/// The reason why a door opens or stays shut.
public enum AccessReason: String, Choice {
  /// Every required fact holds.
  case granted
  /// The lock is open for everybody.
  case officeMode = "office_mode"
  case noAcsUser = "no_acs_user"
  case noCredential = "no_credential"
  case noClientSession = "no_client_session"
  case notIssued = "not_issued"
  /// No key on the person's phones is valid any longer.
  case keyExpired = "key_expired"
  case suspended
  case beforeSchedule = "before_schedule"
  case afterSchedule = "after_schedule"
  case noSeat = "no_seat"
  case notSubscribed = "not_subscribed"
  /// The user at Salto KS belongs to another person. It is being created again for the guest.
  case otherPerson = "other_person"
  case noAccessGroup = "no_access_group"
  case entranceNotCapable = "entrance_not_capable"
  case privacyMode = "privacy_mode"
  /// A change has not reached the provider or the lock yet.
  case rollingOut = "rolling_out"
  /// The lock or its IQ was offline when it was last seen.
  case iqOffline = "iq_offline"
  /// The IQ has not been seen for too long.
  case iqNotSeen = "iq_not_seen"
}

/// One fact of the chain.
public struct AccessLink: Record, Hashable {
  public static let name = "access_link"

  public enum Code: String, Choice {
    case acsUser = "acs_user"
    case credential, phone, suspension, subscription, schedule
    case accessGroup = "access_group"
    case deviceGrant = "device_grant"
    case clientSession = "client_session"
    case entrance, lock, iq
  }
  public enum Holds: String, Choice { case yes, no, unknown }

  public var code: Extensible<Code>
  public var holds: Extensible<Holds>
  public var isDecisive: Bool
  public var since: Instant?
  public var message: String

  public init(_ code: Code, _ holds: Holds, isDecisive: Bool = true, since: Instant?, _ message: String) {
    self.code = .known(code)
    self.holds = .known(holds)
    self.isDecisive = isDecisive
    self.since = since
    self.message = message
  }
  public static let blank = AccessLink(.acsUser, .unknown, since: nil, "")

  public mutating func describe(_ field: inout some Field) {
    field("code", &code, "Machine-readable code of the fact.")
    field("holds", &holds, "Whether the fact allows access, judged by what the lock can know.")
    field("is_decisive", &isDecisive, "Whether the lock itself checks this fact. Other facts explain a decisive one.")
    field("since", &since, "When the fact became so, as far as it was observed.")
    field("message", &message, "Human-readable explanation of the fact.")
  }
}

/// The change that would open the entrance.
public struct AccessChange: Record, Hashable {
  public static let name = "access_change"

  public enum Code: String, Choice {
    case createAcsUser = "create_acs_user"
    case createCredential = "create_credential"
    case createClientSession = "create_client_session"
    case createAccessCode = "create_access_code"
    case openApp = "open_app"
    /// A mobile key requires an e-mail address, and the person has none.
    case setEmailAddress = "set_email_address"
    case unsuspend = "unsuspend_acs_user"
    case changeSchedule = "change_access_schedule"
    case freeSeat = "free_seat"
    case addToAccessGroup = "add_to_access_group"
    case assignEntrance = "assign_entrance_to_access_group"
    case enableMobileKeys = "enable_mobile_keys"
    case enablePins = "enable_pins"
    case useOtherMeans = "use_other_means"
    case endPrivacyMode = "end_privacy_mode"
    case bringIQOnline = "bring_iq_online"
    /// The site's staff created the person, so they must make the change in Salto's web app.
    case askPeopleOfSite = "ask_people_of_site"
    case wait
  }

  public var code: Extensible<Code>
  public var message: String
  public var isSufficient: Bool
  public var acsAccessGroupID: ID<AcsAccessGroup>?
  public var until: Instant?

  public init(
    _ code: Code, _ message: String, isSufficient: Bool = true, acsAccessGroupID: ID<AcsAccessGroup>? = nil,
    until: Instant? = nil
  ) {
    self.code = .known(code)
    self.message = message
    self.isSufficient = isSufficient
    self.acsAccessGroupID = acsAccessGroupID
    self.until = until
  }
  public static let blank = AccessChange(.wait, "")

  public mutating func describe(_ field: inout some Field) {
    field("code", &code, "Machine-readable code of the change.")
    field("message", &message, "Human-readable description of the change.")
    field(
      "is_sufficient", &isSufficient,
      "Whether this change is enough on its own. False if other facts of the chain fail too.")
    field("acs_access_group_id", &acsAccessGroupID, "The group that opens the entrance.")
    field("until", &until, "When the wait ends.")
  }
}

/// A person who could open an entrance.
public struct AccessOpener: Record, Answer {
  public static let name = "access_opener"
  public var acsUserID: ID<AcsUser>?
  public var userIdentityID: ID<UserIdentity>?
  public var personName: String?
  public var access: Extensible<AccessVerdict>
  public var reason: Extensible<AccessReason>

  public init(
    acsUserID: ID<AcsUser>?, userIdentityID: ID<UserIdentity>?, access: AccessVerdict, reason: AccessReason
  ) {
    self.acsUserID = acsUserID
    self.userIdentityID = userIdentityID
    self.access = .known(access)
    self.reason = .known(reason)
  }
  public static let blank = AccessOpener(
    acsUserID: nil, userIdentityID: nil, access: .unknown, reason: .granted)

  public mutating func describe(_ field: inout some Field) {
    field("acs_user_id", &acsUserID, "The ACS user. Absent if the identity has none in the system.")
    field("user_identity_id", &userIdentityID, "The identity of the person.")
    field("person_name", &personName, "Name of the person. Absent if it is unknown.")
    field("access", &access, "Whether the entrance opens.")
    field("reason", &reason, "Machine-readable reason.")
  }
}

/// The means by which a person opens a door.
public enum AccessMeans: String, Choice {
  /// A phone with a key.
  case mobileKey = "mobile_key"
  /// A PIN.
  case code
  /// A card or fob.
  case card
  /// An app or a cloud key that moves the lock remotely.
  case remote
  /// Any means that the lock accepts, or a remote unlock. Only the person's own rights are checked.
  case any
}
