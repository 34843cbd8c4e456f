package import API
package import Core
package import Wire

extension Connection {
  fileprivate func entrance(
    of lock: ExternalID<ProviderLock>, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> ID<AcsEntrance>? {
    try first(
      "SELECT acs_entrance_id FROM acs_entrances WHERE workspace_id = ? AND acs_system_id = ? AND external_id = ?",
      workspace, system, lock
    ) { row in
      var columns = row.columns
      return columns.id()
    }
  }

  /// The user of a provider's person. An entry may arrive after its user was deleted.
  fileprivate func visitor(
    _ person: ExternalID<ProviderPerson>, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> (user: ID<AcsUser>, identity: ID<UserIdentity>?)? {
    let whose = "WHERE workspace_id = ? AND acs_system_id = ? AND person_id = ?"
    func visitor(_ row: Row) -> (user: ID<AcsUser>, identity: ID<UserIdentity>?) {
      var columns = row.columns
      return (columns.id(), columns.optionalID())
    }
    return try first(
      "SELECT acs_user_id, user_identity_id FROM acs_users \(whose) ORDER BY is_deleted, sequence DESC LIMIT 1",
      workspace, system, person, read: visitor)
      ?? first(
        """
        SELECT acs_user_id, user_identity_id FROM acs_users
        WHERE workspace_id = ? AND acs_system_id = ? AND successor_person_id = ? AND successor_person_id IS NOT NULL
        """, workspace, system, person, read: visitor)
      ?? first(
        "SELECT acs_user_id, user_identity_id FROM former_acs_users \(whose)", workspace, system, person, read: visitor)
  }

  /// The moment after which entries may be missing.
  package func entriesCompleteUntil(_ system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> Instant? {
    try first(
      """
      SELECT COALESCE(entries_complete_until, created_at) FROM acs_systems WHERE workspace_id = ? AND acs_system_id = ?
      """, workspace, system
    ) { row in
      var columns = row.columns
      return columns.instant()
    }
  }

  /// The entries that belong in the log and are not in it yet.
  package func unknown(
    _ entries: [ObservedEntry], at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> [ObservedEntry] {
    var known: Set<ExternalID<ProviderEntry>> = []
    for start in stride(from: 0, to: entries.count, by: 200) {
      var conditions = Conditions("workspace_id = ? AND acs_system_id = ?", workspace, system)
      conditions.among(entries[start..<min(start + 200, entries.count)].map(\.id), column: "entry_id")
      known.formUnion(
        try all("SELECT entry_id FROM entries WHERE \(conditions.sql)", conditions.values) { row in
          var columns = row.columns
          return columns.external()
        })
    }
    return entries.filter { $0.occurrence != .other && !known.contains($0.id) }
  }
}

extension Transaction {
  /// Appends the event of an entry, unless it was already appended.
  ///
  /// - Returns: whether the entry was new.
  @discardableResult
  package func append(_ entry: ObservedEntry, at system: AcsSystemRecord) throws -> Bool {
    let workspace = system.workspaceID
    var subject = EventSubject.of(system)
    subject.acsEntranceID = try entrance(of: entry.lock, at: system.id, in: workspace)
    subject.deviceID = subject.acsEntranceID.map { ID($0.text) }
    if let person = entry.person, let visitor = try visitor(person, at: system.id, in: workspace) {
      subject.acsUserID = visitor.user
      subject.userIdentityID = visitor.identity
    }
    let eventID = identifiers.next(Event.self)
    guard var event = entry.event(about: subject, eventID: eventID, at: now, workspaceID: workspace) else {
      return false
    }
    if let code = try accessCode(usedBy: entry, about: subject, at: system) {
      event.access.accessCodeID = code.id
      if case .opened = entry.occurrence { event.access.accessCodeIsManaged = code.isManaged }
    }
    let isNew =
      try run(
        """
        INSERT INTO entries (workspace_id, acs_system_id, entry_id, event_id, occurred_at, acs_entrance_id, acs_user_id,
          is_opening)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (workspace_id, acs_system_id, entry_id) DO NOTHING
        """, workspace, system.id, entry.id, eventID, entry.occurredAt, subject.acsEntranceID, subject.acsUserID,
        entry.occurrence == .opened) > 0
    if isNew {
      try append(event)
      try notePINUse(of: entry, about: subject)
      if event.access.accessCodeIsManaged == true, let code = event.access.accessCodeID {
        try noteOpening(by: code, at: entry.occurredAt)
      }
    }
    return isNew
  }

  /// Records the user of a person who was deleted at the provider.
  func rememberPerson(of user: AcsUserRecord) throws {
    guard let person = user.observed?.person else { return }
    try run(
      """
      INSERT INTO former_acs_users (workspace_id, acs_system_id, person_id, acs_user_id, user_identity_id)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (workspace_id, acs_system_id, person_id) DO UPDATE SET acs_user_id = excluded.acs_user_id, user_identity_id = excluded.user_identity_id
      """, user.workspaceID, user.acsSystemID, person, user.id, user.userIdentityID)
  }

  /// Records that no entry is missing before a moment, unless an IQ was offline since: it may still hold entries.
  package func saveEntriesComplete(until moment: Instant, _ system: ID<AcsSystem>) throws {
    try run(
      """
      UPDATE acs_systems SET entries_complete_until = ? WHERE workspace_id = ? AND acs_system_id = ?
        AND NOT EXISTS (SELECT 1 FROM iq_sightings i WHERE i.workspace_id = acs_systems.workspace_id
          AND i.acs_system_id = acs_systems.acs_system_id AND i.is_online = 0 AND COALESCE(i.until_at, ?) >= ?)
      """, moment, workspaceID, system, moment, moment)
  }
}
