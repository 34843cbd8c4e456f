import API
import Core
import Wire

extension Connection {
  /// The doors that grants lose when doors are deleted, each once.
  ///
  /// - Parameter doors: a query for the IDs of the doors that are about to be deleted, with its values.
  func lostDoors(
    among doors: String, _ values: [any SQLValue], _ cause: LostDoor.Cause, at now: Instant, in workspace: ID<Workspace>
  ) throws -> [ID<AccessGrant>: [LostDoor]] {
    var named: [ID<AccessGrant>: Set<ID<AcsEntrance>>] = [:]
    var lost: [ID<AccessGrant>: [LostDoor]] = [:]
    let asked: [any SQLValue] = [workspace] + values
    let found = try all(
      """
      SELECT q.access_grant_id, q.acs_entrance_id, e.name, q.space_id FROM (
        SELECT d.workspace_id, d.access_grant_id, d.acs_entrance_id, CAST(NULL AS TEXT) AS space_id
        FROM access_grant_doors d WHERE d.workspace_id = ? AND d.acs_entrance_id IN (\(doors))
        UNION SELECT x.workspace_id, x.access_grant_id, p.acs_entrance_id, x.space_id
        FROM space_doors p JOIN access_grant_spaces x ON x.workspace_id = p.workspace_id AND x.space_id = p.space_id
        WHERE p.workspace_id = ? AND p.acs_entrance_id IN (\(doors))
      ) q JOIN acs_entrances e ON e.workspace_id = q.workspace_id AND e.acs_entrance_id = q.acs_entrance_id
      ORDER BY e.sequence, q.space_id NULLS FIRST
      """, asked + asked
    ) { row in
      var columns = row.columns
      return (
        grant: columns.id(AccessGrant.self), door: columns.id(AcsEntrance.self),
        lost: LostDoor(name: columns.text(), space: columns.optionalID(), cause: cause, lostAt: now)
      )
    }
    for one in found where named[one.grant, default: []].insert(one.door).inserted {
      lost[one.grant, default: []].append(one.lost)
    }
    return lost
  }
}

/// The stored form of lost doors: JSON. Nil for none.
func storedText(_ doors: [LostDoor]) -> String? {
  if doors.isEmpty { return nil }
  let items = doors.map { door -> JSON in
    var members: [String: JSON] = [
      "name": .string(door.name), "cause": .string(door.cause.rawValue), "lost_at": .string(door.lostAt.description),
    ]
    members["space_id"] = door.space.map { JSON.string($0.text) }
    return .object(members)
  }
  return String(decoding: JSON.array(items).bytes, as: UTF8.self)
}

func doorsLost(stored text: String?) -> [LostDoor] {
  guard let text, case .array(let items)? = try? JSON.parse(text.utf8) else { return [] }
  return items.compactMap { item -> LostDoor? in
    guard let name = item["name"]?.text, let cause = item["cause"]?.text.flatMap(LostDoor.Cause.init(rawValue:)),
      let lostAt = item["lost_at"]?.text.flatMap({ Instant($0) })
    else { return nil }
    return LostDoor(name: name, space: item["space_id"]?.text.map { ID($0) }, cause: cause, lostAt: lostAt)
  }
}
