/// An operation of the Connect API.
typealias ConnectRoute = @Sendable (inout CloudState, Call, inout IDSource) throws -> Reply

/// What people do with their own devices, by verb and path under `/me`.
let deviceRoutes: [String: ConnectRoute] = [
  "GET devices": { state, call, _ in try state.listDevices(call) },
  "POST devices": { state, call, ids in try state.registerDevice(call, &ids) },
  "GET devices/*": { state, call, _ in try state.getDevice(call) },
  "DELETE devices/*": { state, call, _ in try state.removeDevice(call) },
  "PUT devices/*/certificate": { state, call, ids in try state.renewCertificate(call, &ids) },
  "GET devices/*/mkey": { state, call, _ in try state.getMobileKey(call) },
]

/// The operations by verb and path, in which a star stands for an id.
let connectRoutes: [String: ConnectRoute] = [
  "GET me": { state, call, _ in try state.me(call) },
  "GET sites": { state, call, _ in try state.listSites(call) },
  "GET sites/*": { state, _, _ in .object(state.siteJSON) },
  "GET sites/*/subscription": { state, _, _ in state.getSubscription() },
  "GET sites/*/me": { state, call, _ in try state.siteMe(call) },
  "GET sites/*/roles": { state, call, _ in try state.listRoles(call) },
  "GET sites/*/iqs": { state, call, _ in try state.listIQs(call) },
  "GET sites/*/iqs/*": { state, call, _ in try state.getIQ(call) },
  "GET sites/*/locks": { state, call, _ in try state.listLocks(call) },
  "GET sites/*/locks/*": { state, call, _ in try state.getLock(call) },
  "GET sites/*/locks/*/offline_keys": { state, call, _ in try state.listOfflineKeys(call) },
  "PATCH sites/*/locks/*/offline_keys": { state, call, _ in try state.changeOfflineKeys(call) },
  "GET sites/*/users": { state, call, _ in try state.listUsers(call) },
  "POST sites/*/users": { state, call, ids in try state.createUser(call, &ids) },
  "GET sites/*/users/*": { state, call, _ in .object(state.userJSON(try state.user(call), now: call.now)) },
  "PATCH sites/*/users/*": { state, call, ids in try state.updateUser(call, &ids) },
  "DELETE sites/*/users/*": { state, call, _ in try state.deleteUser(call) },
  "PATCH sites/*/users/*/subscription": { state, call, _ in try state.setSubscription(call) },
  "PUT sites/*/users/*/pin": { state, call, ids in try state.putPin(call, &ids) },
  "GET sites/*/users/*/keys": { state, call, _ in try state.listKeys(call) },
  "POST sites/*/guests": { state, call, ids in try state.createGuest(call, &ids) },
  "GET sites/*/access_groups": { state, call, _ in try state.listGroups(call) },
  "POST sites/*/access_groups": { state, call, ids in try state.createGroup(call, &ids) },
  "GET sites/*/access_groups/*": { state, call, _ in try state.getGroup(call) },
  "DELETE sites/*/access_groups/*": { state, call, _ in try state.deleteGroup(call) },
  "GET sites/*/access_groups/*/users": { state, call, _ in try state.listMembers(call) },
  "POST sites/*/access_groups/*/users": { state, call, _ in try state.addMember(call) },
  "PATCH sites/*/access_groups/*/users": { state, call, _ in try state.changeMembers(call) },
  "DELETE sites/*/access_groups/*/users/*": { state, call, _ in try state.removeMember(call) },
  "GET sites/*/access_groups/*/locks": { state, call, _ in try state.listGroupLocks(call) },
  "POST sites/*/access_groups/*/locks": { state, call, _ in try state.addLock(call) },
  "PATCH sites/*/access_groups/*/locks": { state, call, _ in try state.changeLocks(call) },
  "DELETE sites/*/access_groups/*/locks/*": { state, call, _ in try state.removeLock(call) },
  "GET sites/*/access_groups/*/time_schedules": { state, call, _ in try state.listSchedules(call) },
  "POST sites/*/access_groups/*/time_schedules": { state, call, ids in try state.createSchedule(call, &ids) },
  "PATCH sites/*/access_groups/*/time_schedules/*": { state, call, _ in try state.updateSchedule(call) },
  "DELETE sites/*/access_groups/*/time_schedules/*": { state, call, _ in try state.deleteSchedule(call) },
  "GET sites/*/entries": { state, call, _ in try state.listEntries(call) },
]
