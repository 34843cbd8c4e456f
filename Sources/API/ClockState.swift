public import Wire

/// A sandbox workspace's clock, and the changes that are still pending at its current time.
public struct ClockState: Record, Answer {
  public static let name = "clock"

  public struct Pending: Record {
    public static let name = "clock_pending"
    public var acsUserID: ID<AcsUser>
    public var mutationCode: String
    public var reason: String
    public init(acsUserID: ID<AcsUser>, mutationCode: String, reason: String) {
      self.acsUserID = acsUserID
      self.mutationCode = mutationCode
      self.reason = reason
    }
    public static let blank = Pending(acsUserID: .blank, mutationCode: "", reason: "")
    public mutating func describe(_ field: inout some Field) {
      field("acs_user_id", &acsUserID, "The ACS user whose state the provider has not confirmed.")
      field(
        "mutation_code", &mutationCode,
        "The pending change: a mutation code of the API, `updating_subscription`, or `updating_access_group`.")
      field("reason", &reason, "Human-readable reason why the change is pending.")
    }
  }

  public var now: Instant
  public var isSettled: Bool
  public var pending: [Pending]
  public init(now: Instant, isSettled: Bool, pending: [Pending]) {
    self.now = now
    self.isSettled = isSettled
    self.pending = pending
  }
  public static let blank = ClockState(now: .blank, isSettled: true, pending: [])

  public mutating func describe(_ field: inout some Field) {
    field("now", &now, "The workspace's current time.")
    field("is_settled", &isSettled, "Whether the provider has confirmed all changes that are due.")
    field("pending", &pending, "The changes that the provider has not confirmed yet.")
  }
}
