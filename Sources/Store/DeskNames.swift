package import API
package import Wire

extension Connection {
  /// The names of people by their ACS users. The people of access grants keep their names when the user is deleted.
  package func personNames(_ ids: Set<ID<AcsUser>>, in workspace: ID<Workspace>) throws -> [ID<AcsUser>: String] {
    if ids.isEmpty { return [:] }
    var users = Conditions("u.workspace_id = ?", workspace)
    users.among(Array(ids), column: "u.acs_user_id")
    var methods = Conditions("m.workspace_id = ?", workspace)
    methods.among(Array(ids), column: "m.acs_user_id")
    let found = try all(
      """
      SELECT u.acs_user_id AS acs_user_id, COALESCE(u.full_name, i.full_name, u.email_address, i.email_address) AS name,
        0 AS place
      FROM acs_users u LEFT JOIN user_identities i
        ON i.workspace_id = u.workspace_id AND i.user_identity_id = u.user_identity_id
      WHERE \(users.sql)
      UNION ALL SELECT m.acs_user_id, COALESCE(i.full_name, i.email_address), 1 FROM access_methods m
      JOIN access_grants g ON g.workspace_id = m.workspace_id AND g.access_grant_id = m.access_grant_id
      JOIN user_identities i ON i.workspace_id = g.workspace_id AND i.user_identity_id = g.user_identity_id
      WHERE \(methods.sql) ORDER BY place
      """, users.values + methods.values
    ) { row in
      var columns = row.columns
      return (id: columns.id(AcsUser.self), name: columns.optionalText())
    }
    return Dictionary(found.compactMap { one in one.name.map { (one.id, $0) } }) { first, _ in first }
  }

  /// The names of doors: those of their devices, or else those at the provider.
  package func doorNames(
    _ ids: Set<ID<AcsEntrance>>, in workspace: ID<Workspace>
  ) throws -> [ID<AcsEntrance>: String] {
    if ids.isEmpty { return [:] }
    var conditions = Conditions("e.workspace_id = ?", workspace)
    conditions.among(Array(ids), column: "e.acs_entrance_id")
    let found = try all(
      """
      SELECT e.acs_entrance_id, COALESCE(d.name, e.name) FROM acs_entrances e LEFT JOIN device_settings d
        ON d.workspace_id = e.workspace_id AND d.acs_entrance_id = e.acs_entrance_id
      WHERE \(conditions.sql)
      """, conditions.values
    ) { row in
      var columns = row.columns
      return (columns.id(AcsEntrance.self), columns.text())
    }
    return Dictionary(found) { first, _ in first }
  }
}
