import API
import Core
import Wire

/// Whether a grant exists only for access codes.
let grantMakesCodes = """
  EXISTS (SELECT 1 FROM access_codes k WHERE k.workspace_id = access_grants.workspace_id
    AND k.access_grant_id = access_grants.access_grant_id)
  """

/// Whether a grant gives access to a door, by itself or by a space. Two values: the door, twice.
let grantHasDoor = """
  (EXISTS (SELECT 1 FROM access_grant_doors d WHERE d.workspace_id = access_grants.workspace_id
      AND d.access_grant_id = access_grants.access_grant_id AND d.acs_entrance_id = ?)
    OR EXISTS (SELECT 1 FROM access_grant_spaces x JOIN space_doors s
      ON s.workspace_id = x.workspace_id AND s.space_id = x.space_id
      WHERE x.workspace_id = access_grants.workspace_id AND x.access_grant_id = access_grants.access_grant_id
        AND s.acs_entrance_id = ?))
  """

/// A query for the IDs of the grants that give access to doors, by themselves or by a space.
///
/// - Parameter doors: a query for the IDs of the doors. The values are the workspace and those of this query, twice.
func grantIDs(to doors: String) -> String {
  """
  SELECT d.access_grant_id FROM access_grant_doors d WHERE d.workspace_id = ? AND d.acs_entrance_id IN (\(doors))
  UNION SELECT x.access_grant_id FROM space_doors s JOIN access_grant_spaces x
    ON x.workspace_id = s.workspace_id AND x.space_id = s.space_id
  WHERE s.workspace_id = ? AND s.acs_entrance_id IN (\(doors))
  """
}

extension Conditions {
  /// The grant has a means of access at a site, gives access to a door, and is for a space. Each is one query for the IDs
  /// of the grants: a query for each grant would read all grants.
  mutating func addGrants(
    at system: ID<AcsSystem>?, to door: ID<AcsEntrance>?, onSpace space: ID<Space>?, in workspace: ID<Workspace>
  ) {
    if let system {
      add(
        """
        access_grants.access_grant_id IN (
          SELECT m.access_grant_id FROM access_methods m WHERE m.workspace_id = ? AND m.acs_system_id = ?)
        """, workspace, system)
    }
    if let door { add("access_grants.access_grant_id IN (\(grantIDs(to: "?")))", workspace, door, workspace, door) }
    if let space {
      add(
        """
        access_grants.access_grant_id IN (
          SELECT x.access_grant_id FROM access_grant_spaces x WHERE x.workspace_id = ? AND x.space_id = ?)
        """, workspace, space)
    }
  }
}
