/// `/locks/{id}/offline_keys`: the people with access while the lock's IQ is off.
extension Site {
  func listOfflineKeys(_ call: Call) throws -> Reply {
    let lock = try lock(call)
    let wantsOthers = call.query["excluded"] == "true"
    let people = userOrder.compactMap { users[$0] }.filter { user in
      user.deletedAt == nil && (lock.offlineKeys[user.personID]?.value ?? false) != wantsOthers
    }
    return try call.page(
      people.map { ["user_id": $0.personID, "first_name": $0.firstName, "last_name": $0.lastName] })
  }

  mutating func changeOfflineKeys(_ call: Call) throws -> Reply {
    var lock = try lock(call)
    let (added, removed) = (call.texts("add_ids"), call.texts("remove_ids"))
    for person in added + removed where userByPerson[person] == nil { throw ConnectRefusal.notFound("User") }
    for person in added { lock.offlineKeys[person, default: Timeline(false, at: call.now)].set(true, at: call.now) }
    for person in removed { lock.offlineKeys[person]?.set(false, at: call.now) }
    put(lock)
    return Reply(status: 204, effect: "offline_keys_changed")
  }

  private func lock(_ call: Call) throws -> Lock {
    guard let lock = locks[call.ids[1]] else { throw ConnectRefusal.notFound("Lock") }
    return lock
  }
}
