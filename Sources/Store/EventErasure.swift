import API
import Core
import Wire

extension Transaction {
  /// The columns of events by which the resources of a person are found.
  private static let columns = ["acs_user_id", "access_grant_id", "access_method_id", "access_code_id", "device_id"]

  /// Deletes the texts that stored events have about a person. The events stay, with their types, IDs and times.
  ///
  /// - Parameter ids: the IDs of the person's resources.
  package func eraseEvents(about ids: Set<String>) throws {
    let sorted = ids.sorted()
    for start in stride(from: 0, to: sorted.count, by: 500) {
      let part = Array(sorted[start..<min(start + 500, sorted.count)])
      for column in Self.columns {
        var conditions = Conditions("workspace_id = ?", workspaceID)
        conditions.among(part, column: column)
        let found = try all("SELECT sequence, body FROM events WHERE \(conditions.sql)", conditions.values) { row in
          var columns = row.columns
          return (sequence: columns.integer(), body: columns.text())
        }
        for event in found { try erase(event.body, sequence: event.sequence) }
      }
    }
  }

  private func erase(_ body: String, sequence: Int) throws {
    // What cannot be read is dropped, so that nothing about the person stays in it.
    var issues = Issues()
    var event = Event(try JSON.parse(body.utf8), noting: &issues)
    event.erasePerson()
    let erased = String(decoding: event.jsonBytes, as: UTF8.self)
    if erased == body { return }
    try run("UPDATE events SET body = ? WHERE workspace_id = ? AND sequence = ?", erased, workspaceID, sequence)
  }
}
