/// What a person does in the building, and what happens to its gateways.
extension Cloud {
  func invitationJSON(_ invitation: Invitation, base: String) -> [String: Any] {
    [
      "id": invitation.id, "at": Moment.text(invitation.at), "email": invitation.email,
      "site_id": invitation.siteID ?? state.siteOrder[0], "user_id": invitation.personID,
      "url": "\(base)/invitation?token=\(invitation.token)",
    ]
  }

  func setIQ(_ id: String, _ body: [String: Any]) async throws -> Any {
    if let asksForCodes = body["otp_enabled"] as? Bool {
      state.enter { $0.iqs[id] != nil }
      guard var iq = state.iqs[id] else { throw ControlProblem(status: 404, message: "there is no such IQ") }
      iq.asksForCodes = asksForCodes
      put(iq)
      await keep()
      if body["state"] == nil { return iq.controlJSON }
    }
    guard let connection = (body["state"] as? String).flatMap(IQ.Connection.init(rawValue:)) else {
      throw ControlProblem(status: 400, message: "state is one of online, no_internet, off")
    }
    guard let iq = connect(id, as: connection) else {
      throw ControlProblem(status: 404, message: "there is no such IQ")
    }
    await keep()
    return iq.controlJSON
  }

  func setLock(_ id: String, _ body: [String: Any]) async throws -> Any {
    state.enter { $0.locks[id] != nil }
    guard var lock = state.locks[id] else { throw ControlProblem(status: 404, message: "there is no such lock") }
    if body["removed"] as? Bool == true {
      state.removeLock(id)
      await keep()
      return ["id": id, "removed": true]
    }
    if let name = body["name"] as? String { lock.name = name }
    if let type = body["lock_type"] as? String { lock.type = type }
    if let isOn = body["privacy_mode"] as? Bool { lock.isPrivacyMode = isOn }
    if let isOn = body["office_mode"] as? Bool { lock.isOfficeMode = isOn }
    put(lock)
    await keep()
    return ["id": lock.id, "privacy_mode": lock.isPrivacyMode, "office_mode": lock.isOfficeMode]
  }

  /// An installer puts a lock on a door; it belongs to no group yet.
  func addLock(_ body: [String: Any]) async throws -> Any {
    guard let name = body["name"] as? String, !name.isEmpty else {
      throw ControlProblem(status: 400, message: "name must be what the door is called")
    }
    guard state.enter(body["site_id"] as? String ?? state.siteOrder[0]), let iq = state.iqs.keys.min() else {
      throw ControlProblem(status: 404, message: "there is no such site")
    }
    let lock = Lock(
      id: ids.uuid(&state), name: name, type: body["lock_type"] as? String ?? "escutcheon_pin", iqID: iq,
      mac: "0A:00:00:01:00:00")
    put(lock)
    await keep()
    return ["id": lock.id]
  }

  /// Somebody holds a new card to a lock that is in registration mode; or, with `removed`, throws one away.
  func readTag(_ body: [String: Any]) async throws -> Any {
    guard let number = body["tag_number"] as? String, number.utf8.count == 8, number.hasDigitsOnly else {
      throw ControlProblem(status: 400, message: "tag_number must be the eight digits that are printed on the card")
    }
    guard state.enter(body["site_id"] as? String ?? state.siteOrder[0]) else {
      throw ControlProblem(status: 404, message: "there is no such site")
    }
    var site = state.site
    var tags = (site.tags ?? []).filter { $0.number != number }
    let tag = site.tags?.first { $0.number == number } ?? SiteTag(id: ids.uuid(&state), number: number)
    if body["removed"] as? Bool != true { tags.append(tag) }
    site.tags = tags
    put(site)
    await keep()
    return ["id": tag.id, "tag_number": number]
  }

  func renameGroup(_ id: String, _ body: [String: Any]) async throws -> Any {
    state.enter { $0.groups[id] != nil }
    guard var group = state.groups[id] else {
      throw ControlProblem(status: 404, message: "there is no such access group")
    }
    if let name = body["name"] as? String { group.name = name }
    state.put(group)
    await keep()
    return ["id": group.id, "name": group.name]
  }

  /// What its owner, its installer and Salto decide about a site.
  func setSite(_ body: [String: Any]) async throws -> Any {
    guard state.enter(body["site_id"] as? String ?? state.siteOrder[0]) else {
      throw ControlProblem(status: 404, message: "there is no such site")
    }
    var site = state.site
    if let name = body["name"] as? String { site.name = name }
    if let timeZone = body["time_zone"] as? String { site.timeZone = timeZone }
    if let isReleased = body["released"] as? Bool { site.isReleased = isReleased }
    if let isCertified = body["certified"] as? Bool { site.isUncertified = !isCertified }
    if let hasCustomPins = body["custom_pin"] as? Bool { site.hasCustomPins = hasCustomPins }
    if let seats = try body.number("seats", in: Bounds.seats) { site.seats = seats }
    if let isValid = body["subscription_valid"] as? Bool { site.isSubscriptionValid = isValid }
    if let takesPins = body["pin_enabled"] as? Bool { site.pinEnabled = takesPins }
    if let takesMobileKeys = body["mkey_compatible"] as? Bool { site.takesMobileKeys.set(takesMobileKeys, at: now) }
    put(site)
    await keep()
    return [
      "id": site.id, "seats": site.seats, "subscription_valid": site.isSubscriptionValid,
      "mkey_compatible": site.takesMobileKeys.value, "pin_enabled": site.pinEnabled, "released": site.isReleased,
      "certified": site.isUncertified != true, "name": site.name, "time_zone": site.timeZone,
    ]
  }
}
