import API
import Core
import Store
import Wire

/// The customer and the reservation of a grant that is created for a stay.
struct GrantTags {
  var customerKey: String
  var reservationKey: String?
  /// The means of access that the push of the stay asks for.
  var pushedModes: [AccessMethod.Mode]
}

extension Platform.Change {
  /// - Parameter tags: the customer and the reservation, for a grant that is created for a stay.
  mutating func createGrant(
    _ request: AccessGrants.Create, _ caller: Caller, tags: GrantTags? = nil
  ) throws -> AccessGrant {
    try refuseUnsupported(request)
    if let id = request.customizationProfileID { _ = try transaction.profile(id, caller) }
    let doors = try transaction.namedDoors(
      devices: request.deviceIDs + (request.location?.deviceIDs ?? []),
      entrances: request.acsEntranceIDs + (request.location?.acsEntranceIDs ?? []), caller)
    let ids = (request.spaceIDs ?? []) + (request.locationIDs ?? [])
    let spaces = try transaction.grantSpaces(ids, request.spaceKeys, caller) ?? []
    let customer = try tags?.customerKey ?? caller.session?.customerKey ?? customer(of: spaces)
    // A repeated call has a taken key, which tells more than its person's taken e-mail address.
    if let key = request.accessGrantKey { try refuseTaken(key, ofCustomer: customer, except: nil) }
    let identity = try identity(of: request, caller)
    var grant = AccessGrantRecord(
      id: identifiers.next(), workspaceID: workspaceID, sequence: try transaction.nextAccessGrantSequence(),
      createdAt: now, userIdentityID: identity.id,
      schedule: try newGrantSchedule(request.startsAt ?? now, request.endsAt?.optional), name: request.name?.optional,
      key: request.accessGrantKey, customerKey: customer, reservationKey: tags?.reservationKey,
      customizationProfileID: request.customizationProfileID)
    grant.pushedModes = tags?.pushedModes
    try transaction.insert(grant)
    try transaction.save(doors, of: grant.id)
    try transaction.save(spaces, of: grant.id)
    try transaction.append(.accessGrantCreated, about: grant)
    try self.request(request.requestedAccessMethods, of: grant)
    return try answer(grant.id, caller)
  }

  /// Adds means of access to a grant, apart from those that it has.
  mutating func request(_ requests: [AccessGrants.MethodRequest], of grant: AccessGrantRecord) throws {
    let known = try transaction.methodRequests(of: [grant.id], in: workspaceID)[grant.id] ?? []
    let modes = Set(known.map(\.mode))
    let state = try requests.contains { modes.contains($0.mode) } ? transaction.state(of: grant) : nil
    let first = (known.map(\.position).max() ?? -1) + 1
    for (index, asked) in requests.enumerated() {
      let path: [String] = ["requested_access_methods", String(index)]
      if asked.code != nil, asked.mode != .code {
        throw APIError.invalidInput(path + ["code"], "Only a method with the mode code has a code")
      }
      if asked.instantKeyMaxUseCount != nil, asked.mode != .mobileKey {
        throw APIError.invalidInput(
          path + ["instant_key_max_use_count"], "Only a method with the mode mobile_key has an instant key")
      }
      if let count = asked.instantKeyMaxUseCount {
        try checkUseCount(count, at: path + ["instant_key_max_use_count"])
      }
      if let state, try has(asked, state) { continue }
      var request = MethodRequestRecord(
        id: identifiers.next(), accessGrantID: grant.id, position: first + index, mode: asked.mode, createdAt: now,
        instantKeyMaxUseCount: asked.instantKeyMaxUseCount)
      if let code = asked.code {
        request.sealedCode = try secrets.seal.sealed(
          Array(code.utf8), place: MethodRequestRecord.codePlace(of: request.id, in: workspaceID))
      }
      try transaction.insert(request)
    }
    try follow(grant, changed: false)
    try noteUnmetRequests(of: grant)
  }

  /// Whether a grant has what a request wants, so that another method would only be a second handle of the same credential.
  /// A mobile key is never the same: each has a link with uses of its own.
  private func has(_ asked: AccessGrants.MethodRequest, _ state: AccessGrantState) throws -> Bool {
    if asked.mode == .mobileKey { return false }
    return try state.requests.contains { request in
      guard request.mode == asked.mode, state.isProvided(request) else { return false }
      return try secrets.code(of: request, in: workspaceID) == asked.code
    }
  }

  /// Appends an event if no door of a grant takes a requested method.
  private func noteUnmetRequests(of grant: AccessGrantRecord) throws {
    let state = try transaction.state(of: grant)
    guard let message = state.unmetRequests(brand) else { return }
    try transaction.append(.accessGrantCouldNotCreateRequestedAccessMethods, about: grant) { event in
      event.grant.errorMessage = message
      event.grant.missingDeviceIDs = state.doorsWithoutMethod.map { ID($0.text) }
    }
  }

