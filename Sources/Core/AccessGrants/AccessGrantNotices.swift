package import API
package import Wire

extension AccessGrantState {
  func errors(now: Instant, _ brand: Brand) -> [AccessGrantError] {
    if grant.isDeleted || grant.schedule.isOver(at: now) { return [] }
    var errors: [AccessGrantError] = []
    if let message = unmetRequests(brand) {
      let missing = Set(doorsWithoutMethod).devices
      errors.append(
        AccessGrantError(
          createdAt: grant.changedAt, message: message, missingDeviceIDs: missing.isEmpty ? nil : missing))
    }
    for site in sites where isDue(site, at: now) {
      guard let refusal = site.refusal else { continue }
      errors.append(
        AccessGrantError(
          createdAt: refusal.at, message: "\(brand.name) rejected the access group of the grant: \(refusal.message)",
          missingDeviceIDs: site.wanted.subtracting(site.held).devices))
    }
    return errors
  }

  /// The doors without a method that could open them.
  package var doorsWithoutMethod: [ID<AcsEntrance>] {
    let isUnmet = !requestsWithoutDoors.isEmpty
    return doors.filter { door in
      isUnmet || !methods.contains { $0.method.acsSystemID == door.acsSystemID }
    }.map(\.id)
  }

  /// The requests without a method that can open a door. A method stays when its doors leave the grant.
  private var requestsWithoutDoors: [MethodRequestRecord] {
    requests.filter { request in
      !methods.contains { $0.method.request == request.id && !doors(of: $0.method).isEmpty }
    }
  }

  /// Which requested methods could not be created or open no door, and why. Nil if all were created.
  package func unmetRequests(_ brand: Brand) -> String? {
    if !requests.isEmpty, doors.isEmpty {
      return "The grant has no doors. Give it doors or spaces with doors by /access_grants/update."
    }
    let unmet = requestsWithoutDoors
    let bare = Set(doors.map(\.acsSystemID)).subtracting(methods.map(\.method.acsSystemID))
    if unmet.isEmpty, bare.isEmpty || requests.isEmpty { return nil }
    if unmet.isEmpty { return "Some doors take none of the requested methods. Request another method for them." }
    return unmet.map { $0.mode.unmetMessage(brand) }.joined(separator: " ")
  }

  func warnings(
    codes: [ID<RequestedAccessMethod>: String], pins: [ID<AccessMethod>: String], now: Instant, _ brand: Brand
  ) -> [AccessGrantWarning] {
    if grant.isDeleted {
      return [AccessGrantWarning(.beingDeleted, since: grant.changedAt, "The grant is being deleted.")]
    }
    if grant.schedule.isOver(at: now) { return [] }
    return meansWarnings + spaceWarnings + lostDoorWarnings + siteWarnings(now: now, brand) + overprovisioned(brand)
      + times(now: now, brand) + codeWarnings(codes, pins, brand)
  }

  private var meansWarnings: [AccessGrantWarning] {
    guard isWithoutMeans else { return [] }
    return [
      AccessGrantWarning(
        .underprovisionedAccess, since: grant.changedAt,
        "The grant has no access methods, so the person has no way in. Request one by "
          + "/access_grants/request_access_methods.")
    ]
  }

  private var spaceWarnings: [AccessGrantWarning] {
    spaces.compactMap { space in
      space.deletedAt.map {
        AccessGrantWarning(
          .underprovisionedAccess, since: $0,
          "The space \(space.name) was deleted, so the grant no longer opens its doors. Give the grant other spaces or "
            + "doors by /access_grants/update.")
      }
    }
  }

  /// The warnings about doors that do not open.
  private func siteWarnings(now: Instant, _ brand: Brand) -> [AccessGrantWarning] {
    let shut = sites.flatMap { site in
      site.shortfalls.filter { !$0.isOver(at: now) }.map { part in
        let end = part.endsAt?.description ?? "the end"
        return AccessGrantWarning(
          .underprovisionedAccess, since: grant.changedAt,
          "Clocks repeat an hour, so doors do not open from \(part.startsAt) until \(end): "
            + "\(names(of: site.wanted)). Start the grant earlier, or end it later.")
      }
    }
    let changed = sites.compactMap { site in
      site.changedExternallyAt.flatMap { at in
        site.wanted == site.held && site.hasWantedPeriod
          ? nil
          : AccessGrantWarning(
            .underprovisionedAccess, since: at,
            "A person changed or deleted the access group of the grant in \(brand.webApp), so doors may stay shut: "
              + "\(names(of: site.wanted)). Latchkey restores it.")
      }
    }
    return shut + changed + underprovisioned(now: now, brand)
  }

  private func underprovisioned(now: Instant, _ brand: Brand) -> [AccessGrantWarning] {
    let shut = reachableDoors.subtracting(grantedDoors(at: now))
    return sites.filter { isDue($0, at: now) }.compactMap { site in
      let missing = site.wanted.intersection(shut)
      if missing.isEmpty { return nil }
      let why = obstacle(at: site, now: now) ?? "\(brand.name) has not confirmed the access yet."
      return AccessGrantWarning(
        .underprovisionedAccess, since: site.refusal?.at ?? grant.changedAt,
        "Not open yet: \(names(of: missing)). \(why)")
    }
  }

