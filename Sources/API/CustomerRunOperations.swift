public import Wire

/// Latchkey's operations on the rules and runs of customers.
public enum CustomerRuns {
  public struct GetRules: Request {
    public typealias Response = CustomerRules
    public static let operation = Operation(
      "/latchkey/v1/customers/get_rules", .read, by: .workspace, returns: "customer_rules",
      title: "Get the rules of a customer",
      doc: "Returns how stays and people of a customer take effect, or those of all customers without own rules.")
    public var customerKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("customer_key", &customerKey, "The customer. Omit for all customers without own rules.", .minLength(1))
    }
  }

  public struct UpdateRules: Request {
    public typealias Response = CustomerRules
    public static let operation = Operation(
      "/latchkey/v1/customers/update_rules", .update, by: .workspace, returns: "customer_rules",
      title: "Update the rules of a customer",
      doc:
        "Sets the given rules of a customer, or of all customers without own rules. Null removes a rule, so that the"
        + " level above holds. Rules apply to data that is pushed later.")
    public var accessMethods = Change<[AccessMethod.Mode]>.keep
    public var allowSharedEmailAndPhoneAcrossUserIdentities = Change<Bool>.keep
    public var customerKey: String?
    public var instantKeyMaxUseCount = Change<Int>.keep
    public var methodIssuanceStrategy = Change<CustomerRuleSettings.IssuanceStrategy>.keep
    public var preferGuestPhoneLast4AsCode = Change<Bool>.keep
    public var reservationCreated = Change<Bool>.keep
    public var reservationSpacesUpdated = Change<Bool>.keep
    public var reservationTimeUpdated = Change<Bool>.keep
    public var spaceNameUpdated = Change<Bool>.keep
    public var staffMemberCreated = Change<Bool>.keep
    public var userIdentityNameUpdated = Change<Bool>.keep
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(
        "access_methods", &accessMethods, "The means of access of a stay, the preferred one first.", .minLength(1),
        .maxLength(4))
      field(
        "allow_shared_email_and_phone_across_user_identities", &allowSharedEmailAndPhoneAcrossUserIdentities,
        "Whether a person whose e-mail address or phone number another identity has is taken without it.")
      field("customer_key", &customerKey, "The customer. Omit for all customers without own rules.", .minLength(1))
      field(
        "instant_key_max_use_count", &instantKeyMaxUseCount, "Number of devices that can use a mobile key's link.",
        .minimum(1), .maximum(1000))
      field("method_issuance_strategy", &methodIssuanceStrategy, "How many of the means of access a door gets.")
      field(
        "prefer_guest_phone_last4_as_code", &preferGuestPhoneLast4AsCode,
        "Whether the PIN is the end of the person's phone number, if the stay has no preferred code.")
      field("reservation_created", &reservationCreated, "Whether a new stay gets an access grant.")
      field(
        "reservation_spaces_updated", &reservationSpacesUpdated,
        "Whether an access grant follows the places of its stay.")
      field(
        "reservation_time_updated", &reservationTimeUpdated, "Whether an access grant follows the times of its stay.")
      field("space_name_updated", &spaceNameUpdated, "Whether a space follows the name of its place.")
      field(
        "staff_member_created", &staffMemberCreated,
        "Whether a member of the staff gets an access grant without an end to the named places.")
      field(
        "user_identity_name_updated", &userIdentityNameUpdated, "Whether an identity follows the name of its person.")
    }

    /// The settings after the update.
    public func applied(to known: CustomerRuleSettings) -> CustomerRuleSettings {
      var settings = known
      settings.accessMethods = accessMethods.applied(to: known.accessMethods?.compactMap(\.known))?.map(
        Extensible.known)
      settings.allowSharedEmailAndPhoneAcrossUserIdentities = allowSharedEmailAndPhoneAcrossUserIdentities.applied(
        to: known.allowSharedEmailAndPhoneAcrossUserIdentities)
      settings.instantKeyMaxUseCount = instantKeyMaxUseCount.applied(to: known.instantKeyMaxUseCount)
      settings.methodIssuanceStrategy = methodIssuanceStrategy.applied(to: known.methodIssuanceStrategy?.known)
        .map(Extensible.known)
      settings.preferGuestPhoneLast4AsCode = preferGuestPhoneLast4AsCode.applied(to: known.preferGuestPhoneLast4AsCode)
      settings.reservationCreated = reservationCreated.applied(to: known.reservationCreated)
      settings.reservationSpacesUpdated = reservationSpacesUpdated.applied(to: known.reservationSpacesUpdated)
      settings.reservationTimeUpdated = reservationTimeUpdated.applied(to: known.reservationTimeUpdated)
      settings.spaceNameUpdated = spaceNameUpdated.applied(to: known.spaceNameUpdated)
      settings.staffMemberCreated = staffMemberCreated.applied(to: known.staffMemberCreated)
      settings.userIdentityNameUpdated = userIdentityNameUpdated.applied(to: known.userIdentityNameUpdated)
      return settings
    }
  }

  public struct GetRun: Request {
    public typealias Response = CustomerRun
    public static let operation = Operation(
      "/latchkey/v1/customers/get_run", .read, by: .workspace, returns: "customer_run", title: "Get a run",
      doc: "Returns what a push, deletion or import did, with each record that could not be taken completely.")
    public var customerRunID = ID<CustomerRun>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) { field("customer_run_id", &customerRunID, "The run.") }
  }

  public struct ListRuns: Request {
    public typealias Response = Page<CustomerRun>
    public static let operation = Operation(
      "/latchkey/v1/customers/list_runs", .read, by: .workspace, returns: "customer_runs", title: "List runs",
      doc:
        "Returns the pushes, deletions and imports in order of creation, without their records. The last 1000 are kept."
    )
    public var customerKey: String?
    public var limit = 100
    public var onlyRefused: Bool?
    public var pageCursor: Nullable<String>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "customer_key", &customerKey, "Only runs of this customer.", .minLength(1))
      field(standard: "limit", &limit, "Maximum number of runs per page.", .positiveNumber)
      field(filter: "only_refused", &onlyRefused, "Only runs with records that could not be taken completely.")
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
    }
  }
}
