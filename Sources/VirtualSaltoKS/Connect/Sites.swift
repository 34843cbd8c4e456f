import Foundation

extension Site {
  var json: [String: Any] {
    [
      "id": details.id, "site_uid": details.uid, "customer_reference": details.name, "active_user_amount": seatsTaken,
      "subscribed_user_amount": details.seats, "active_iq_amount": iqs.count, "pin_enabled": details.pinEnabled,
      "subscription_valid": details.isSubscriptionValid, "country_code": "NL", "time_zone": details.timeZone,
      "installation_state": details.isReleased ? "released" : "installing",
      "mkey_compatible": details.takesMobileKeys.value,
      "store_events_ttl": "90.00:00:00", "owner": NSNull(),
    ]
  }

  func getSubscription() -> Reply {
    .object([
      "user_amount": details.seats, "type": "default",
      "features": ["events_storage", "activity_log", "nfc", "events_streaming"]
        + (details.hasCustomPins == true ? ["custom_pin"] : []),
    ])
  }

  func listIQs(_ call: Call) throws -> Reply { try call.page(iqs.values.sorted { $0.id < $1.id }, show: iqJSON) }

  func getIQ(_ call: Call) throws -> Reply {
    guard let iq = iqs[call.ids[1]] else { throw ConnectRefusal.notFound("IQ") }
    return .object(iqJSON(iq))
  }

  private func iqJSON(_ iq: IQ) -> [String: Any] {
    [
      "id": iq.id, "customer_reference": iq.name, "time_zone": iq.timeZone, "mac": "0A:00:00:00:01:00",
      "operator": NSNull(), "state": "active", "restore_required": false, "reset_date": NSNull(),
      "online": iq.connection == .online, "led_enabled": true, "data_sync_state": "not_synced", "signal_strength": 4,
      "revision": "2.0", "otp_enabled": iq.asksForCodes == true,
    ]
  }

  func listLocks(_ call: Call) throws -> Reply {
    let filter = try ODataFilter.parsed(call.query["$filter"], fields: ["customer_reference"])
    let shown = lockOrder.compactMap { locks[$0] }.filter { lock in filter?.accepts { _ in lock.name } ?? true }
    return try call.page(shown, show: lockJSON)
  }

  func getLock(_ call: Call) throws -> Reply {
    guard let lock = locks[call.ids[1]] else { throw ConnectRefusal.notFound("Lock") }
    return .object(lockJSON(lock))
  }

  func lockJSON(_ lock: Lock) -> [String: Any] {
    let iq = iqs[lock.iqID]
    let isOnline = iq?.connection == .online && lock.isDisconnected != true
    return [
      "id": lock.id, "customer_reference": lock.name, "mac": lock.mac, "floor": NSNull(),
      "locked_state": lock.isOfficeMode ? "office_mode" : "locked",
      "lock_type": lock.type, "online": isOnline, "iq_link_state": "attached",
      "tag_registration_state": "not_started", "battery_level": lock.batteryLevel ?? "fresh", "left_open_alarm": false,
      "intrusion_alarm": false, "easy_office_mode_schedule": NSNull(), "repeater": NSNull(),
      "privacy_mode": lock.isPrivacyMode, "communication_type": "blue_net", "offline_access_keys_limit": 100,
      "offline_access_keys_count": lock.offlineKeys.values.filter(\.value).count,
      "vendor": ["id": "1", "reference": "sallis", "display_name": "Sallis"],
      "iq": [
        "id": lock.iqID, "customer_reference": iq?.name ?? "", "mac_address": "0A:00:00:00:01:00",
        "is_online": iq?.connection == .online, "revision": "2.0", "otp_enabled": iq?.asksForCodes == true,
      ],
    ]
  }

  func siteMe(_ call: Call, _ platform: Platform) throws -> Reply {
    guard let user = member(call.personID) else { throw ConnectRefusal.notFound("User") }
    var json = userJSON(user, now: call.now, platform)
    json["ownership_state"] = "site_user"
    json["member_of_pods"] = [String]()
    json["guest_of_pods"] = [String]()
    return .object(json)
  }

  func listRoles(_ call: Call) throws -> Reply { try call.page(Role.assignable.map(\.json)) }
}

/// Operations that concern no particular site.
extension CloudState {
  func listSites(_ call: Call) throws -> Reply {
    let filter = try ODataFilter.parsed(call.query["$filter"], fields: ["site_uid", "customer_reference"])
    let shown = sites.filter { site in
      let details = site.details
      return site.administrator(call.personID) != nil
        && filter?.accepts { ["site_uid": details.uid, "customer_reference": details.name][$0] } ?? true
    }
    return try call.page(shown.map(\.json))
  }

  func me(_ call: Call) throws -> Reply {
    let user = sites.lazy.compactMap { $0.member(call.personID) }.first
    let profile = platform.profiles.values.first { $0.personID == call.personID }
    guard user != nil || profile != nil else { throw ConnectRefusal.notFound("User") }
    return .object([
      "id": call.personID, "first_name": user?.firstName ?? "", "last_name": user?.lastName ?? "", "phone": NSNull(),
      "email": profile?.email ?? user?.email ?? "", "language": "en", "tag_number": NSNull(), "tag_rf_id_uid": NSNull(),
      "image_url": NSNull(),
    ])
  }
}

/// The roles that an administrator can assign.
struct Role {
  let id: String
  let code: String

  static let assignable = [
    Role(id: "8f6081a3-80fb-11e8-a892-000d3a221c5b", code: "site_user"),
    Role(id: "9df437bb-80fb-11e8-a892-000d3a221c5b", code: "site_mobile_user"),
    Role(id: "a0000000-80fb-11e8-a892-000d3a221c5b", code: "site_guest"),
    Role(id: "7d53b0b3-3ef7-11e8-9f1c-0050568d6e36", code: "site_admin"),
  ]
  static let owner = Role(id: "7a53b0b3-3ef7-11e8-9f1c-0050568d6e36", code: "site_owner")
  /// The codes of the roles that may use the Connect API on a site.
  static let administrators: Set<String> = ["site_owner", "site_admin"]

  var json: [String: Any] {
    [
      "id": id, "customer_reference": code, "code": code, "parent_id": NSNull(),
      "is_hierarchical": code != "site_mobile_user",
    ]
  }
}
