import Foundation

/// The view of a site for the operations under `/virtual`.
extension Site {
  var wholeJSON: [String: Any] {
    let present = userOrder.compactMap { users[$0] }.filter { $0.deletedAt == nil }
    let people: [String: Any] = [
      "seats": details.seats, "seats_used": seatsUsed,
      "users": present.filter { !$0.isAdministrator }.map(wholeUserJSON),
      "administrators": present.filter(\.isAdministrator).map { user in
        ["id": user.id, "user_id": user.personID, "email": user.email ?? "", "roles": user.roles]
      },
      "access_groups": groupOrder.compactMap { groups[$0] }.map {
        ["id": $0.id, "name": $0.name, "lock_ids": $0.lockIDs]
      },
    ]
    return buildingJSON(locks: nil).merging(people) { $1 }
  }

  /// The locks and IQs, without the people.
  ///
  /// - Parameter name: only the locks with this name. Nil for all.
  func buildingJSON(locks name: String?) -> [String: Any] {
    let shown = lockOrder.compactMap { locks[$0] }.filter { name == nil || $0.name == name }
    return [
      "id": id, "name": details.name, "seats_taken": details.areSeatsTaken == true,
      "locks": shown.map { ["id": $0.id, "name": $0.name, "iq_id": $0.iqID] },
      "iqs": iqs.values.sorted { $0.id < $1.id }.map(\.controlJSON),
    ]
  }

  private func wholeUserJSON(_ user: User) -> [String: Any] {
    let memberships = (groupsOfPerson[user.personID] ?? []).filter {
      members[$0]?[user.personID]?.isIn.value ?? false
    }
    return [
      "id": user.id, "user_id": user.personID, "name": user.name, "alias": user.alias ?? NSNull(),
      "subscription_state": user.subscribed.value ? "subscribed" : "suspended", "blocked": user.blocked.value,
      "access_group_ids": memberships.sorted(),
    ]
  }
}

extension IQ {
  var controlJSON: [String: Any] {
    [
      "id": id, "name": name, "time_zone": timeZone, "state": connection.rawValue, "otp_enabled": asksForCodes == true,
    ]
  }
}
