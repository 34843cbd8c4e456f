import Wire

/// Whether a person could open an entrance at a moment, and every fact that decides it.
public struct AccessExplanation: Record, Answer, Hashable {
  public static let name = "access_explanation"

  public var access: Extensible<AccessVerdict>
  public var reason: Extensible<AccessReason>
  public var message: String
  public var moment: Instant
  public var isForecast: Bool
  public var acsEntranceID: ID<AcsEntrance>
  public var acsUserID: ID<AcsUser>?
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

  public mutating func describe(_ field: Field) {
    field("access", &access, "Whether the entrance opens.")
    field("reason", &reason, "What decides it, for programs.")
    field("message", &message, "What decides it, for people.")
    field("moment", &moment, "The moment that is explained.")
    field(
      "is_forecast", &isForecast, "Whether the moment lies ahead, so that what is wanted stands in for what is seen.")
    field("acs_entrance_id", &acsEntranceID, "The entrance.")
    field("acs_user_id", &acsUserID, "The user as whom the person comes; left out where the system has none.")
    field("chain", &chain, "The facts that decide it, in the order in which they are needed.")
    field("suggested_change", &suggestedChange, "What would open the entrance; left out where it opens.")
  }
}

/// What a door does, as far as it is known.
public enum AccessVerdict: String, Choice {
  case allowed, denied, unknown
}

/// What decides whether a door opens.
public enum AccessReason: String, Choice {
  /// All facts are there.
  case granted
  /// The lock stands open for anybody.
  case officeMode = "office_mode"
  case noAcsUser = "no_acs_user"
  case noCredential = "no_credential"
  case noClientSession = "no_client_session"
  case notIssued = "not_issued"
  /// No key of the person's phones is good any more.
  case keyExpired = "key_expired"
  case suspended
  case beforeSchedule = "before_schedule"
  case afterSchedule = "after_schedule"
  case noSeat = "no_seat"
  case notSubscribed = "not_subscribed"
  /// Salto KS has the user for another person than the guest, and it is being made anew.
  case otherPerson = "other_person"
  case noAccessGroup = "no_access_group"
  case entranceNotCapable = "entrance_not_capable"
  case privacyMode = "privacy_mode"
  /// A change is on its way to the provider or from there to the lock.
  case rollingOut = "rolling_out"
  /// The IQ was offline when it was last seen.
  case iqOffline = "iq_offline"
  /// The IQ was not seen for too long.
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

  public mutating func describe(_ field: Field) {
    field("code", &code, "Which fact it is.")
    field("holds", &holds, "Whether it speaks for access, as far as the lock can have heard of it.")
    field("is_decisive", &isDecisive, "Whether the lock looks at it; the others say why one of those is as it is.")
    field("since", &since, "Since when it is so, as far as it was seen.")
    field("message", &message, "What it means, for people.")
  }
}

/// What would open the entrance.
public struct AccessChange: Record, Hashable {
  public static let name = "access_change"

  public enum Code: String, Choice {
    case createAcsUser = "create_acs_user"
    case createCredential = "create_credential"
    case createClientSession = "create_client_session"
    case openApp = "open_app"
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
    /// People of the site made the person, and have to do it in Salto's web app.
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

  public mutating func describe(_ field: Field) {
    field("code", &code, "What to do.")
    field("message", &message, "The same, for people.")
    field("is_sufficient", &isSufficient, "Whether it is enough alone; false where other facts of the chain fail too.")
    field("acs_access_group_id", &acsAccessGroupID, "The group that opens the entrance.")
    field("until", &until, "When waiting ends.")
  }
}

/// One who could open an entrance.
public struct AccessOpener: Record, Answer {
  public static let name = "access_opener"
  public var acsUserID: ID<AcsUser>?
  public var userIdentityID: ID<UserIdentity>?
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

  public mutating func describe(_ field: Field) {
    field("acs_user_id", &acsUserID, "The user; left out where the identity has none there.")
    field("user_identity_id", &userIdentityID, "The identity it belongs to.")
    field("access", &access, "Whether the entrance opens: allowed or unknown.")
    field("reason", &reason, "What decides it.")
  }
}

/// What a person comes with.
public enum AccessMeans: String, Choice {
  /// A phone with a key.
  case mobileKey = "mobile_key"
  /// A PIN.
  case code
  /// A card or fob.
  case card
  /// An app or a cloud key that has the lock moved from afar.
  case remote
  /// Whatever the lock takes, or moving it from afar: only the person's own rights are looked at.
  case any
}

/// The operations that say who opens what, when and why.
public enum Access {
  public struct Explain: Request {
    public typealias Response = AccessExplanation
    public static let operation = Operation(
      "/latchkey/v1/access/explain", .read, by: .workspace, returns: "explanation", title: "Explain access",
      doc: "Says whether a person could open an entrance at a moment, past, present or to come, and why.")
    public static let constraints = [Constraint.exactlyOne(["acs_user_id", "user_identity_id"])]
    public var acsEntranceID = ID<AcsEntrance>.blank
    public var acsUserID: ID<AcsUser>?
    public var userIdentityID: ID<UserIdentity>?
    public var moment: Instant?
    public var means = AccessMeans.mobileKey
    public init() {}
    public mutating func describe(_ field: Field) {
      field("acs_entrance_id", &acsEntranceID, "The entrance.")
      field("acs_user_id", &acsUserID, "The ACS user who comes.")
      field("user_identity_id", &userIdentityID, "The identity whose ACS user comes.")
      field("moment", &moment, "When; left out, now.")
      field(standard: "means", &means, "What the person comes with.")
    }
  }

  public struct ListOpeners: Request {
    public typealias Response = Page<AccessOpener>
    public static let operation = Operation(
      "/latchkey/v1/access/list_openers", .read, by: .workspace, returns: "openers", title: "List who could open",
      doc: """
        Returns the users who could open an entrance at a moment, and those of whom it is not known; also identities \
        that may move its lock from afar.
        """)
    public var acsEntranceID = ID<AcsEntrance>.blank
    public var moment: Instant?
    public var means = AccessMeans.mobileKey
    public var limit = 500
    public var pageCursor: Nullable<String>?
    public init() {}
    public mutating func describe(_ field: Field) {
      field("acs_entrance_id", &acsEntranceID, "The entrance.")
      field("moment", &moment, "When; left out, now.")
      field(standard: "means", &means, "What the persons come with.")
      field(
        standard: "limit", &limit, "How many users a page looks at; it shows those who could open.", .positive,
        .maximum(5000))
      field("page_cursor", &pageCursor, "Where the page begins: `next_page_cursor` of the page before.")
    }
  }
}
