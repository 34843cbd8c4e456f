import Foundation

extension Site {
  /// Lists arrived entries, the newest first. A token leads to the next page.
  func listEntries(_ call: Call) throws -> Reply {
    if let order = call.query["$orderby"], !["utc_date_time desc", "utc_date_time"].contains(order) {
      throw ConnectRefusal.invalidFilter
    }
    let arrived = entries.filter { $0.arrivesAt.map { $0 <= call.now } ?? false }.sorted { $0.at > $1.at }
    let place = try call.headers["clp-continuation-token"].map(placeOfToken)
    let window = try call.window(from: place)
    let end = min(arrived.count, window.upperBound)
    var json: [String: Any] = ["items": arrived[min(end, window.lowerBound)..<end].map(entryJSON)]
    if end < arrived.count { json["continuation_token"] = "[{\"token\":\(end)}]" }
    return .object(json)
  }

  /// Parses `[{"token":20}]`.
  private func placeOfToken(_ text: String) throws -> Int {
    let token = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
    guard let place = token?.first?["token"] as? Int, Bounds.skip.contains(place) else {
      throw ConnectRefusal.invalid("The continuation token is not valid")
    }
    return place
  }

  func entryJSON(_ entry: Entry) -> [String: Any] {
    let user = entry.personID.flatMap { userByPerson[$0] }.flatMap { users[$0] }
    let lock = locks[entry.lockID]
    let iq = lock.flatMap { iqs[$0.iqID] }
    let ttl = 7_776_000
    return [
      "id": entry.id, "event_category": entry.category, "event_detail": entry.detail ?? NSNull(),
      "utc_date_time": Moment.text(entry.at),
      "local_date_time": WallClock(timeZone: iq?.timeZone ?? "UTC").text(entry.at),
      "lock_id": entry.lockID, "lock_mac_address": lock?.mac ?? "",
      "lock_customer_reference": lock?.name ?? "", "user_id": entry.personID ?? NSNull(),
      "user_first_name": user?.firstName ?? NSNull(), "user_last_name": user?.lastName ?? NSNull(),
      "user_image_url": NSNull(), "user_alias": user?.alias ?? NSNull(), "iq_id": iq?.id ?? "",
      "iq_customer_reference": iq?.name ?? "", "iq_mac_address": "0A:00:00:00:01:00", "iq_revision": "2.0",
      "exit_requested": false, "access_by": entry.means.rawValue, "access_detail": entry.tagNumber ?? "",
      "ttl_in_seconds": ttl,
      "expiration_date_time": Moment.text(Moment.after(entry.arrivesAt ?? entry.at, seconds: ttl)),
    ]
  }
}
