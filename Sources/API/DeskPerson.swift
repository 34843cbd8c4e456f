public import Wire

/// A person at a site, as the front desk sees them: an ACS user with stays, problems and the last entry.
public struct DeskPerson: Record, Answer {
  public static let name = "desk_person"

  /// Where a person is in their stays.
  public enum Phase: String, Choice {
    case upcoming
    case inHouse = "in_house"
    case gone
    /// The person has access without an end, such as staff.
    case permanent
  }

  /// Which people a list has.
  public enum Filter: String, Choice {
    case arriving, departing
    case inHouse = "in_house"
    case upcoming, gone, permanent, suspended
    case withErrors = "with_errors"
    /// People whom the site's staff added.
    case unmanaged
  }

  /// The order of a list.
  public enum Sort: String, Choice {
    case name
    case startsAt = "starts_at"
    case endsAt = "ends_at"
    /// The latest entries first.
    case lastEntry = "last_entry"
  }

  /// Who a person is, by the stays.
  public enum Kind: String, Choice {
    /// All stays have an end.
    case guest
    /// A stay, or access of the person's own, has no end.
    case staff
  }

  /// A period of access: the person's own, or that of an access grant.
  public struct Stay: Record, Hashable {
    public static let name = "desk_stay"
    public var accessGrantID: ID<AccessGrant>?
    public var name: String?
    public var spaceNames: [String]
    public var spaceIDs: [ID<Space>] = []
    public var startsAt: Instant
    public var endsAt: Instant?
    public init(
      accessGrantID: ID<AccessGrant>?, name: String?, spaceNames: [String], startsAt: Instant, endsAt: Instant?
    ) {
      self.accessGrantID = accessGrantID
      self.name = name
      self.spaceNames = spaceNames
      self.startsAt = startsAt
      self.endsAt = endsAt
    }
    public static let blank = Stay(accessGrantID: nil, name: nil, spaceNames: [], startsAt: .blank, endsAt: nil)
    public mutating func describe(_ field: inout some Field) {
      field("access_grant_id", &accessGrantID, "The access grant of the stay. Absent for the ACS user's own schedule.")
      field("name", &name, "Name of the access grant.")
      field("space_names", &spaceNames, "Names of the grant's spaces.")
      field("space_ids", &spaceIDs, "IDs of the grant's spaces, some of which may be deleted.")
      field("starts_at", &startsAt, "When the stay starts.")
      field("ends_at", &endsAt, "When the stay ends. Absent for no end.")
    }
  }

  /// A means by which the person opens doors.
  public struct Means: Record, Hashable {
    public static let name = "desk_means"
    public var accessMethod: Extensible<AcsCredential.AccessMethod>
    public var isIssued: Bool
    public init(accessMethod: AcsCredential.AccessMethod, isIssued: Bool) {
      self.accessMethod = .known(accessMethod)
      self.isIssued = isIssued
    }
    public static let blank = Means(accessMethod: .code, isIssued: false)
    public mutating func describe(_ field: inout some Field) {
      field("access_method", &accessMethod, "Access method of the credential.")
      field("is_issued", &isIssued, "Whether the PIN exists, a phone has the key, or the card is assigned.")
    }
  }

  public var acsUserID: ID<AcsUser>
  public var acsSystemID: ID<AcsSystem>
  public var userIdentityID: ID<UserIdentity>?
  public var displayName: String
  public var emailAddress: String?
  public var phoneNumber: String?
  public var phase: Extensible<Phase>
  /// The current stay, else the next one, else the last one.
  public var stay: Stay?
  public var stays: [Stay] = []
  public var isSuspended = false
  public var errors: [FreeNotice] = []
  public var means: [Means] = []
  public var lastEntry: DeskEntry?

  public init(acsUserID: ID<AcsUser>, acsSystemID: ID<AcsSystem>, displayName: String, phase: Phase) {
    self.acsUserID = acsUserID
    self.acsSystemID = acsSystemID
    self.displayName = displayName
    self.phase = .known(phase)
  }
  public static let blank = DeskPerson(acsUserID: .blank, acsSystemID: .blank, displayName: "", phase: .gone)

  public mutating func describe(_ field: inout some Field) {
    field("acs_user_id", &acsUserID, "The ACS user, who may be deleted after the last stay.")
    field("acs_system_id", &acsSystemID, "The ACS system of the site.")
    field("user_identity_id", &userIdentityID, "The identity of the person.")
    field("display_name", &displayName, "Full name of the person, or else the e-mail address.")
    field("email_address", &emailAddress, "E-mail address of the person.")
    field("phone_number", &phoneNumber, "Phone number of the person.")
    field("phase", &phase, "Where the person is in the stays.")
    field("stay", &stay, "The current stay, else the next one, else the last one. Absent for permanent access only.")
    field("stays", &stays, "All stays of the person at the site, in order.")
    field("is_suspended", &isSuspended, "Whether the person is suspended.")
    field("errors", &errors, "What keeps the person from getting access.")
    field("means", &means, "The means by which the person opens doors.")
    field("last_entry", &lastEntry, "The last time that the person opened a door. Absent if there is no entry.")
  }
}
