/// What the site's staff do in Salto's web app, in one step.
extension Cloud {
  /// The staff add a person with a PIN for one lock.
  func addPerson(at lockID: String, _ body: [String: Any]) async throws -> Any {
    guard let index = state.sites.firstIndex(where: { $0.locks[lockID] != nil }) else {
      throw ControlProblem(status: 404, message: "there is no such lock")
    }
    guard let name = body["name"] as? String, !name.isEmpty else {
      throw ControlProblem(status: 400, message: "name must be what the person is called")
    }
    guard let pin = body["pin"] as? String, (4...8).contains(pin.utf8.count), pin.hasDigitsOnly else {
      throw ControlProblem(status: 400, message: "pin must have four to eight digits")
    }
    if state.sites[index].users.values.contains(where: { $0.deletedAt == nil && $0.pins.last?.digits == pin }) {
      throw ControlProblem(status: 409, message: "another user of the site has this pin")
    }
    let now = now
    let user = state.at(index) { site, platform in site.admit(name, pin: pin, at: lockID, now: now, &platform) }
    await keep()
    return ["id": user.id, "user_id": user.personID]
  }
}

extension Site {
  /// Adds a person with a PIN and, if there is one, a seat, in a group that contains one lock and is open at any time.
  fileprivate mutating func admit(
    _ name: String, pin: String, at lockID: String, now: Int64, _ platform: inout Platform
  ) -> User {
    var user = User(
      id: platform.newID(), personID: platform.newID(), firstName: name, lastName: "", roles: ["site_user"],
      createdAt: now, settledAt: now, blocked: Timeline(false, at: now),
      subscribed: Timeline(!isFull, at: now), exists: Timeline(true, at: now))
    user.usePin = Timeline(true, at: now)
    user.pins = [Pin(digits: pin, at: now)]
    put(user)
    let always = TimeSchedule(
      id: platform.newID(), days: Array(repeating: true, count: 7), startTime: "00:00:00", endTime: "23:59:59",
      startDate: nil, endDate: nil, exists: Timeline(true, at: now))
    let group = AccessGroup(
      id: platform.newID(), name: name, locks: [lockID: Timeline(true, at: now)], schedules: [always])
    put(group)
    put(Member(groupID: group.id, personID: user.personID, isIn: Timeline(true, at: now)))
    platform.wake(after: platform.settings.rolloutMemberSeconds, from: now)
    platform.wake(after: platform.settings.rolloutScheduleSeconds, from: now)
    return user
  }
}
