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
      throw APIError.notSupported(
        "\(brand.name) never shows a PIN again, so an access code stays managed. Omit is_managed, or delete the code")
    }
    var code = known
    code.name = request.name ?? known.name
    code.isExternalModificationAllowed =
      request.isExternalModificationAllowed ?? request.allowExternalModification
      ?? known.isExternalModificationAllowed
    let schedule = try changedCodeSchedule(request, was: grant.schedule)
    let isLinked = try transaction.liveCodes(of: grant).count > 1
    if schedule != grant.schedule, isLinked {
      throw APIError.invalidInput(
        "access_code_id",
        "The code shares its digits with other locks. Change the times of all by /access_codes/update_multiple")
    }
    let pin = try pinToReplace(request.code, of: grant, isLinked: isLinked)
    if code == known, schedule == grant.schedule, pin == nil {
      return try begin(.code(.update, code.id), .success, result: .object([:])).resource
    }
    if let device = try transaction.device(known.acsEntranceID, in: workspaceID) {
      try refuseOffline(device, unless: request.attemptForOfflineDevice)
    }
    let changes = RequestedCodeChange.all(
      from: (known.name, grant.schedule), to: (code.name, schedule), replacesDigits: pin != nil)
    if pin != nil { code.leaveLock() }
    let attempt = try begin(.code(.update, code.id))
    try save(code, after: changes, in: schedule, of: attempt.id)
    if let pin, let digits = request.code { try changePin(of: pin, to: digits) }
    // The person of linked codes keeps the name that all of them got.
    try save(isLinked ? grant.name : code.name, schedule, of: grant, replacesDigits: pin != nil)
    return try transaction.actionAttempt(attempt.id, in: workspaceID)?.resource ?? attempt.resource
  }

  /// The credential whose PIN is replaced by other digits. Nil to keep the digits.
  private func pinToReplace(
    _ digits: String?, of grant: AccessGrantRecord, isLinked: Bool
  ) throws -> AcsCredentialRecord? {
    guard let digits else { return nil }
    let method = try transaction.state(of: grant).methods.first { $0.method.mode == .code }
    guard let method, let credential = method.credential?.credential else {
      throw APIError.notSupported("The access code has no PIN to replace. Delete it and create another one")
    }
    if try secrets.pin(of: method) == digits { return nil }
    if isLinked {
      throw APIError.invalidInput(
        "code", "The code shares its digits with other locks. Delete it and create another one")
    }
    let system = try system(credential.acsSystemID)
    if try isTaken(try possiblePin(digits, at: system), at: system, except: credential.id) {
      throw APIError.duplicateAccessCode
    }
    return credential
  }

  /// Changes the names and times of all codes with a common key.
  mutating func updateCodes(_ request: AccessCodes.UpdateMultiple, _ caller: Caller) throws -> Nothing {
    let codes = try transaction.linkedCodes(request.commonCodeKey, isManaged: true, caller)
    let grants = try Set(codes.map(\.accessGrantID))
      .compactMap { try transaction.accessGrant($0, in: workspaceID) }.filter { !$0.isDeleted }
    guard let grant = grants.first else {
      throw APIError.notFound(.accessCode, "common_code_key", request.commonCodeKey)
    }
    // Each customer's codes have a grant of their own.
    guard grants.count == 1 else { throw APIError.ambiguousCommonCodeKey(codes.map(\.id.text)) }
    var times = AccessCodes.Update()
    times.startsAt = request.startsAt
    times.endsAt = request.endsAt
    let schedule = try changedCodeSchedule(times, was: grant.schedule)
    // Those of unmanaged devices change too, since they have the same person and times.
    for known in try transaction.liveCodes(of: grant) {
      var code = known
      code.name = request.name ?? known.name
      let changes = RequestedCodeChange.all(from: (known.name, grant.schedule), to: (code.name, schedule))
      if !changes.isEmpty { try save(code, after: changes, in: schedule) }
    }
    try save(request.name ?? grant.name, schedule, of: grant)
    return Nothing()
  }

  /// Deletes an access code with its site user, which frees the seat. It is listed until its site has confirmed it. If
  /// other locks have the same digits, only its lock forgets them.
  mutating func delete(_ request: AccessCodes.Delete, _ caller: Caller) throws -> ActionAttempt {
    try delete(try transaction.accessCode(request.accessCodeID, request.deviceID, caller))
  }

  mutating func delete(_ known: AccessCodeRecord) throws -> ActionAttempt {
    var code = known
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

  private func save(
    _ code: AccessCodeRecord, after changes: [RequestedCodeChange], in schedule: Schedule,
    of attempt: ID<ActionAttempt>? = nil
  ) throws {
    var stored = code
    // It is set again at its later start.
    if now < schedule.startsAt, stored.wasSet { stored.leaveLock() }
    // What a person changed at the site is no longer in effect.
    if !changes.isEmpty { (stored.externalChange, stored.modifiedFields) = (nil, nil) }
    try transaction.save(stored)
    try transaction.append(changes, about: stored, of: attempt)
  }

  /// Stores the name of the person and the times of a grant that exists only for codes, and starts the work.
  private mutating func save(
    _ name: String?, _ schedule: Schedule, of grant: AccessGrantRecord, replacesDigits: Bool = false
  ) throws {
    var changed = grant
    changed.name = name
    changed.schedule = schedule
    if changed == grant, !replacesDigits { return try transaction.noteProgress(of: grant) }
    try transaction.save(changed)
    if name != grant.name { try renamePerson(of: changed) }
    // The site has as long to confirm new digits as new times.
    try follow(changed, changed: schedule != grant.schedule || replacesDigits)
  }

  /// Gives the person of a code its name, also at the sites.
  private mutating func renamePerson(of grant: AccessGrantRecord) throws {
    let name = grant.name ?? unnamedCode
    var person = try identity(grant.userIdentityID)
    person.fullName = name
    try transaction.save(person)
    for user in try transaction.acsUsers(of: person.id, in: workspaceID) {
      try change(user) { $0.wanted.fullName = name }
    }
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
      if request.startsAt != nil || request.endsAt != nil {
        throw APIError.invalidInput(
          request.startsAt != nil ? "starts_at" : "ends_at",
          "An ongoing access code has no times. Omit starts_at and ends_at, or omit type")
      }
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
    guard device.entrance.siteAcceptsPins, device.entrance.hasKeypad else { throw APIError.lockTakesNoPins(brand) }
  }

  /// Throws if a lock is offline, unless the caller takes that the code reaches it later.
  func refuseOffline(_ device: DeviceRecord, unless mayWait: Bool) throws {
    if mayWait || device.isOnline { return }
    throw APIError.invalidInput(
      "attempt_for_offline_device", "The lock is offline. Omit this, and the code reaches the lock when it is online")
  }

  func refuseTaken(_ code: NewCode, at systems: [AcsSystemRecord]) throws {
    guard let digits = code.digits else { return }
    for system in systems {
      let pin = try possiblePin(digits, at: system)
      if try isTaken(pin, at: system, except: nil) { throw APIError.duplicateAccessCode }
    }
  }
}

extension APIError {
  static func lockTakesNoPins(_ brand: Brand) -> APIError {
    notSupported(
      "The lock takes no PINs. Choose a lock with a keypad, and enable PIN codes in the site's settings at "
        + "\(brand.name)")
  }
}
