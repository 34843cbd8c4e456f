public import Wire

/// How stays and people of a customer take effect.
public struct CustomerRules: Record, Answer {
  public static let name = "customer_rules"
  public var customerKey: Nullable<String>
  public var settings: CustomerRuleSettings
  public var ownRules: [String]

  public init(customerKey: String?, settings: CustomerRuleSettings, ownRules: [String]) {
    self.customerKey = Nullable(customerKey)
    self.settings = settings
    self.ownRules = ownRules
  }
  public static let blank = CustomerRules(customerKey: nil, settings: CustomerRuleSettings(), ownRules: [])

  public mutating func describe(_ field: inout some Field) {
    field("customer_key", &customerKey, "The customer, or null for all customers without own rules.")
    settings.describe(&field)
    field("own_rules", &ownRules, "The names of the rules that are set here. All others come from the level above.")
  }
}

/// Rules, each of which can be missing.
public struct CustomerRuleSettings: Record, Hashable {
  /// How many of the means of access a stay gets.
  public enum IssuanceStrategy: String, Choice {
    case firstAvailable = "first_available"
    case firstTwoAvailable = "first_two_available"
    case allAvailable = "all_available"
  }

  public static let name = "customer_rule_settings"
  public static let blank = CustomerRuleSettings()
  public var accessMethods: [Extensible<AccessMethod.Mode>]?
  public var allowSharedEmailAndPhoneAcrossUserIdentities: Bool?
  public var instantKeyMaxUseCount: Int?
  public var methodIssuanceStrategy: Extensible<IssuanceStrategy>?
  public var preferGuestPhoneLast4AsCode: Bool?
  public var reservationCreated: Bool?
  public var reservationSpacesUpdated: Bool?
  public var reservationTimeUpdated: Bool?
  public var spaceNameUpdated: Bool?
  public var staffMemberCreated: Bool?
  public var userIdentityNameUpdated: Bool?
  public init() {}

  public mutating func describe(_ field: inout some Field) {
    field("access_methods", &accessMethods, "The means of access of a stay, the preferred one first.")
    field(
      "allow_shared_email_and_phone_across_user_identities", &allowSharedEmailAndPhoneAcrossUserIdentities,
      "Whether a person whose e-mail address or phone number another identity has is taken without it.")
    field("instant_key_max_use_count", &instantKeyMaxUseCount, "Number of devices that can use a mobile key's link.")
    field("method_issuance_strategy", &methodIssuanceStrategy, "How many of the means of access a door gets.")
    field(
      "prefer_guest_phone_last4_as_code", &preferGuestPhoneLast4AsCode,
      "Whether the PIN is the end of the person's phone number, if the stay has no preferred code.")
    field("reservation_created", &reservationCreated, "Whether a new stay gets an access grant.")
    field(
      "reservation_spaces_updated", &reservationSpacesUpdated, "Whether an access grant follows the places of its stay."
    )
    field(
      "reservation_time_updated", &reservationTimeUpdated, "Whether an access grant follows the times of its stay.")
    field("space_name_updated", &spaceNameUpdated, "Whether a space follows the name of its place.")
    field(
      "staff_member_created", &staffMemberCreated,
      "Whether a member of the staff gets an access grant without an end to the named places.")
    field("user_identity_name_updated", &userIdentityNameUpdated, "Whether an identity follows the name of its person.")
  }

  /// The names of the rules that are set.
  public var given: [String] {
    guard case .object(let members)? = try? JSON.parse(jsonBytes) else { return [] }
    return members.keys.sorted()
  }

  /// The rules with those of another level where they are missing here.
  public func over(_ other: CustomerRuleSettings) -> CustomerRuleSettings {
    var rules = self
    rules.accessMethods = accessMethods ?? other.accessMethods
    rules.allowSharedEmailAndPhoneAcrossUserIdentities =
      allowSharedEmailAndPhoneAcrossUserIdentities ?? other.allowSharedEmailAndPhoneAcrossUserIdentities
    rules.instantKeyMaxUseCount = instantKeyMaxUseCount ?? other.instantKeyMaxUseCount
    rules.methodIssuanceStrategy = methodIssuanceStrategy ?? other.methodIssuanceStrategy
    rules.preferGuestPhoneLast4AsCode = preferGuestPhoneLast4AsCode ?? other.preferGuestPhoneLast4AsCode
    rules.reservationCreated = reservationCreated ?? other.reservationCreated
    rules.reservationSpacesUpdated = reservationSpacesUpdated ?? other.reservationSpacesUpdated
    rules.reservationTimeUpdated = reservationTimeUpdated ?? other.reservationTimeUpdated
    rules.spaceNameUpdated = spaceNameUpdated ?? other.spaceNameUpdated
    rules.staffMemberCreated = staffMemberCreated ?? other.staffMemberCreated
    rules.userIdentityNameUpdated = userIdentityNameUpdated ?? other.userIdentityNameUpdated
    return rules
  }
}
