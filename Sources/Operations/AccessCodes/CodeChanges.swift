import API
import Core
import Store
import Wire

extension Platform.Change {
  mutating func update(_ request: AccessCodes.Update, _ caller: Caller) throws -> ActionAttempt {
    let known = try transaction.liveCode(request.accessCodeID, request.deviceID, caller)
    guard let grant = try transaction.accessGrant(known.accessGrantID, in: workspaceID) else {
      throw APIError.notFound(.accessCode, known.id.text)
    }
    if request.isManaged == false {
      throw APIError.notSupported("\(brand.name) never shows a PIN again, so an access code stays managed")
    }
    if request.code != nil {
      throw APIError.notSupported("The digits of an access code stay. Delete it and create another one")
    }
    var code = known
    code.name = request.name ?? known.name
    code.isExternalModificationAllowed =
      request.isExternalModificationAllowed ?? request.allowExternalModification
      ?? known.isExternalModificationAllowed
    let schedule = try changedCodeSchedule(request, was: grant.schedule)
    if schedule != grant.schedule, try transaction.liveCodes(of: grant).count > 1 {
      throw APIError.invalidInput(
        "access_code_id",
        "The code shares its digits with other locks. Change the times of all by /access_codes/update_multiple")
    }
    if code == known, schedule == grant.schedule {
      return try begin(.code(.update, code.id), .success, result: .object([:])).resource
    }
    try save(code)
    let attempt = try begin(.code(.update, code.id))
    try save(schedule, of: grant)
    // A new name changes nothing at the site.
    if schedule == grant.schedule { try transaction.noteProgress(of: grant) }
    return try transaction.actionAttempt(attempt.id, in: workspaceID)?.resource ?? attempt.resource
  }

  /// Changes the names and times of all codes with a common key.
  mutating func updateCodes(_ request: AccessCodes.UpdateMultiple, _ caller: Caller) throws -> Nothing {
    let codes = try transaction.linkedCodes(request.commonCodeKey, in: workspaceID)
      .filter { try transaction.maySee($0, caller) }
    guard let first = codes.first, let grant = try transaction.accessGrant(first.accessGrantID, in: workspaceID) else {
      throw APIError.notFound(.accessCode, request.commonCodeKey)
    }
    var times = AccessCodes.Update()
    times.startsAt = request.startsAt
    times.endsAt = request.endsAt
    let schedule = try changedCodeSchedule(times, was: grant.schedule)
    for known in codes {
      var code = known
      code.name = request.name ?? known.name
      if code != known || schedule != grant.schedule { try save(code) }
    }
    try save(schedule, of: grant)
    return Nothing()
  }

  /// Deletes an access code with its site user, which frees the seat. It is listed until its site has confirmed it. If
  /// other locks have the same digits, only its lock forgets them.
  mutating func delete(_ request: AccessCodes.Delete, _ caller: Caller) throws -> ActionAttempt {
    var code = try transaction.accessCode(request.accessCodeID, request.deviceID, caller)
    guard let grant = try transaction.accessGrant(code.accessGrantID, in: workspaceID) else {
      throw APIError.notFound(.accessCode, code.id.text)
    }
    let attempt = try begin(.code(.delete, code.id))
    if !code.isDeleted, !grant.isDeleted {
      code.isDeleted = true
      try transaction.save(code)
      if try transaction.liveCodes(of: grant).isEmpty {
        try delete(grant)
      } else {
        let doors = try transaction.namedDoors(of: grant.id, in: workspaceID)
        try transaction.save(doors.filter { $0.entrance != code.acsEntranceID }, of: grant.id)
        try follow(grant, changed: true)
      }
    }
    return try transaction.actionAttempt(attempt.id, in: workspaceID)?.resource ?? attempt.resource
  }

  private func save(_ code: AccessCodeRecord) throws {
    try transaction.save(code)
    try transaction.append(.accessCodeChanged, about: code)
  }

  private mutating func save(_ schedule: Schedule, of grant: AccessGrantRecord) throws {
    if schedule == grant.schedule { return }
    var changed = grant
    changed.schedule = schedule
    try transaction.save(changed)
    try follow(changed, changed: true)
  }

  // MARK: Times

  /// The times of a new code. Without times it opens from now on.
  func codeSchedule(_ startsAt: Instant?, _ endsAt: Instant?) throws -> Schedule {
    if startsAt == nil, endsAt == nil { return try newGrantSchedule(now, nil) }
    guard let startsAt, let endsAt else {
      throw APIError.invalidInput(
        startsAt == nil ? "starts_at" : "ends_at", "Both starts_at and ends_at must be provided together")
    }
    return try newGrantSchedule(startsAt, endsAt)
  }

  private func changedCodeSchedule(_ request: AccessCodes.Update, was before: Schedule) throws -> Schedule {
    if request.type == .ongoing {
      return before.endsAt == nil ? before : Schedule(startsAt: min(before.startsAt, now), endsAt: nil)
    }
    if request.startsAt == nil, request.endsAt == nil {
      guard request.type == .timeBound, before.endsAt == nil else { return before }
      throw APIError.invalidInput(
        "ends_at", "'time_bound' Access codes must include both starts_at and ends_at")
    }
    let isOngoing = before.endsAt == nil
    return try codeSchedule(
      request.startsAt ?? (isOngoing ? nil : before.startsAt), request.endsAt ?? before.endsAt)
  }

  // MARK: Refusals

  func refuseUnsupported(_ request: AccessCodes.Create, at device: DeviceRecord) throws {
    try requireKeypad(device)
    if request.useBackupAccessCodePool == true {
      throw APIError.notSupported("\(brand.name) locks have no backup codes. Omit use_backup_access_code_pool")
    }
    if request.isOfflineAccessCode == true || request.useOfflineAccessCode == true {
      throw APIError.notSupported("\(brand.name) locks take no offline codes. Omit is_offline_access_code")
    }
    if request.isOneTimeUse == true {
      throw APIError.notSupported(
        "\(brand.name) codes open any number of times. Omit is_one_time_use, and set starts_at and ends_at")
    }
  }

  func requireKeypad(_ device: DeviceRecord) throws {
    guard device.entrance.siteAcceptsPins, device.entrance.hasKeypad else {
      throw APIError.notSupported(
        "The lock takes no PINs. Choose a lock with a keypad, and enable PIN codes in the site's settings at "
          + "\(brand.name)")
    }
  }

  func refuseTaken(_ code: NewCode, at systems: [AcsSystemRecord]) throws {
    guard let digits = code.digits else { return }
    for system in systems {
      let pin = try possiblePin(digits, at: system)
      if try isTaken(pin, at: system, except: nil) { throw APIError.duplicateAccessCode }
    }
  }
}
