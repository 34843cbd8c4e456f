import API
package import Core
import Wire

extension Connection {
  /// The PINs at a lock of people whom a site's staff added, and whose groups contain the lock, in order of creation.
  package func unmanagedPins(at device: DeviceRecord) throws -> [UnmanagedPin] {
    let groups = try acsAccessGroups(holding: device.entrance.id, in: device.system.workspaceID)
    return try siteUsers(of: device.system.id, in: device.system.workspaceID).compactMap { user in
      let own = groups.filter { user.groups.contains($0.group) }
      guard user.shown.profile.mayUsePin == true, !own.isEmpty else { return nil }
      return UnmanagedPin(user: user, device: device, groups: own)
    }
  }
}
