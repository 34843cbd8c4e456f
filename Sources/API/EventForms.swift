/// What an event of a type tells, beside what every event does.
public struct EventForm: Sendable {
  public let type: EventType
  /// What happened, for people.
  public let doc: String
  let needed: [String]
  let possible: [String]

  private init(_ type: EventType, _ doc: String, _ needed: [String], _ possible: [String] = []) {
    self.type = type
    self.needed = needed
    self.possible = possible
    self.doc = doc
  }

  /// Whether such an event has room for a member.
  public func has(_ member: String) -> Bool { needed.contains(member) || possible.contains(member) }

  /// Every type of event that is told here; the others belong to what Salto KS has not.
  public static let all: [EventType: EventForm] = Dictionary(
    uniqueKeysWithValues: (acs + accounts + devices + others).map { ($0.type, $0) })

  private static let acs: [EventForm] = [
    system(.acsSystemAdded, "A site was connected."),
    system(.acsSystemConnected, "A site can be reached again."),
    EventForm(
      .acsSystemDisconnected, "A site cannot be reached, or may not be worked for.",
      ["acs_system_id", "acs_system_errors", "acs_system_warnings"] + accountIssues, account),
    system(.acsUserCreated, "An ACS user was created.", "acs_user_id"),
    system(.acsUserDeleted, "An ACS user is gone.", "acs_user_id"),
    system(.acsCredentialIssued, "A credential can be used.", "acs_credential_id"),
    system(.acsCredentialReissued, "A credential was changed and can be used as it is now.", "acs_credential_id"),
    system(.acsCredentialInvalidated, "A credential opens nothing any more.", "acs_credential_id"),
    system(.acsCredentialDeleted, "A credential was deleted.", "acs_credential_id"),
    system(.acsAccessGroupDeleted, "An access group is gone from its site.", "acs_access_group_id"),
    system(.acsEntranceAdded, "A site has a new entrance.", "acs_entrance_id"),
    system(.acsEntranceRemoved, "An entrance is gone from its site.", "acs_entrance_id"),
  ]

  private static let accounts: [EventForm] = [
    EventForm(.connectWebviewLoginSucceeded, "Somebody connected an account.", ["connect_webview_id"] + account, owner),
    EventForm(.connectWebviewLoginFailed, "Somebody tried to connect an account in vain.", ["connect_webview_id"]),
    EventForm(
      .connectedAccountCreated, "An account was connected for the first time.", ["connect_webview_id"] + account, notes),
    EventForm(
      .connectedAccountSuccessfulLogin, "Somebody signed in to an account.", ["connect_webview_id"] + account, notes),
    EventForm(.connectedAccountConnected, "An account can be used.", account, owner + ["connect_webview_id"]),
    EventForm(.connectedAccountDisconnected, "An account cannot be used.", account + accountIssues, notes),
    EventForm(.connectedAccountCompletedFirstSync, "All of an account's sites have been read.", account, notes),
    EventForm(
      .connectedAccountCompletedFirstSyncAfterReconnection,
      "All of an account's sites have been read since it was connected again.", account, notes),
    EventForm(.connectedAccountDeleted, "An account was deleted.", account, owner + ["connected_account_type"]),
  ]

  private static let devices: [EventForm] = [
    device(.deviceAdded, "A site has a new lock."),
    device(.deviceConnected, "A lock is in reach again."),
    device(
      .deviceDisconnected, "A lock is out of reach.",
      ["error_code", "device_errors", "device_warnings"] + accountIssues),
    device(.deviceRemoved, "A lock is gone from its site."),
    EventForm(.deviceDeleted, "A lock's account was deleted.", ["device_id"] + account, belongings + ["device_name"]),
    device(.deviceNameChanged, "A lock was renamed.", ["device_name"]),
    device(.deviceSaltoPrivacyModeActivated, "A lock lets nobody in but who may override its privacy mode."),
    device(.deviceSaltoPrivacyModeDeactivated, "A lock's privacy mode is over."),
    EventForm(.lockUnlocked, "Somebody opened a door.", account + ["method"], belongings + opening),
    EventForm(
      .lockAccessDenied, "Somebody was not let in.", account, belongings + visitor + ["reason"]),
  ]

  private static let others: [EventForm] = [
    attempt(.actionAttemptLockDoorSucceeded, "A door was locked from afar."),
    attempt(.actionAttemptLockDoorFailed, "A door could not be locked from afar."),
    attempt(.actionAttemptUnlockDoorSucceeded, "A door was unlocked from afar."),
    attempt(.actionAttemptUnlockDoorFailed, "A door could not be unlocked from afar."),
    EventForm(.clientSessionDeleted, "A client session was deleted.", ["client_session_id"]),
    EventForm(.enrollmentAutomationDeleted, "An enrollment automation was deleted.", ["enrollment_automation_id"]),
    EventForm(.phoneDeactivated, "A phone was taken out of use.", ["device_id"], ["device_custom_metadata"]),
  ]

  private static let account = ["connected_account_id"]
  private static let notes = ["connected_account_custom_metadata"]
  private static let owner = notes + ["customer_key"]
  private static let belongings = owner + ["device_custom_metadata"]
  private static let accountIssues = ["connected_account_errors", "connected_account_warnings"]
  private static let visitor = [
    "device_id", "acs_entrance_id", "acs_system_id", "acs_user_id", "user_identity_id", "access_code_id",
  ]
  private static let opening =
    visitor + ["access_code_is_managed", "action_attempt_id", "code", "is_via_bluetooth", "is_via_nfc"]

  private static func system(_ type: EventType, _ doc: String) -> EventForm {
    EventForm(type, doc, ["acs_system_id"], account)
  }

  private static func system(_ type: EventType, _ doc: String, _ member: String) -> EventForm {
    EventForm(type, doc, [member, "acs_system_id"], account)
  }

  private static func device(_ type: EventType, _ doc: String, _ more: [String] = []) -> EventForm {
    EventForm(type, doc, ["device_id"] + account + more, belongings)
  }

  private static func attempt(_ type: EventType, _ doc: String) -> EventForm {
    EventForm(type, doc, ["action_attempt_id", "action_type", "status"], account + ["device_id"])
  }
}
