/// Actions of people in the building, and faults of its gateways.
extension Cloud {
  func invitationJSON(_ invitation: Invitation, base: String) -> [String: Any] {
    [
      "id": invitation.id, "at": Moment.text(invitation.at), "email": invitation.email,
      "site_id": invitation.siteID ?? state.sites[0].id, "user_id": invitation.personID,
      "url": "\(base)/invitation?token=\(invitation.token)",
    ]
  }

  func setIQ(_ id: String, _ body: [String: Any]) async throws -> Any {
    guard let index = state.sites.firstIndex(where: { $0.iqs[id] != nil }), var iq = state.sites[index].iqs[id] else {
      throw ControlProblem(status: 404, message: "there is no such IQ")
    }
    let timeZone = try timeZone(in: body)
    let asksForCodes = body["otp_enabled"] as? Bool
    if timeZone != nil || asksForCodes != nil {
      iq.timeZone = timeZone ?? iq.timeZone
      iq.asksForCodes = asksForCodes ?? iq.asksForCodes
      state.sites[index].put(iq)
      await keep()
      if body["state"] == nil { return iq.controlJSON }
    }
    guard let connection = (body["state"] as? String).flatMap(IQ.Connection.init(rawValue:)) else {
      throw ControlProblem(status: 400, message: "state is one of online, no_internet, off")
    }
    let now = now
    let changed = state.at(index) { site, platform in site.connect(id, as: connection, now: now, &platform) }
    await keep()
    return (changed ?? iq).controlJSON
  }

  func setLock(_ id: String, _ body: [String: Any]) async throws -> Any {
    guard let index = state.sites.firstIndex(where: { $0.locks[id] != nil }), var lock = state.sites[index].locks[id]
    else { throw ControlProblem(status: 404, message: "there is no such lock") }
    if body["removed"] as? Bool == true {
      state.sites[index].removeLock(id)
      await keep()
      return ["id": id, "removed": true]
    }
    if let iq = body["iq_id"] as? String { lock.iqID = try knownIQ(iq, at: index) }
    if let name = body["name"] as? String { lock.name = name }
    if let type = body["lock_type"] as? String { lock.type = type }
    if let isOn = body["privacy_mode"] as? Bool { lock.isPrivacyMode = isOn }
    if let isOn = body["office_mode"] as? Bool { lock.isOfficeMode = isOn }
    if let level = body["battery_level"] as? String { lock.batteryLevel = level == "fresh" ? nil : level }
    state.sites[index].put(lock)
    let (changed, now) = (lock, now)
    if let isOnline = body["online"] as? Bool {
      state.at(index) { site, platform in site.connect(changed, isOnline: isOnline, now: now, &platform) }
    }
    await keep()
    return ["id": lock.id, "privacy_mode": lock.isPrivacyMode, "office_mode": lock.isOfficeMode]
  }

  /// The index of the site that a body names, or else of the first.
  private func siteIndex(_ body: [String: Any]) throws(ControlProblem) -> Int {
    guard let index = state.index(of: body["site_id"] as? String, orFirst: ()) else {
      throw ControlProblem(status: 404, message: "there is no such site")
    }
    return index
  }

  /// The time zone that a body names. Nil if it names none.
  private func timeZone(in body: [String: Any]) throws(ControlProblem) -> String? {
    guard let given = body["time_zone"] else { return nil }
    guard let name = given as? String, WallClock.knows(name) else {
      throw ControlProblem(status: 400, message: "time_zone must be an IANA name such as Europe/Amsterdam")
    }
    return name
  }

  private func knownIQ(_ id: String, at index: Int) throws(ControlProblem) -> String {
    guard state.sites[index].iqs[id] != nil else {
      throw ControlProblem(status: 404, message: "the site has no such IQ")
    }
    return id
  }