  mutating func update(_ request: AccessGrants.Update, _ caller: Caller) throws -> Nothing {
    let known = try transaction.liveGrant(request.accessGrantID, request.accessGrantKey, caller)
    var grant = known
    if request.accessGrantID != nil, let key = request.accessGrantKey, key != known.key {
      try refuseTaken(key, ofCustomer: known.customerKey, except: known.id)
      grant.key = key
    }
    grant.name = request.name.applied(to: known.name)
    grant.schedule = try changedGrantSchedule(request, was: known.schedule)
    let placesChanged = try savePlaces(request, of: known, caller)
    if request.deviceIDs != nil || request.acsEntranceIDs != nil { grant.lostDoors.removeAll { $0.space == nil } }
    if request.spaceIDs != nil || request.spaceKeys != nil { grant.lostDoors.removeAll { $0.space != nil } }
    let timesChanged = grant.schedule != known.schedule
    if grant == known, !placesChanged { return Nothing() }
    try transaction.save(grant)
    if timesChanged {
      try transaction.append(.accessGrantAccessTimesChanged, about: grant) { event in
        event.grant.key = grant.key
        event.grant.startsAt = grant.schedule.startsAt
        event.grant.endsAt = grant.schedule.endsAt
      }
    }
    try follow(grant, changed: placesChanged || timesChanged)
    if placesChanged, !grant.schedule.isOver(at: now) { try noteUnmetRequests(of: grant) }
    return Nothing()
  }

  /// Stores the doors and spaces that a request names.
  ///
  /// - Returns: whether they changed.
  private func savePlaces(
    _ request: AccessGrants.Update, of grant: AccessGrantRecord, _ caller: Caller
  ) throws -> Bool {
    let before = try transaction.namedDoors(of: grant.id, in: workspaceID)
    var doors = before
    let given = try transaction.namedDoors(
      devices: request.deviceIDs ?? [], entrances: request.acsEntranceIDs ?? [], caller)
    if request.deviceIDs != nil { doors.removeAll { $0.role == .device } }
    if request.acsEntranceIDs != nil { doors.removeAll { $0.role == .entrance } }
    doors += given
    let isOther = Set(doors) != Set(before)
    if isOther {
      try transaction.save(doors, of: grant.id)
      try transaction.forgetDeletedSpaces(of: grant.id)
    }
    if request.spaceIDs == nil, request.spaceKeys == nil { return isOther }
    let known = try transaction.state(of: grant).spaces
    let named = try transaction.grantSpaces(request.spaceIDs, request.spaceKeys, caller, besides: known)
    guard let spaces = named else { return isOther }
    if Set(known.map(\.id)) == Set(spaces.map(\.id)) { return isOther }
    try transaction.save(spaces, of: grant.id)
    return true
  }

  /// Deletes a grant. It is listed until its sites have confirmed the revocation.
  mutating func delete(_ grant: AccessGrantRecord) throws {
    if grant.isDeleted { return }
    var deleted = grant
    deleted.isDeleted = true
    try transaction.save(deleted)
    for method in try transaction.accessMethods(of: [grant.id], in: workspaceID)[grant.id] ?? [] {
      try release(method)
    }
    try follow(deleted, changed: true)
  }

  /// Deletes the grants of an identity that is about to be deleted. They do not wait for their sites.
  mutating func endGrants(of identity: UserIdentityRecord) throws {
    for grant in try transaction.accessGrants(of: identity.id, in: workspaceID) {
      try delete(grant)
      guard let left = try transaction.accessGrant(grant.id, in: workspaceID) else { continue }
      try transaction.finish(try transaction.state(of: left))
    }
  }

  /// Creates what a grant lacks, and adapts everything that depends on it.
  ///
  /// - Parameter changed: whether its doors or times changed.
  mutating func follow(_ grant: AccessGrantRecord, changed: Bool = true) throws {
    try provide(grant)
    for system in try transaction.follow(grant, changed: changed) { wake(system, isUrgent: changed) }
  }

  /// The API resource at the current time, as far as the caller may see it.
  func answer(_ id: ID<AccessGrant>, _ caller: Caller) throws -> AccessGrant {
    guard let grant = try transaction.accessGrant(id, in: workspaceID) else {
      throw APIError.notFound(.accessGrant, id.text)
    }
    let state = try transaction.states(of: [grant], seenBy: caller)[0]
    return try secrets.resource(state, now: now, brand, at: endpoint)
  }

  /// A user with access grants that is deleted would be created again, one without its identity would keep their access,
  /// and one without groups would lose it while they are still shown. So the grants must be deleted first.
  func refuseGrants(of user: AcsUserRecord) throws {
    let grants = try transaction.accessGrants(ofUser: user.id, in: workspaceID).filter { grant in
      !grant.isDeleted && !grant.schedule.isOver(at: now)
    }
    guard let grant = grants.first else { return }
    // The grants behind access codes are not shown.
    if let code = try transaction.liveCodes(of: grant).first {
      throw APIError.notSupported(
        "The ACS user has the PIN of access codes. Delete them by /access_codes/delete, beginning with \(code.id)")
    }
    throw APIError.notSupported(
      "The ACS user has \(grants.count) access grant(s). Delete them by /access_grants/delete, beginning with \(grant.id)"
    )
  }

  private func refuseUnsupported(_ request: AccessGrants.Create) throws {
    if request.reservationKey != nil {
      throw APIError.invalidInput(
        "reservation_key",
        "No targeted entrances support reservation behavior. Remove reservation_key or include at least one "
          + "reservation-capable entrance.")
    }
  }

  private func refuseTaken(_ key: String, ofCustomer customer: String?, except own: ID<AccessGrant>?) throws {
    guard let other = try transaction.accessGrant(key: key, ofCustomer: customer, in: workspaceID), other.id != own
    else { return }
    throw APIError.accessGrantKeyTaken(by: other.id.text)
  }

  private func customer(of spaces: [GrantSpace]) throws -> String? {
    for space in spaces {
      if let key = try transaction.space(space.id, in: workspaceID)?.space.customerKey { return key }
    }
    return nil
  }
}
