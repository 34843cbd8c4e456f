import Foundation

extension Site {
  /// Adds long-established people and doors: ten doors to a group, and every person in one.
  mutating func gather(people: Int, doors: Int) {
    guard let iq = iqs.keys.min() else { return }
    var groupIDs: [String] = []
    for number in 0..<doors {
      let lock = Lock(
        id: numbered("10c10000", number), name: "Door \(number + 1)", type: "escutcheon_pin", iqID: iq,
        mac: "0A:00:01:00:00:00")
      put(lock)
      if number % 10 == 0 {
        let id = numbered("6a100000", number)
        groupIDs.append(id)
        put(AccessGroup(id: id, name: "Floor \(number / 10 + 1)", locks: [:], schedules: [always(number)]))
      }
      guard let id = groupIDs.last, var group = groups[id] else { continue }
      group.locks[lock.id] = Timeline(true, at: Scenario.past)
      put(group)
    }
    for number in 0..<people {
      let person = User.person(numbered("5e000000", number), numbered("9e000000", number), "Person", "\(number + 1)")
      put(person)
      if groupIDs.isEmpty { continue }
      put(
        Member(
          groupID: groupIDs[number % groupIDs.count], personID: person.personID,
          isIn: Timeline(true, at: Scenario.past)))
    }
  }

  private func always(_ number: Int) -> TimeSchedule {
    TimeSchedule(
      id: numbered("75100000", number), days: Array(repeating: true, count: 7), startTime: "00:00:00",
      endTime: "23:59:59", startDate: nil, endDate: nil, exists: Timeline(true, at: Scenario.past))
  }

  private func numbered(_ prefix: String, _ number: Int) -> String {
    prefix + "-0000-4000-8000-" + String(format: "%012d", number)
  }
}

extension User {
  /// A long-standing user with a seat.
  static func person(_ id: String, _ personID: String, _ firstName: String, _ lastName: String) -> User {
    var user = administrator(id: id, personID: personID, firstName, lastName, email: "", role: "site_user")
    user.email = nil
    user.subscribed = Timeline(true, at: Scenario.past)
    return user
  }
}
