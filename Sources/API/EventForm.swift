import Wire

/// The members that an event of a type has beside the common ones.
public struct EventForm: Sendable {
  public let type: EventType
  /// Human-readable description.
  public let doc: String
  let needed: [String]
  let possible: [String]
  /// What changes, as the members of `from` and `to`.
  let changing: [String]

  private init(
    _ type: EventType, _ doc: String, _ needed: [String], _ possible: [String] = [], changing: [String] = []
  ) {
    self.type = type
    self.needed = needed
    self.possible = possible
    self.changing = changing
    self.doc = doc
  }

  /// Whether events of the type can have a member.
  public func has(_ member: String) -> Bool { needed.contains(member) || possible.contains(member) }

  /// Every type of event that occurs here. The other types belong to features that Salto KS lacks.
  public static let all: [EventType: EventForm] = Dictionary(
    uniqueKeysWithValues: (acs + accounts + devices + grants + codes + others).map { ($0.type, $0) })

  private static let acs: [EventForm] = [
    system(.acsSystemAdded, "A site was connected."),
    system(.acsSystemConnected, "A site is connected again."),
    EventForm(
      .acsSystemDisconnected, "A site is disconnected: it cannot be reached, or the account lost its rights.",
      ["acs_system_id", "acs_system_errors", "acs_system_warnings"] + accountIssues, account),
    system(.acsUserCreated, "An ACS user was created.", "acs_user_id"),
    system(.acsUserDeleted, "An ACS user was deleted.", "acs_user_id"),
    system(.acsCredentialIssued, "A credential was issued.", "acs_credential_id"),
    system(.acsCredentialReissued, "A credential was changed and issued again.", "acs_credential_id"),
    system(.acsCredentialInvalidated, "A credential no longer opens any entrance.", "acs_credential_id"),
    system(.acsCredentialDeleted, "A credential was deleted.", "acs_credential_id"),
    system(.acsAccessGroupDeleted, "An access group was removed from its site.", "acs_access_group_id"),
    system(.acsEntranceAdded, "An entrance was added to a site.", "acs_entrance_id"),
    system(.acsEntranceRemoved, "An entrance was removed from its site.", "acs_entrance_id"),
    system(.acsEncoderAdded, "An encoder was added to a site.", "acs_encoder_id"),
    system(.acsEncoderRemoved, "An encoder was removed from its site.", "acs_encoder_id"),
  ]

  private static let accounts: [EventForm] = [
    EventForm(
      .connectWebviewLoginSucceeded, "A visitor connected an account.", ["connect_webview_id"] + account, owner),
    EventForm(.connectWebviewLoginFailed, "A visitor failed to connect an account.", ["connect_webview_id"]),
    EventForm(
      .connectedAccountCreated, "An account was connected for the first time.", ["connect_webview_id"] + account, notes),
    EventForm(
      .connectedAccountSuccessfulLogin, "A visitor signed in to an account.", ["connect_webview_id"] + account, notes),
    EventForm(.connectedAccountConnected, "An account is connected.", account, owner + ["connect_webview_id"]),
    EventForm(.connectedAccountDisconnected, "An account is disconnected.", account + accountIssues, notes),
    EventForm(
      .connectedAccountCompletedFirstSync, "All sites of an account were synced for the first time.", account, notes),
    EventForm(
      .connectedAccountCompletedFirstSyncAfterReconnection,
      "All sites of an account were synced after it was connected again.", account, notes),
    EventForm(.connectedAccountDeleted, "An account was deleted.", account, owner + ["connected_account_type"]),
  ]

