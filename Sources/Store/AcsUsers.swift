package import API
package import Core
package import Wire

extension Connection {
  /// An ACS user, including deleted ones that still exist at the provider.
  package func acsUser(_ id: ID<AcsUser>, in workspace: ID<Workspace>) throws -> AcsUserRecord? {
    try first(
      "SELECT \(acsUserColumns) FROM acs_users WHERE workspace_id = ? AND acs_user_id = ?", workspace, id,
      read: acsUserRecord)
  }

  /// The identity's ACS user in a system, unless it is being deleted.
  package func acsUser(
    of identity: ID<UserIdentity>, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> AcsUserRecord? {
    try first(
      """
      SELECT \(acsUserColumns) FROM acs_users
      WHERE workspace_id = ? AND user_identity_id = ? AND acs_system_id = ? AND is_deleted = 0
      """, workspace, identity, system, read: acsUserRecord)
  }

  // The plus before the sequence in the next queries keeps SQLite from scanning all users in order, since an index
  // finds the few matching ones.

  /// The ACS users of an identity that are not being deleted, in order of creation.
  package func acsUsers(of identity: ID<UserIdentity>, in workspace: ID<Workspace>) throws -> [AcsUserRecord] {
    try all(
      """
      SELECT \(acsUserColumns) FROM acs_users
      WHERE workspace_id = ? AND user_identity_id = ? AND is_deleted = 0 ORDER BY +sequence
      """, workspace, identity, read: acsUserRecord)
  }

  /// The ACS users of an identity, including those that are being deleted.
  func allAcsUsers(of identity: UserIdentityRecord) throws -> [AcsUserRecord] {
    try all(
      "SELECT \(acsUserColumns) FROM acs_users WHERE workspace_id = ? AND user_identity_id = ? ORDER BY +sequence",
      identity.workspaceID, identity.id, read: acsUserRecord)
  }

  /// The ACS users of an identity that may have keys at the provider, including those that are being deleted.
  package func keyHolders(of identity: ID<UserIdentity>, in workspace: ID<Workspace>) throws -> [AcsUserRecord] {
    try all(
      """
      SELECT \(acsUserColumns) FROM acs_users
      WHERE workspace_id = ? AND user_identity_id = ? AND observed_mobile_key = 1 ORDER BY +sequence
      """, workspace, identity, read: acsUserRecord)
  }

  /// The first ACS user of a system that has this e-mail address and no identity.
  package func unlinkedAcsUser(
    emailAddress: String, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> AcsUserRecord? {
    try first(
      """
      SELECT \(acsUserColumns) FROM acs_users
      WHERE workspace_id = ? AND acs_system_id = ? AND lower(email_address) = ?
        AND email_address IS NOT NULL AND user_identity_id IS NULL AND is_deleted = 0
      ORDER BY +sequence LIMIT 1
      """, workspace, system, emailAddress.lowercased(), read: acsUserRecord)
  }

  /// The first ACS user of a system that has this phone number and no identity.
  package func unlinkedAcsUser(
    phoneNumber: String, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> AcsUserRecord? {
    try first(
      """
      SELECT \(acsUserColumns) FROM acs_users
      WHERE workspace_id = ? AND acs_system_id = ? AND phone_number = ? AND phone_number IS NOT NULL
        AND user_identity_id IS NULL AND is_deleted = 0
      ORDER BY +sequence LIMIT 1
      """, workspace, system, phoneNumber, read: acsUserRecord)
  }
}

extension Transaction {
  package func nextAcsUserSequence() throws -> Int {
    try nextSequence(of: "acs_users")
  }

  package func insert(_ user: AcsUserRecord) throws {
    let marks = Array(repeating: "?", count: 8 + acsUserMutableColumns.count).joined(separator: ", ")
    try run(
      """
      INSERT INTO acs_users (workspace_id, acs_user_id, sequence, acs_system_id, connected_account_id, created_at,
        user_identity_id, search_text, \(acsUserMutableColumns.joined(separator: ", ")))
      VALUES (\(marks))
      """,
      [
        user.workspaceID, user.id, user.sequence, user.acsSystemID, user.connectedAccountID, user.createdAt,
        user.userIdentityID, user.searchText,
      ] + acsUserMutableValues(user))
    try count(1, user)
    try remember(user, .wanted)
    try rememberLink(of: user, was: nil)
  }

  /// Counting on read would scan all users of the system.
  private func count(_ change: Int, _ user: AcsUserRecord) throws {
    try run(
      "UPDATE acs_systems SET user_count = user_count + ? WHERE workspace_id = ? AND acs_system_id = ?", change,
      user.workspaceID, user.acsSystemID)
  }

  /// Stores the record, and records its changes in the history.
  package func save(_ user: AcsUserRecord, was before: AcsUserRecord) throws {
    guard user != before else { return }
    try run(
      """
      UPDATE acs_users SET user_identity_id = ?, search_text = ?,
        \(acsUserMutableColumns.map { $0 + " = ?" }.joined(separator: ", "))
      WHERE workspace_id = ? AND acs_user_id = ?
      """, [user.userIdentityID, user.searchText] + acsUserMutableValues(user) + [user.workspaceID, user.id])
    try rememberChange(of: user, was: before)
    try rememberLink(of: user, was: before.userIdentityID)
    if user.observed?.person != before.observed?.person { try rememberPerson(of: before) }
  }

  /// Deletes a user whose person stays at the site. Later entries of the person do not belong to the user.
  package func letGo(_ user: AcsUserRecord) throws {
    var gone = user
    gone.observed = nil
    try remember(gone, .observed)
    try remove(user)
  }

  /// Deletes the user with its memberships, credentials and timetable. Its history and events stay.
  package func remove(_ user: AcsUserRecord) throws {
    // A card stays at the site when its holder is deleted.
    try run(
      """
      UPDATE acs_credentials SET acs_user_id = NULL, issued_at = NULL
      WHERE workspace_id = ? AND acs_user_id = ? AND tag_id IS NOT NULL
      """, user.workspaceID, user.id)
    for table in ["timetable", "acs_user_access_groups", "acs_credentials", "enrollment_automations", "acs_users"] {
      try run("DELETE FROM \(table) WHERE workspace_id = ? AND acs_user_id = ?", user.workspaceID, user.id)
    }
    try count(-1, user)
  }
}

extension AcsUserRecord {
  fileprivate var searchText: String { foldedText(wanted.fullName, wanted.phoneNumber, wanted.emailAddress, id.text) }
}

private let acsUserMutableColumns = [
  "full_name", "email_address", "phone_number", "starts_at", "ends_at", "is_suspended", "is_deleted",
  "may_hold_mobile_key", "invited_email_address", "cancels_keys", "pin_credential_id", "governs_pins", "tag_id",
  "tag_number", "governs_tags", "guest_person_id", "guest_email_address", "former_guest_person_id",
  "site_user_id", "person_id", "observed_full_name", "observed_email_address", "observed_mobile_key",
  "observed_blocked", "observed_subscribed", "observed_may_use_pin",
  "observed_pin_credential_id", "observed_tag_number",
  "subscription_changed_at", "observed_at", "provider_created_at", "observed_has_account", "open_call", "open_call_at",
  "attempts", "not_before", "refusals", "seat", "revoking_since", "origin", "added_mobile_key", "added_pin",
  "added_tag",
  "generation", "succession", "successor_person_id",
]

/// The columns that `acsUserRecord` reads, in its order.
let acsUserColumns =
  ([
    "workspace_id", "acs_user_id", "sequence", "acs_system_id", "connected_account_id", "created_at",
    "user_identity_id",
  ] + acsUserMutableColumns).map { "acs_users.\($0)" }.joined(separator: ", ")

private func acsUserMutableValues(_ user: AcsUserRecord) -> [any SQLValue] {
  let wanted = user.wanted
  let observed = user.observed
  let progress = user.progress
  return [
    wanted.fullName, wanted.emailAddress, wanted.phoneNumber, wanted.schedule?.startsAt, wanted.schedule?.endsAt,
    wanted.isSuspended, wanted.isDeleted, wanted.mayHoldMobileKey, wanted.invitedEmailAddress, wanted.cancelsKeys,
    wanted.pin, wanted.governsPins, wanted.tag?.id, wanted.tag?.number, wanted.governsTags, wanted.guest?.person,
    wanted.guest?.emailAddress, wanted.formerGuest,
    observed?.siteUser, observed?.person, observed?.fullName, observed?.emailAddress,
    observed?.mayHoldMobileKey ?? false,
    observed?.isBlocked ?? false, observed?.isSubscribed ?? false, observed?.mayUsePin ?? false, observed?.pin,
    observed?.tagNumber,
    observed?.subscriptionChangedAt,
    observed?.observedAt, observed?.createdAt, observed?.hasAccount ?? false, progress.openCall?.kind.text,
    progress.openCall?.at, progress.attempts, progress.notBefore, refusalsText(progress.refusals),
    progress.seat.rawValue, progress.revokingSince, user.origin.rawValue, user.additions.mobileKey, user.additions.pin,
    user.additions.tag, user.generation, user.succession.map(successionText), user.successor?.observed.person,
  ]
}

func acsUserRecord(_ row: Row) throws -> AcsUserRecord {
  var columns = row.columns
  return acsUserRecord(&columns)
}

func acsUserRecord(_ columns: inout Columns) -> AcsUserRecord {
  let workspace = columns.id(Workspace.self)
  let id = columns.id(AcsUser.self)
  let sequence = columns.integer()
  let system = columns.id(AcsSystem.self)
  let account = columns.id(ConnectedAccount.self)
  let createdAt = columns.instant()
  let identity = columns.optionalID(UserIdentity.self)
  var user = AcsUserRecord(
    id: id, workspaceID: workspace, acsSystemID: system, connectedAccountID: account, userIdentityID: identity,
    sequence: sequence, createdAt: createdAt, wanted: wanted(&columns), observed: observed(&columns),
    progress: progress(&columns))
  user.origin = AcsUserRecord.Origin(rawValue: columns.text()) ?? .unproven
  user.additions = AcsUserRecord.Additions(mobileKey: columns.flag(), pin: columns.flag(), tag: columns.flag())
  user.generation = columns.integer()
  user.succession = succession(columns.optionalText())
  // The person of the successor has a column of its own only for lookups.
  _ = columns.optionalText()
  return user
}

private func wanted(_ columns: inout Columns) -> AcsUserRecord.Wanted {
  var wanted = AcsUserRecord.Wanted(
    fullName: columns.optionalText(), emailAddress: columns.optionalText(), phoneNumber: columns.optionalText())
  let startsAt = columns.optionalInstant()
  let endsAt = columns.optionalInstant()
  wanted.schedule = startsAt.map { Schedule(startsAt: $0, endsAt: endsAt) }
  wanted.isSuspended = columns.flag()
  wanted.isDeleted = columns.flag()
  wanted.mayHoldMobileKey = columns.flag()
  wanted.invitedEmailAddress = columns.optionalText()
  wanted.cancelsKeys = columns.flag()
  wanted.pin = columns.optionalID()
  wanted.governsPins = columns.flag()
  let (tag, number) = (columns.optionalText(), columns.optionalText())
  if let tag, let number { wanted.tag = Tag(id: ExternalID(tag), number: number) }
  wanted.governsTags = columns.flag()
  let (person, address) = (columns.optionalText(), columns.optionalText())
  wanted.guest = person.map { GuestPerson(person: ExternalID($0), emailAddress: address) }
  wanted.formerGuest = columns.optionalText().map { ExternalID($0) }
  return wanted
}

private func observed(_ columns: inout Columns) -> AcsUserRecord.Observed? {
  let siteUser = columns.optionalText()
  let person = columns.optionalText()
  let fullName = columns.optionalText()
  let emailAddress = columns.optionalText()
  let mayHoldMobileKey = columns.flag()
  let isBlocked = columns.flag()
  let isSubscribed = columns.flag()
  let mayUsePin = columns.flag()
  let pin = columns.optionalID(AcsCredential.self)
  let tagNumber = columns.optionalText()
  let subscriptionChangedAt = columns.optionalInstant()
  let observedAt = columns.optionalInstant()
  let createdAt = columns.optionalInstant()
  let hasAccount = columns.flag()
  guard let siteUser, let person, let subscriptionChangedAt, let observedAt, let createdAt else { return nil }
  var observed = AcsUserRecord.Observed(
    siteUser: ExternalID(siteUser), person: ExternalID(person), fullName: fullName ?? "", emailAddress: emailAddress,
    mayHoldMobileKey: mayHoldMobileKey, isBlocked: isBlocked, isSubscribed: isSubscribed,
    mayUsePin: mayUsePin, pin: pin, tagNumber: tagNumber, subscriptionChangedAt: subscriptionChangedAt,
    observedAt: observedAt, createdAt: createdAt)
  observed.hasAccount = hasAccount
  return observed
}

private func progress(_ columns: inout Columns) -> AcsUserRecord.Progress {
  var progress = AcsUserRecord.Progress()
  let kind = columns.optionalText().flatMap(OpenCall.Kind.init(text:))
  let at = columns.optionalInstant()
  if let kind, let at { progress.openCall = OpenCall(kind: kind, at: at) }
  progress.attempts = columns.integer()
  progress.notBefore = columns.optionalInstant()
  progress.refusals = refusals(columns.optionalText())
  progress.seat = AcsUserRecord.Seat(rawValue: columns.integer()) ?? .none
  progress.revokingSince = columns.optionalInstant()
  return progress
}
