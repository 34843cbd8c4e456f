package import API
import Core
package import Wire

/// The number of a site's revocations that are overdue at the provider.
package struct OverdueRevocations: Sendable {
  package var workspaceID: ID<Workspace>
  package var acsSystemID: ID<AcsSystem>
  package var count: Int
  /// When the oldest of them became due. Nil if there is none.
  package var oldest: Instant?
}

extension Connection {
  /// The users of a system with revocations due before a moment, their own or those of their grants, with the time when
  /// each became due.
  package func overdueRevocations(
    of system: ID<AcsSystem>, in workspace: ID<Workspace>, before moment: Instant
  ) throws -> [ID<AcsUser>: Instant] {
    let rows = try all(
      """
      SELECT acs_user_id, revoking_since FROM acs_users
      WHERE workspace_id = ? AND acs_system_id = ? AND revoking_since IS NOT NULL AND revoking_since <= ?
      UNION ALL SELECT acs_user_id, revoking_since FROM grant_groups
      WHERE workspace_id = ? AND acs_system_id = ? AND revoking_since IS NOT NULL AND revoking_since <= ?
      """, workspace, system, moment, workspace, system, moment
    ) { row in
      var columns = row.columns
      return (columns.id(AcsUser.self), columns.instant())
    }
    return Dictionary(rows, uniquingKeysWith: min)
  }

  /// The overdue revocations of each site of a workspace.
  package func overdueRevocations(in workspace: ID<Workspace>, before moment: Instant) throws -> [OverdueRevocations] {
    try all(
      """
      SELECT s.acs_system_id, COUNT(o.revoking_since), MIN(o.revoking_since) FROM acs_systems s LEFT JOIN (
        SELECT acs_system_id, revoking_since FROM acs_users
        WHERE workspace_id = ? AND revoking_since IS NOT NULL AND revoking_since <= ?
        UNION ALL SELECT acs_system_id, revoking_since FROM grant_groups
        WHERE workspace_id = ? AND revoking_since IS NOT NULL AND revoking_since <= ?) o
        ON o.acs_system_id = s.acs_system_id
      WHERE s.workspace_id = ? AND s.external_id IS NOT NULL
      GROUP BY s.acs_system_id, s.sequence ORDER BY s.sequence
      """, workspace, moment, workspace, moment, workspace
    ) { row in
      var columns = row.columns
      return OverdueRevocations(
        workspaceID: workspace, acsSystemID: columns.id(), count: columns.integer(), oldest: columns.optionalInstant())
    }
  }
}
