import Foundation

extension Site {
  private func groupJSON(_ group: AccessGroup) -> [String: Any] { ["id": group.id, "customer_reference": group.name] }

  private func group(_ call: Call) throws -> AccessGroup {
    guard let group = groups[call.ids[1]] else { throw ConnectRefusal.notFound("Access group") }
    return group
  }

  func listGroups(_ call: Call) throws -> Reply {
    let filter = try ODataFilter.parsed(call.query["$filter"], fields: ["customer_reference"])
    let shown = groupOrder.compactMap { groups[$0] }.filter { group in filter?.accepts { _ in group.name } ?? true }
    return try call.page(shown, show: groupJSON)
  }

  func getGroup(_ call: Call) throws -> Reply { .object(groupJSON(try group(call))) }

  mutating func createGroup(_ call: Call, _ platform: inout Platform) throws -> Reply {
    guard let name = call.text("customer_reference"), !name.isEmpty else {
      throw ConnectRefusal.invalidValue("The customer_reference field is required.")
    }
    if let limit = platform.settings.accessGroupLimit, groups.count >= limit {
      throw ConnectRefusal.notAllowed("The site has the maximum number of access groups")
    }
    let group = AccessGroup(id: platform.newID(), name: name, locks: [:], schedules: [])
    put(group)
    return .object(groupJSON(group), effect: "group_created")
  }

  mutating func deleteGroup(_ call: Call) throws -> Reply {
    removeGroup(try group(call).id)
    return Reply(status: 204, effect: "group_deleted")
  }

  // MARK: Users of a group

  func listMembers(_ call: Call, _ platform: Platform) throws -> Reply {
    let group = try group(call)
    let shown = (members[group.id] ?? [:]).values.filter(\.isIn.value)
      .compactMap { userByPerson[$0.personID].flatMap { users[$0] } }
      .filter { $0.deletedAt == nil }.sorted {
        $0.createdAt == $1.createdAt ? $0.id < $1.id : $0.createdAt < $1.createdAt
      }
    return try call.page(shown) { userJSON($0, now: call.now, platform) }
  }

  mutating func addMember(_ call: Call, _ platform: inout Platform) throws -> Reply {
    let group = try group(call)
    guard let person = call.text("user_id") else { throw ConnectRefusal.invalid("The user_id field is required.") }
    return try add(person, to: group, call, &platform)
  }

  private mutating func add(_ person: String, to group: AccessGroup, _ call: Call, _ platform: inout Platform) throws
    -> Reply
  {
    guard let user = userByPerson[person].flatMap({ users[$0] }), user.deletedAt == nil, user.isSettled(at: call.now)
    else { throw ConnectRefusal.notFound("User") }
    var member =
      members[group.id]?[person]
      ?? Member(groupID: group.id, personID: person, isIn: Timeline(false, at: call.now))
    let isNew = !member.isIn.value
    if isNew {
      member.isIn.set(true, at: call.now)
      put(member)
      platform.wake(after: platform.settings.rolloutMemberSeconds, from: call.now)
    }
    return .object(userJSON(user, now: call.now, platform), effect: isNew ? "member_added" : nil, userID: user.id)
  }

  mutating func removeMember(_ call: Call, _ platform: inout Platform) throws -> Reply {
    let group = try group(call)
    return try remove(call.ids[2], from: group, call, &platform)
  }

  private mutating func remove(_ person: String, from group: AccessGroup, _ call: Call, _ platform: inout Platform)
    throws -> Reply
  {
    guard var member = members[group.id]?[person], member.isIn.value else { throw ConnectRefusal.notFound("User") }
    member.isIn.set(false, at: call.now)
    put(member)
    platform.wake(after: platform.settings.rolloutMemberSeconds, from: call.now)
    return Reply(status: 204, effect: "member_removed", userID: userByPerson[person])
  }

  mutating func changeMembers(_ call: Call, _ platform: inout Platform) throws -> Reply {
    let group = try group(call)
    for person in call.texts("add_ids") { _ = try add(person, to: group, call, &platform) }
    for person in call.texts("remove_ids") { _ = try remove(person, from: group, call, &platform) }
    return Reply(status: 204, effect: "members_changed")
  }

  // MARK: Locks of a group

  func listGroupLocks(_ call: Call) throws -> Reply {
    try call.page(try group(call).lockIDs.compactMap { locks[$0] }, show: lockJSON)
  }

  mutating func addLock(_ call: Call, _ platform: inout Platform) throws -> Reply {
    guard let id = call.text("lock_id") else { throw ConnectRefusal.invalid("The lock_id field is required.") }
    return try changeLocks(of: try group(call), adding: [id], removing: [], call, &platform)
  }