  private static let devices: [EventForm] = [
    device(.deviceAdded, "A lock was added to a site."),
    device(.deviceConnected, "A lock is online again."),
    device(
      .deviceDisconnected, "A lock is offline.",
      ["error_code", "device_errors", "device_warnings"] + accountIssues),
    device(.deviceRemoved, "A lock was removed from its site."),
    device(.deviceConvertedToUnmanaged, "A lock was made unmanaged."),
    device(.deviceUnmanagedConvertedToManaged, "An unmanaged lock was made managed."),
    device(.deviceUnmanagedConnected, "An unmanaged lock is online again."),
    device(
      .deviceUnmanagedDisconnected, "An unmanaged lock is offline.",
      ["error_code", "device_errors", "device_warnings"] + accountIssues),
    EventForm(
      .deviceDeleted, "A lock was deleted with its connected account.", ["device_id"] + account,
      belongings + ["device_name"]),
    device(.deviceNameChanged, "A lock was renamed.", ["device_name"]),
    device(
      .deviceSaltoPrivacyModeActivated,
      "Privacy mode was activated on a lock. Only users who can override it can enter."),
    device(.deviceSaltoPrivacyModeDeactivated, "Privacy mode was deactivated on a lock."),
    EventForm(
      .lockLocked, "A door was locked by hand, in a sandbox.", ["device_id"] + account + ["method"],
      belongings + opening),
    EventForm(.lockUnlocked, "A door was unlocked.", account + ["method"], belongings + opening),
    EventForm(
      .lockAccessDenied, "A person was denied access at a door.", account, belongings + visitor + ["reason"]),
  ]

  private static let grants: [EventForm] = [
    grant(.accessGrantCreated, "An access grant was created."),
    grant(.accessGrantDeleted, "An access grant was deleted."),
    grant(.accessGrantAccessGrantedToAllDoors, "Every door of an access grant opens for the first time."),
    grant(.accessGrantAccessGrantedToDoor, "A door of an access grant opens.", ["acs_entrance_id"]),
    grant(.accessGrantAccessToDoorLost, "A door of an access grant no longer opens.", ["acs_entrance_id"]),
    EventForm(
      .accessGrantAccessTimesChanged, "The times of an access grant were changed.", ["access_grant_id"],
      ["access_grant_key", "starts_at", "ends_at"]),
    EventForm(
      .accessGrantCouldNotCreateRequestedAccessMethods, "Requested access methods could not be created.",
      ["access_grant_id", "error_message"], ["missing_device_ids"]),
    method(.accessMethodCreated, "An access method was created."),
    method(.accessMethodCardEncodingRequired, "An access method waits for a card that is held to an encoder."),
    method(.accessMethodIssued, "An access method was issued.", mayHave: ["is_backup_code"]),
    method(.accessMethodReissued, "An access method was issued again after a change.", mayHave: ["is_backup_code"]),
    method(.accessMethodRevoked, "An access method no longer opens its doors. It is issued again if possible."),
    method(.accessMethodDelayInIssuing, "An access method is not issued although its access is about to start."),
    method(.accessMethodFailedToIssue, "An access method is not issued although its access has started."),
    method(.accessMethodDeleted, "An access method was deleted."),
  ]

  private static let codes: [EventForm] = [
    code(.accessCodeCreated, "An access code was created."),
    code(.accessCodeChanged, "An access code was changed.", mayHave: ["change_reason", "changed_properties"]),
    code(.accessCodeMutationsRequested, "Changes of an access code were requested.", ["requested_mutations"]),
    code(.accessCodeNameChanged, "An access code was renamed.", changing: ["name"]),
    code(.accessCodeCodeChanged, "An access code gets other digits.", changing: ["code"]),
    code(
      .accessCodeTimeFrameChanged, "The times of an access code were changed.", changing: ["starts_at", "ends_at"]),
    code(
      .accessCodeDelayInSettingOnDevice, "The site has not confirmed an access code that is about to start.",
      codeIssues),
    code(
      .accessCodeFailedToSetOnDevice, "The site has not confirmed an access code that has started.", codeIssues),
    code(
      .accessCodeFailedToRemoveFromDevice, "The site has not confirmed the removal of an access code.", codeIssues),
    code(.accessCodeModifiedExternalToSeam, "An access code was changed at its site by other means."),
    code(.accessCodeDeletedExternalToSeam, "An access code was removed from its site by other means."),
    code(.accessCodeUnmanagedCreated, "A person whom the site's staff added got a PIN at a lock."),
    code(.accessCodeUnmanagedRemoved, "A person whom the site's staff added no longer has a PIN at a lock."),
    code(.accessCodeScheduledOnDevice, "The site keeps an access code that has not started."),
    code(.accessCodeSetOnDevice, "An access code opens its lock."),
    code(.accessCodeRemovedFromDevice, "An access code no longer opens its lock."),
    code(.accessCodeDeleted, "An access code was deleted."),
  ]

