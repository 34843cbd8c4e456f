import API
import Core
import Wire

extension Transaction {
  /// Records what an access grant gives its user from now on, so that the past can be explained.
  func rememberDoors(
    of group: ID<GrantGroup>, _ wanted: GrantGroup.Wanted, was before: GrantGroup.Wanted? = nil
  ) throws {
    let given = wanted.grantedDoors
    if let before, before.acsUserID != wanted.acsUserID {
      try remember(before.acsUserID, .wanted, GrantedDoors(entrances: [], schedule: given.schedule).json(of: group))
    } else if given == before?.grantedDoors {
      return
    }
    try remember(wanted.acsUserID, .wanted, given.json(of: group))
  }
}

extension GrantedDoors {
  fileprivate func json(of group: ID<GrantGroup>) -> JSON {
    .object([
      "grant_group_id": .string(group.text),
      "acs_entrance_ids": .array(entrances.map(\.text).sorted().map(JSON.string)),
      "starts_at": .string(schedule.startsAt.description),
      "ends_at": schedule.endsAt.map { JSON.string($0.description) } ?? .null,
    ])
  }

  /// Nil if the state is not of a grant.
  init?(_ state: JSON) {
    guard case .array(let doors)? = state["acs_entrance_ids"],
      let startsAt = state["starts_at"]?.text.flatMap({ Instant($0) })
    else { return nil }
    let endsAt = state["ends_at"]?.text.flatMap { Instant($0) }
    self.init(
      entrances: Set(doors.compactMap(\.text).map { ID($0) }), schedule: Schedule(startsAt: startsAt, endsAt: endsAt))
  }
}
