import API
import Core
import Wire

extension Transaction {
  /// Records on the access methods of a person that a door refused or took their PIN. Only methods whose grant has the
  /// door and was running count. Entries may be late and out of order, so the latest moment of each kind is kept.
  func notePINUse(of entry: ObservedEntry, about subject: EventSubject) throws {
    guard entry.means == .pin, let user = subject.acsUserID, let door = subject.acsEntranceID,
      let column = entry.occurrence.pinColumn
    else { return }
    try run(
      """
      UPDATE access_methods SET \(column) = CASE WHEN \(column) > ? THEN \(column) ELSE ? END
      WHERE workspace_id = ? AND acs_user_id = ? AND mode = 'code' AND access_grant_id IN (
        SELECT access_grants.access_grant_id FROM access_methods m JOIN access_grants
          ON access_grants.workspace_id = m.workspace_id AND access_grants.access_grant_id = m.access_grant_id
        WHERE m.workspace_id = ? AND m.acs_user_id = ? AND access_grants.is_deleted = 0
          AND access_grants.starts_at <= ? AND (access_grants.ends_at IS NULL OR access_grants.ends_at > ?)
          AND \(grantHasDoor))
      """, entry.occurredAt, entry.occurredAt, workspaceID, user, workspaceID, user, entry.occurredAt,
      entry.occurredAt, door, door)
  }
}

extension ObservedEntry.Occurrence {
  /// The column with the moment of a use of a PIN. Nil if it says nothing about a known PIN.
  fileprivate var pinColumn: String? {
    switch self {
    case .opened: "pin_opened_at"
    case .denied(.unknownPIN), .other: nil
    case .denied: "pin_refused_at"
    }
  }
}