  mutating func removeLock(_ call: Call, _ platform: inout Platform) throws -> Reply {
    try changeLocks(of: try group(call), adding: [], removing: [call.ids[2]], call, &platform)
  }

  mutating func changeLocks(_ call: Call, _ platform: inout Platform) throws -> Reply {
    try changeLocks(
      of: try group(call), adding: call.texts("add_ids"), removing: call.texts("remove_ids"), call, &platform)
  }

  private mutating func changeLocks(
    of group: AccessGroup, adding: [String], removing: [String], _ call: Call, _ platform: inout Platform
  ) throws -> Reply {
    var group = group
    for id in adding + removing where locks[id] == nil { throw ConnectRefusal.notFound("Lock") }
    for id in adding { group.locks[id, default: Timeline(false, at: call.now)].set(true, at: call.now) }
    for id in removing { group.locks[id, default: Timeline(false, at: call.now)].set(false, at: call.now) }
    put(group)
    platform.wake(after: platform.settings.rolloutMemberSeconds, from: call.now)
    return Reply(json: [String: Any](), effect: "locks_changed")
  }

  // MARK: Time schedules of a group

  private static let dayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

  private func scheduleJSON(_ schedule: TimeSchedule) -> [String: Any] {
    var json: [String: Any] = [
      "id": schedule.id, "start_time": schedule.startTime, "end_time": schedule.endTime,
      "start_date": schedule.startDate ?? NSNull(), "end_date": schedule.endDate ?? NSNull(),
    ]
    for (name, holds) in zip(Self.dayNames, schedule.days) { json[name] = holds }
    return json
  }

  func listSchedules(_ call: Call) throws -> Reply {
    try call.page(try group(call).schedules.filter(\.exists.value).map(scheduleJSON))
  }

  mutating func createSchedule(_ call: Call, _ platform: inout Platform) throws -> Reply {
    var group = try group(call)
    let schedule = try scheduled(
      TimeSchedule(
        id: platform.newID(), days: Array(repeating: false, count: 7), startTime: "00:00:00", endTime: "23:59:59",
        startDate: nil, endDate: nil, exists: Timeline(true, at: call.now)), call)
    group.schedules.append(schedule)
    put(group)
    platform.wake(after: platform.settings.rolloutScheduleSeconds, from: call.now)
    return .object(scheduleJSON(schedule), effect: "schedule_created")
  }

  /// To the locks a changed schedule is a new one. The old one applies there until the change arrives.
  mutating func updateSchedule(_ call: Call, _ platform: inout Platform) throws -> Reply {
    var group = try group(call)
    guard let index = group.schedules.firstIndex(where: { $0.id == call.ids[2] && $0.exists.value }) else {
      throw ConnectRefusal.notFound("Time schedule")
    }
    var changed = try scheduled(group.schedules[index], call)
    changed.exists = Timeline(true, at: call.now)
    group.schedules[index].exists.set(false, at: call.now)
    group.schedules.append(changed)
    put(group)
    platform.wake(after: platform.settings.rolloutScheduleSeconds, from: call.now)
    return .object(scheduleJSON(changed), effect: "schedule_updated")
  }

  mutating func deleteSchedule(_ call: Call, _ platform: inout Platform) throws -> Reply {
    var group = try group(call)
    guard let index = group.schedules.firstIndex(where: { $0.id == call.ids[2] && $0.exists.value }) else {
      throw ConnectRefusal.notFound("Time schedule")
    }
    group.schedules[index].exists.set(false, at: call.now)
    put(group)
    platform.wake(after: platform.settings.rolloutScheduleSeconds, from: call.now)
    return Reply(status: 204, effect: "schedule_deleted")
  }

  private func scheduled(_ schedule: TimeSchedule, _ call: Call) throws -> TimeSchedule {
    var schedule = schedule
    for (index, name) in Self.dayNames.enumerated() { if let holds = call.flag(name) { schedule.days[index] = holds } }
    guard schedule.days.contains(true) else { throw ConnectRefusal.invalidValue("At least one weekday is required") }
    if let time = call.text("start_time") { schedule.startTime = wholeTime(time, seconds: "00") }
    if let time = call.text("end_time") { schedule.endTime = wholeTime(time, seconds: "59") }
    // Accepts a space instead of the T.
    func date(_ name: String) -> String? { call.text(name)?.replacingOccurrences(of: " ", with: "T") }
    if call.body["start_date"] != nil { schedule.startDate = date("start_date") }
    if call.body["end_date"] != nil { schedule.endDate = date("end_date") }
    return schedule
  }

  /// `18:00` is stored as `18:00:59`.
  private func wholeTime(_ time: String, seconds: String) -> String { time.count == 5 ? "\(time):\(seconds)" : time }
}
