public import Wire

/// A problem that needs a person, with what it means and what to do next.
public struct Attention: Record, Answer {
  public static let name = "attention"

  /// What the problem is about.
  public enum Kind: String, Choice {
    case account, site, iq, seats
    /// The access of a person or of an access grant.
    case access
    case webhook, battery
    /// Pushed or imported records of a customer.
    case customerData = "customer_data"
  }

  /// How bad it is, the worst first.
  public enum Severity: String, Choice {
    /// Access that was given or taken away does not reach the doors.
    case critical
    /// One person, door or receiver is concerned.
    case serious
    /// It will be a problem.
    case coming
  }

  /// What a person can do next.
  public enum NextStep: String, Choice {
    case connectAccount = "connect_account"
    case wait
    case checkSite = "check_site"
    case checkIQ = "check_iq"
    case addSeats = "add_seats"
    case changePerson = "change_person"
    case changeGrant = "change_grant"
    case resumeWebhook = "resume_webhook"
    case replaceBattery = "replace_battery"
    case checkRun = "check_run"
  }

  /// The resources that the problem is about.
  public struct Subject: Sendable, Hashable {
    public var connectedAccountID: ID<ConnectedAccount>?
    public var acsSystemID: ID<AcsSystem>?
    public var iqID: ID<IQ>?
    public var acsEntranceID: ID<AcsEntrance>?
    public var acsUserID: ID<AcsUser>?
    public var accessGrantID: ID<AccessGrant>?
    public var webhookID: ID<Webhook>?
    public var customerRunID: ID<CustomerRun>?
    public init() {}

    mutating func describe(_ field: inout some Field) {
      field("connected_account_id", &connectedAccountID, "The account that the problem is about.")
      field("acs_system_id", &acsSystemID, "The ACS system of the site that the problem is about.")
      field("iq_id", &iqID, "The IQ that the problem is about.")
      field("acs_entrance_id", &acsEntranceID, "The door that the problem is about.")
      field("acs_user_id", &acsUserID, "The person that the problem is about.")
      field("access_grant_id", &accessGrantID, "The access grant that the problem is about.")
      field("webhook_id", &webhookID, "The webhook that the problem is about.")
      field("customer_run_id", &customerRunID, "The last run with records that could not be taken.")
    }
  }

  public var kind: Extensible<Kind>
  public var severity: Extensible<Severity>
  public var since: Instant
  public var subjectName: String
  public var message: String
  public var consequence: String
  public var nextStep: Extensible<NextStep>
  public var subject = Subject()

  public init(
    _ kind: Kind, _ severity: Severity, since: Instant, subjectName: String, message: String, consequence: String,
    nextStep: NextStep
  ) {
    self.kind = .known(kind)
    self.severity = .known(severity)
    self.since = since
    self.subjectName = subjectName
    self.message = message
    self.consequence = consequence
    self.nextStep = .known(nextStep)
  }
  public static let blank = Attention(
    .account, .critical, since: .blank, subjectName: "", message: "", consequence: "", nextStep: .wait)

  public mutating func describe(_ field: inout some Field) {
    field("kind", &kind, "What the problem is about.")
    field("severity", &severity, "How bad it is.")
    field("since", &since, "When the problem began, or for `coming` when it will begin.")
    field("subject_name", &subjectName, "Name of the account, site, person, door, receiver or customer.")
    field("message", &message, "What the problem is.")
    field("consequence", &consequence, "What it means for people and doors.")
    field("next_step", &nextStep, "What to do next.")
    subject.describe(&field)
  }
}