  private func names(of ids: Set<ID<AcsEntrance>>) -> String {
    doors.filter { ids.contains($0.id) }.map(\.lock.name).joined(separator: ", ")
  }

  /// Why no method works at a site, if that is known.
  private func obstacle(at site: GrantAtSite, now: Instant) -> String? {
    let methods = methods.filter { $0.method.acsSystemID == site.acsSystemID }
    if methods.allSatisfy(\.lacksAddress) { return missingAddress }
    return methods.lazy.compactMap { $0.obstacle([site], now: now) }.first
  }

  private func overprovisioned(_ brand: Brand) -> [AccessGrantWarning] {
    // A door can move from one group of the grant to another, when its IQ gets another time zone.
    let wanted = Set(sites.flatMap(\.wanted))
    var warnings = sites.compactMap { site -> AccessGrantWarning? in
      let surplus = site.held.subtracting(wanted)
      if surplus.isEmpty { return nil }
      let names = surplus.compactMap { site.heldNames[$0] }.sorted().joined(separator: ", ")
      var warning = AccessGrantWarning(
        .overprovisionedAccess, since: grant.changedAt,
        "Doors that left the grant are still being removed at \(brand.name): \(names).")
      warning.failedDevices = site.refusal.map { refusal in
        surplus.devices.map { .init(deviceID: $0, errorCode: "provider_refused", message: refusal.message) }
      }
      return warning
    }
    if let warning = foreignPin(brand) { warnings.append(warning) }
    return warnings
  }

  /// The provider allows one PIN per user, and a PIN opens all doors of the user.
  private func foreignPin(_ brand: Brand) -> AccessGrantWarning? {
    let holders = Set(methods.compactMap(\.user).filter { $0.wanted.pin != nil }.map(\.acsSystemID))
    let requested = Set(methods.map(\.method).filter { $0.mode == .code }.map(\.acsSystemID))
    let foreign = holders.subtracting(requested)
    let opened = doors.filter { foreign.contains($0.acsSystemID) && $0.takes(.code) }
    if opened.isEmpty { return nil }
    return AccessGrantWarning(
      .overprovisionedAccess, since: grant.changedAt,
      "The person has a PIN by another grant, which opens doors of this grant too: "
        + "\(names(of: Set(opened.map(\.id)))). \(brand.name) cannot limit a PIN to some of the user's doors.")
  }

  private func times(now: Instant, _ brand: Brand) -> [AccessGrantWarning] {
    let changing = sites.filter { isDue($0, at: now) && $0.acsAccessGroupID != nil && !$0.hasWantedPeriod }
    if changing.isEmpty { return [] }
    var warning = AccessGrantWarning(
      .updatingAccessTimes, since: grant.changedAt, "The times of the grant are being updated at \(brand.name).")
    warning.accessMethodIDs = methodIDs(at: changing)
    return [warning]
  }

  private func codeWarnings(
    _ codes: [ID<RequestedAccessMethod>: String], _ pins: [ID<AccessMethod>: String], _ brand: Brand
  ) -> [AccessGrantWarning] {
    let codeMethods = methods.map(\.method).filter { $0.mode == .code }
    let incapable = requests.contains { $0.mode == .code } ? doors.filter { !$0.takes(.code) } : []
    let keyless = incapable.map { door in
      var warning = AccessGrantWarning(
        .deviceDoesNotSupportAccessCodes, since: grant.changedAt,
        "\(door.lock.name) takes no PINs. Request a card or a mobile key for it.")
      warning.deviceID = ID(door.id.text)
      return warning
    }
    let replaced = codeMethods.flatMap { method -> [AccessGrantWarning] in
      guard let wish = codes[method.request], let pin = pins[method.id], wish != pin else { return [] }
      return doors.filter { $0.acsSystemID == method.acsSystemID && $0.takes(.code) }.map { door in
        var warning = AccessGrantWarning(
          .requestedCodeUnavailable, since: method.createdAt,
          "The requested PIN could not be used at \(door.lock.name), so the person has another one.")
        warning.deviceID = ID(door.id.text)
        warning.originalCode = wish
        warning.newCode = pin
        return warning
      }
    }
    return keyless + replaced
  }
}

/// Why a mobile key of a person without an e-mail address opens no door.
let missingAddress = """
  A mobile key requires an e-mail address, and the person has none. Set it by /user_identities/update, or request \
  another method.
  """

/// Why nothing is made for a person whom somebody deleted at the site.
let deletedPerson = """
  The person was deleted at the site. Request a method by /access_grants/request_access_methods, and the person is \
  created again.
  """

extension AccessMethod.Mode {
  fileprivate func unmetMessage(_ brand: Brand) -> String {
    switch self {
    case .code: "No door of the grant takes PINs: none has a keypad, or PINs are disabled at the site."
    case .card: "No card can be used at the doors of the grant."
    case .mobileKey: "Mobile keys are disabled at the site. Enable them at \(brand.name)."
    case .cloudKey: "No cloud key can be used at the doors of the grant."
    }
  }
}