  /// An installer mounts an IQ. No lock is connected to it yet.
  func addIQ(_ body: [String: Any]) async throws -> Any {
    guard let name = body["name"] as? String, !name.isEmpty else {
      throw ControlProblem(status: 400, message: "name must be what the IQ is called")
    }
    let index = try siteIndex(body)
    let zone = try timeZone(in: body) ?? state.sites[index].details.timeZone
    let iq = IQ(id: state.platform.newID(), name: name, timeZone: zone)
    state.sites[index].put(iq)
    await keep()
    return iq.controlJSON
  }

  /// An installer mounts a lock. It belongs to no group yet.
  func addLock(_ body: [String: Any]) async throws -> Any {
    guard let name = body["name"] as? String, !name.isEmpty else {
      throw ControlProblem(status: 400, message: "name must be what the door is called")
    }
    let index = try siteIndex(body)
    guard let iq = body["iq_id"] as? String ?? state.sites[index].iqs.keys.min() else {
      throw ControlProblem(status: 404, message: "the site has no IQ")
    }
    let lock = Lock(
      id: state.platform.newID(), name: name, type: body["lock_type"] as? String ?? "escutcheon_pin",
      iqID: try knownIQ(iq, at: index), mac: "0A:00:00:01:00:00")
    state.sites[index].put(lock)
    await keep()
    return ["id": lock.id]
  }

  /// A person registers a new card at a lock, or, with `removed`, discards one.
  func readTag(_ body: [String: Any]) async throws -> Any {
    guard let number = body["tag_number"] as? String, number.utf8.count == 8, number.hasDigitsOnly else {
      throw ControlProblem(status: 400, message: "tag_number must be the eight digits that are printed on the card")
    }
    let index = try siteIndex(body)
    var details = state.sites[index].details
    let known = details.tags?.first { $0.number == number }
    var tags = (details.tags ?? []).filter { $0.number != number }
    let tag = known ?? SiteTag(id: state.platform.newID(), number: number)
    if body["removed"] as? Bool != true { tags.append(tag) }
    details.tags = tags
    state.sites[index].put(details)
    await keep()
    return ["id": tag.id, "tag_number": number]
  }

  func renameGroup(_ id: String, _ body: [String: Any]) async throws -> Any {
    guard let index = state.sites.firstIndex(where: { $0.groups[id] != nil }),
      var group = state.sites[index].groups[id]
    else { throw ControlProblem(status: 404, message: "there is no such access group") }
    if let name = body["name"] as? String { group.name = name }
    state.sites[index].put(group)
    await keep()
    return ["id": group.id, "name": group.name]
  }

  /// Sets properties that the site's owner, its installer or Salto controls.
  func setSite(_ body: [String: Any]) async throws -> Any {
    let index = try siteIndex(body)
    var site = state.sites[index].details
    if let name = body["name"] as? String { site.name = name }
    if let timeZone = body["time_zone"] as? String { site.timeZone = timeZone }
    if let isReleased = body["released"] as? Bool { site.isReleased = isReleased }
    if let isCertified = body["certified"] as? Bool { site.isUncertified = !isCertified }
    if let hasCustomPins = body["custom_pin"] as? Bool { site.hasCustomPins = hasCustomPins }
    if let seats = try body.number("seats", in: Bounds.seats) { site.seats = seats }
    if let areTaken = body["seats_taken"] as? Bool { site.areSeatsTaken = areTaken }
    if let isValid = body["subscription_valid"] as? Bool { site.isSubscriptionValid = isValid }
    if let takesPins = body["pin_enabled"] as? Bool { site.pinEnabled = takesPins }
    if let takesMobileKeys = body["mkey_compatible"] as? Bool { site.takesMobileKeys.set(takesMobileKeys, at: now) }
    state.sites[index].put(site)
    await keep()
    return [
      "id": site.id, "seats": site.seats, "seats_taken": site.areSeatsTaken == true,
      "subscription_valid": site.isSubscriptionValid,
      "mkey_compatible": site.takesMobileKeys.value, "pin_enabled": site.pinEnabled, "released": site.isReleased,
      "certified": site.isUncertified != true, "name": site.name, "time_zone": site.timeZone,
    ]
  }
}
