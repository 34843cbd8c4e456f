public import Wire

/// What waits for a site: changes that it has not confirmed, and IQs that are offline.
public struct SiteWaiting: Record, Answer {
  public static let name = "site_waiting"

  /// A change that the provider has not confirmed.
  public struct Change: Record, Hashable {
    public static let name = "site_waiting_change"
    public var acsUserID: ID<AcsUser>
    public var displayName: String
    public var mutationCode: String
    public var reason: String
    public init(acsUserID: ID<AcsUser>, displayName: String, mutationCode: String, reason: String) {
      self.acsUserID = acsUserID
      self.displayName = displayName
      self.mutationCode = mutationCode
      self.reason = reason
    }
    public static let blank = Change(acsUserID: .blank, displayName: "", mutationCode: "", reason: "")
    public mutating func describe(_ field: inout some Field) {
      field("acs_user_id", &acsUserID, "The person that the change is about.")
      field("display_name", &displayName, "Name of the person.")
      field(
        "mutation_code", &mutationCode,
        "The pending change: a mutation code of the API, `updating_subscription`, or `updating_access_group`.")
      field("reason", &reason, "Human-readable reason why the change is pending.")
    }
  }

  /// An IQ that is offline.
  public struct AbsentIQ: Record, Hashable {
    public static let name = "absent_iq"
    public var iqID: ID<IQ>
    public var since: Instant
    public var doorCount: Int
    public init(iqID: ID<IQ>, since: Instant, doorCount: Int) {
      self.iqID = iqID
      self.since = since
      self.doorCount = doorCount
    }
    public static let blank = AbsentIQ(iqID: .blank, since: .blank, doorCount: 0)
    public mutating func describe(_ field: inout some Field) {
      field("iq_id", &iqID, "The IQ.")
      field("since", &since, "Since when the IQ has been offline.")
      field("door_count", &doorCount, "Number of doors that get no changes meanwhile.")
    }
  }

  public var acsSystemID: ID<AcsSystem>
  public var changes: [Change]
  public var absentIQs: [AbsentIQ]
  public var problem: String?

  public init(acsSystemID: ID<AcsSystem>, changes: [Change], absentIQs: [AbsentIQ], problem: String?) {
    self.acsSystemID = acsSystemID
    self.changes = changes
    self.absentIQs = absentIQs
    self.problem = problem
  }
  public static let blank = SiteWaiting(acsSystemID: .blank, changes: [], absentIQs: [], problem: nil)

  public mutating func describe(_ field: inout some Field) {
    field("acs_system_id", &acsSystemID, "The ACS system of the site.")
    field("changes", &changes, "The changes that the site has not confirmed. At most 2,000.")
    field("absent_iqs", &absentIQs, "The IQs of the site that are offline.")
    field("problem", &problem, "Why calls of the site fail. Absent if they do not.")
  }
}