  private static let others: [EventForm] = [
    attempt(.actionAttemptLockDoorSucceeded, "A door was locked remotely."),
    attempt(.actionAttemptLockDoorFailed, "A door could not be locked remotely."),
    attempt(.actionAttemptUnlockDoorSucceeded, "A door was unlocked remotely."),
    attempt(.actionAttemptUnlockDoorFailed, "A door could not be unlocked remotely."),
    attempt(.actionAttemptSimulateKeypadCodeEntrySucceeded, "A simulated PIN opened a door."),
    attempt(.actionAttemptSimulateKeypadCodeEntryFailed, "A simulated PIN did not open a door."),
    attempt(.actionAttemptSimulateManualLockViaKeypadSucceeded, "A door was locked by hand, in a sandbox."),
    attempt(.actionAttemptSimulateManualLockViaKeypadFailed, "A door could not be locked by hand, in a sandbox."),
    EventForm(.clientSessionDeleted, "A client session was deleted.", ["client_session_id"]),
    EventForm(.enrollmentAutomationDeleted, "An enrollment automation was deleted.", ["enrollment_automation_id"]),
    space(.spaceCreated, "A space was created."),
    space(.spaceDeleted, "A space was deleted."),
    space(.spaceDeviceMembershipChanged, "Devices or entrances were added to a space, or removed from it."),
    EventForm(.phoneDeactivated, "A phone was deactivated.", ["device_id"], ["device_custom_metadata"]),
  ]

  private static let account = ["connected_account_id"]
  private static let notes = ["connected_account_custom_metadata"]
  private static let owner = notes + ["customer_key"]
  private static let belongings = owner + ["device_custom_metadata"]
  private static let accountIssues = ["connected_account_errors", "connected_account_warnings"]
  private static let codeIssues =
    ["access_code_errors", "access_code_warnings", "device_errors", "device_warnings"] + accountIssues
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

  private static func space(_ type: EventType, _ doc: String) -> EventForm {
    EventForm(type, doc, ["space_id", "device_ids", "acs_entrance_ids"], ["space_key"])
  }

  private static func grant(_ type: EventType, _ doc: String, _ more: [String] = []) -> EventForm {
    EventForm(type, doc, ["access_grant_id"] + more)
  }

  private static func method(_ type: EventType, _ doc: String, mayHave possible: [String] = []) -> EventForm {
    EventForm(type, doc, ["access_method_id", "access_grant_ids"], ["access_grant_keys"] + possible)
  }

  private static func code(
    _ type: EventType, _ doc: String, _ more: [String] = [], mayHave possible: [String] = [], changing: [String] = []
  ) -> EventForm {
    let change = changing.isEmpty ? [] : ["description", "from", "to"]
    return EventForm(
      type, doc, ["access_code_id", "device_id"] + account + change + more, belongings + possible, changing: changing)
  }

  /// The field of an event of this type.
  func narrowed(_ field: FieldSchema) -> FieldSchema {
    let isSide = !changing.isEmpty && ["from", "to"].contains(field.name)
    return field.with(
      schema: isSide ? field.schema.requiring(changing) : nil, isRequired: needed.contains(field.name))
  }

  private static func attempt(_ type: EventType, _ doc: String) -> EventForm {
    EventForm(type, doc, ["action_attempt_id", "action_type", "status"], account + ["device_id"])
  }
}
