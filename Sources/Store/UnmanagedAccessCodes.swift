import API
package import Core
import Wire

extension Connection {
  /// The people whom a site's staff added, who have a PIN, and whose groups contain a lock, in order of creation.
  package func siteUsers(withPinAt device: DeviceRecord) throws -> [SiteUserRecord] {
    let groups: [ExternalID<ProviderAccessGroup>] = try all(
      """
      SELECT g.external_id FROM acs_access_group_entrances x JOIN acs_access_groups g
        ON g.workspace_id = x.workspace_id AND g.acs_access_group_id = x.acs_access_group_id
      WHERE x.workspace_id = ? AND x.acs_entrance_id = ?
      """, device.system.workspaceID, device.entrance.id
    ) { row in
      var columns = row.columns
      return columns.external(ProviderAccessGroup.self)
    }
    let known = Set(groups)
    return try siteUsers(of: device.system.id, in: device.system.workspaceID).filter { user in
      user.shown.profile.mayUsePin == true && user.groups.contains(where: known.contains)
    }
  }
}
