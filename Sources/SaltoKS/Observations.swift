import Core
import Wire

func observedSite(_ json: JSON) -> ObservedSite? {
  guard let id = json["id"]?.text else { return nil }
  return ObservedSite(
    id: ExternalID(id), name: json["customer_reference"]?.text ?? id, timeZone: json["time_zone"]?.text ?? "UTC",
    seats: json.count("subscribed_user_amount"), seatsUsed: json.count("active_user_amount"),
    isSubscriptionValid: json.flag("subscription_valid") ?? true, acceptsPins: json.flag("pin_enabled") ?? false,
    acceptsMobileKeys: json.flag("mkey_compatible") ?? false,
    isReleased: json["installation_state"]?.text.map { $0 == "released" } ?? true)
}

func observedLock(_ json: JSON) -> ObservedLock? {
  guard let id = json["id"]?.text else { return nil }
  return ObservedLock(
    id: ExternalID(id), name: json["customer_reference"]?.text ?? id, batteryLevel: json["battery_level"]?.text,
    lockType: json["lock_type"]?.text, lockedState: json["locked_state"]?.text, isOnline: json.flag("online") ?? false,
    isPrivacyMode: json.flag("privacy_mode") ?? false, isLeftOpenAlarm: json.flag("left_open_alarm") ?? false,
    isIntrusionAlarm: json.flag("intrusion_alarm") ?? false, iq: json["iq"].flatMap(observedIQ))
}

func observedIQ(_ json: JSON) -> ObservedIQ? {
  json["id"]?.text.map { ObservedIQ(id: ExternalID($0), isOnline: json.flag("is_online") ?? false) }
}

/// An IQ and its time zone. Nil if the zone is unknown here.
func iqZone(_ json: JSON) -> (ExternalID<ProviderIQ>, String)? {
  guard let id = json["id"]?.text, let zone = json["time_zone"]?.text, SiteZone(zone) != nil else { return nil }
  return (ExternalID(id), zone)
}

/// The access hours of a group: whether one of its schedules allows access at all times.
func groupHours(_ schedules: [JSON]) -> GroupHours {
  let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
  let isAlways = schedules.contains { schedule in
    days.allSatisfy { schedule.flag($0) == true } && schedule["start_date"]?.text == nil
      && schedule["end_date"]?.text == nil && schedule["start_time"]?.text?.hasPrefix("00:00") ?? false
      && schedule["end_time"]?.text?.hasPrefix("23:59") ?? false
  }
  return schedules.isEmpty ? .none : isAlways ? .always : .limited
}

func observedUser(_ json: JSON) -> ObservedUser? {
  guard let id = json["id"]?.text, let user = json["user"], let person = user["id"]?.text,
    let state = json["subscription_state"]?.text
  else { return nil }
  return ObservedUser(
    siteUser: ExternalID(id), person: ExternalID(person),
    profile: UserProfile(
      fullName: joinedName(first: user["first_name"]?.text ?? "", last: user["last_name"]?.text ?? ""),
      reference: json["alias"]?.text ?? "", emailAddress: (user["email"]?.text).flatMap { $0.isBlank ? nil : $0 },
      mayHoldMobileKey: json.roleCodes.contains(mobileRole), mayUsePin: json.flag("use_pin")),
    isSubscribed: state == "subscribed", isBlocked: json.flag("blocked") ?? false,
    isOrdinary: json.roleCodes.allSatisfy { $0 == userRole || $0 == mobileRole },
    tagNumber: user["tag_number"]?.text.flatMap { $0.isEmpty ? nil : $0 },
    hasAccount: user.flag("has_profile") ?? false, expiresAt: json["expires_at"]?.text.flatMap { Instant($0) })
}

/// The role of every user, and the role that permits a mobile key.
let userRole = "site_user"
let mobileRole = "site_mobile_user"

extension JSON {
  var roleCodes: [String] {
    guard case .array(let roles)? = self["roles"] else { return [] }
    return roles.compactMap { $0["code"]?.text }
  }

  /// The IDs of the user's roles, without one of them.
  func roleIDs(except code: String) -> [String] {
    guard case .array(let roles)? = self["roles"] else { return [] }
    return roles.filter { $0["code"]?.text != code }.compactMap { $0["id"]?.text }
  }

  /// A count, clamped to a plausible range.
  func count(_ name: String) -> Int {
    if case .int(let number)? = self[name] { min(max(number, 0), 1_000_000) } else { 0 }
  }
  func flag(_ name: String) -> Bool? { if case .bool(let flag)? = self[name] { flag } else { nil } }
}
