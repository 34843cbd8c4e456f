public import Wire

/// A stay, as the front desk sees it: an access grant with its person and places.
public struct DeskStay: Record, Answer {
  public static let name = "stay"

  /// Which stays a list has.
  public enum Filter: String, Choice {
    case current, upcoming, over
    /// Stays that are not over, and that the provider refused or that lack a requested means of access.
    case withProblems = "with_problems"
  }

  /// Where a stay is in time.
  public enum Phase: String, Choice { case upcoming, current, over }

  /// A means by which the person opens the doors.
  public struct Means: Record, Hashable {
    public static let name = "stay_means"
    public var mode: Extensible<AccessMethod.Mode>
    public var isIssued: Bool
    public init(mode: AccessMethod.Mode, isIssued: Bool) {
      self.mode = .known(mode)
      self.isIssued = isIssued
    }
    public static let blank = Means(mode: .code, isIssued: false)
    public mutating func describe(_ field: inout some Field) {
      field("mode", &mode, "The means of access.")
      field("is_issued", &isIssued, "Whether the person can be given it. Locks take a new PIN minutes later.")
    }
  }

  public var accessGrantID: ID<AccessGrant>
  public var userIdentityID: ID<UserIdentity>
  public var personName: String
  public var stayName: String?
  public var accessGrantKey: String?
  public var startsAt: Instant
  public var endsAt: Instant?
  public var phase: Extensible<Phase>
  public var displayStatus: String
  public var spaceIDs: [ID<Space>] = []
  public var placeNames: [String] = []
  public var acsSystemIDs: [ID<AcsSystem>] = []
  public var doorCount = 0
  public var openDoorCount = 0
  public var means: [Means] = []
  public var errors: [AccessGrantError] = []
  public var warnings: [AccessGrantWarning] = []

  /// - Parameter grant: the access grant of the stay.
  public init(_ grant: AccessGrant, personName: String, phase: Phase) {
    accessGrantID = grant.accessGrantID
    userIdentityID = grant.userIdentityID
    self.personName = personName
    stayName = grant.grantName.optional
    accessGrantKey = grant.accessGrantKey
    startsAt = grant.startsAt
    endsAt = grant.endsAt.optional
    self.phase = .known(phase)
    displayStatus = grant.displayStatus
    spaceIDs = grant.spaceIDs
    errors = grant.errors
    warnings = grant.warnings
  }
  public static let blank = DeskStay(.blank, personName: "", phase: .current)

  public mutating func describe(_ field: inout some Field) {
    field("access_grant_id", &accessGrantID, "The access grant of the stay.")
    field("user_identity_id", &userIdentityID, "The identity of the person.")
    field("person_name", &personName, "Full name of the person, or else the e-mail address or the key.")
    field("name", &stayName, "Name of the access grant.")
    field("access_grant_key", &accessGrantKey, "Your own key for the grant.")
    field("starts_at", &startsAt, "When the stay starts.")
    field("ends_at", &endsAt, "When the stay ends. Absent for no end.")
    field("phase", &phase, "Where the stay is in time.")
    field("display_status", &displayStatus, "State of the grant for people. Do not read it in programs.")
    field("space_ids", &spaceIDs, "The spaces of the grant.")
    field("place_names", &placeNames, "Names of the spaces, or else of the doors.")
    field("acs_system_ids", &acsSystemIDs, "The systems of the doors.")
    field("door_count", &doorCount, "Number of the doors of the grant.")
    field("open_door_count", &openDoorCount, "Number of the doors that open at their sites.")
    field("means", &means, "The means by which the person opens the doors.")
    field("errors", &errors, "Errors of the grant.")
    field("warnings", &warnings, "Warnings of the grant.")
  }
}
