/// An operation of the Connect API on one site.
typealias SiteRoute = @Sendable (inout Site, Call, inout Platform) throws -> Reply

/// Operations that concern no particular site.
let accountRoutes: [String: @Sendable (CloudState, Call) throws -> Reply] = [
  "GET me": { state, call in try state.me(call) },
  "GET sites": { state, call in try state.listSites(call) },
]

/// Operations on people's own devices, by method and path under `/me`.
let deviceRoutes: [String: SiteRoute] = [
  "GET devices": { _, call, platform in try platform.listDevices(call) },
  "POST devices": { site, call, platform in try platform.registerDevice(call, at: site) },
  "GET devices/*": { _, call, platform in try platform.getDevice(call) },
  "DELETE devices/*": { site, call, platform in try platform.removeDevice(call, at: site) },
  "PUT devices/*/certificate": { site, call, platform in try platform.renewCertificate(call, at: site) },
  "GET devices/*/mkey": { site, call, platform in try platform.getMobileKey(call, at: site) },
]

/// The operations by method and path. A star stands for an ID.
let siteRoutes: [String: SiteRoute] = [
  "GET sites/*": { site, _, _ in .object(site.json) },
  "GET sites/*/subscription": { site, _, _ in site.getSubscription() },
  "GET sites/*/me": { site, call, platform in try site.siteMe(call, platform) },
  "GET sites/*/tags": { site, call, _ in try site.listTags(call) },
  "GET sites/*/roles": { site, call, _ in try site.listRoles(call) },
  "GET sites/*/iqs": { site, call, _ in try site.listIQs(call) },
  "GET sites/*/iqs/*": { site, call, _ in try site.getIQ(call) },
  "GET sites/*/iqs/*/secret": { site, call, platform in try site.getSecret(call, &platform) },
  "GET sites/*/iqs/*/pin": { site, call, platform in try site.sendPin(call, &platform) },
  "PUT sites/*/iqs/*/pin": { site, call, platform in try site.putIQPin(call, &platform) },
  "PATCH sites/*/locks/*/locking": { site, call, platform in try site.setLocking(call, &platform) },
  "GET sites/*/locks": { site, call, _ in try site.listLocks(call) },
  "GET sites/*/locks/*": { site, call, _ in try site.getLock(call) },
  "GET sites/*/locks/*/offline_keys": { site, call, _ in try site.listOfflineKeys(call) },
  "PATCH sites/*/locks/*/offline_keys": { site, call, _ in try site.changeOfflineKeys(call) },
  "GET sites/*/users": { site, call, platform in try site.listUsers(call, platform) },
  "POST sites/*/users": { site, call, platform in try site.createUser(call, &platform) },
  "GET sites/*/users/*": { site, call, platform in .object(site.userJSON(try site.user(call), now: call.now, platform))
  },
  "PATCH sites/*/users/*": { site, call, platform in try site.updateUser(call, &platform) },
  "DELETE sites/*/users/*": { site, call, platform in try site.deleteUser(call, &platform) },
  "PATCH sites/*/users/*/subscription": { site, call, platform in try site.setSubscription(call, &platform) },
  "PUT sites/*/users/*/pin": { site, call, platform in try site.putPin(call, &platform) },
  "PUT sites/*/users/*/pin/*": { site, call, _ in try site.putChosenPin(call) },
  "GET sites/*/users/*/keys": { site, call, _ in try site.listKeys(call) },
  "POST sites/*/guests": { site, call, platform in try site.createGuest(call, &platform) },
  "GET sites/*/access_groups": { site, call, _ in try site.listGroups(call) },
  "POST sites/*/access_groups": { site, call, platform in try site.createGroup(call, &platform) },
  "GET sites/*/access_groups/*": { site, call, _ in try site.getGroup(call) },
  "DELETE sites/*/access_groups/*": { site, call, _ in try site.deleteGroup(call) },
  "GET sites/*/access_groups/*/users": { site, call, platform in try site.listMembers(call, platform) },
  "POST sites/*/access_groups/*/users": { site, call, platform in try site.addMember(call, &platform) },
  "PATCH sites/*/access_groups/*/users": { site, call, platform in try site.changeMembers(call, &platform) },
  "DELETE sites/*/access_groups/*/users/*": { site, call, platform in try site.removeMember(call, &platform) },
  "GET sites/*/access_groups/*/locks": { site, call, _ in try site.listGroupLocks(call) },
  "POST sites/*/access_groups/*/locks": { site, call, platform in try site.addLock(call, &platform) },
  "PATCH sites/*/access_groups/*/locks": { site, call, platform in try site.changeLocks(call, &platform) },
  "DELETE sites/*/access_groups/*/locks/*": { site, call, platform in try site.removeLock(call, &platform) },
  "GET sites/*/access_groups/*/time_schedules": { site, call, _ in try site.listSchedules(call) },
  "POST sites/*/access_groups/*/time_schedules": { site, call, platform in try site.createSchedule(call, &platform) },
  "PATCH sites/*/access_groups/*/time_schedules/*": { site, call, platform in try site.updateSchedule(call, &platform)
  },
  "DELETE sites/*/access_groups/*/time_schedules/*": { site, call, platform in try site.deleteSchedule(call, &platform)
  },
  "GET sites/*/entries": { site, call, _ in try site.listEntries(call) },
]
