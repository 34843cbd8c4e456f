import API
import Core
import Store
import Wire

extension Platform.Change {
  /// Creates an access code: a person without e-mail address and identity, and a grant of its own that makes the PIN.
  mutating func createCode(_ request: AccessCodes.Create, _ caller: Caller) throws -> AccessCode {
    let device = try transaction.device(toChange: request.deviceID, caller)
    try refuseUnsupported(request, at: device)
    if let code = request.code { _ = try chosenPin(code, at: device.system, except: nil) }
    let schedule = try codeSchedule(request.startsAt, request.endsAt)
    let person = try createIdentity(
      key: nil, emailAddress: nil, fullName: request.codeName ?? "Access Code", phoneNumber: nil)
    let grant = AccessGrantRecord(
      id: identifiers.next(), workspaceID: workspaceID, sequence: try transaction.nextAccessGrantSequence(),
      createdAt: now, userIdentityID: person.id, schedule: schedule, name: request.codeName, key: nil,
      customerKey: nil)
    try transaction.insert(grant)
    try transaction.save([NamedDoor(device.entrance.id, as: .device)], of: grant.id)
    var record = AccessCodeRecord(
      id: identifiers.next(), workspaceID: workspaceID, sequence: try transaction.nextAccessCodeSequence(),
      createdAt: now, accessGrantID: grant.id, acsEntranceID: device.entrance.id, name: request.codeName)
    record.isExternalModificationAllowed =
      request.isExternalModificationAllowed ?? request.allowExternalModification ?? false
    try transaction.insert(record)
    try transaction.append(.accessCodeCreated, about: record)
    var method = AccessGrants.MethodRequest()
    method.code = request.code
    try self.request([method], of: grant)
    return try secrets.resource(record, transaction, now: now)
  }

  mutating func update(_ request: AccessCodes.Update, _ caller: Caller) throws -> ActionAttempt {
    let known = try transaction.accessCode(request.accessCodeID, request.deviceID, caller)
    guard var grant = try transaction.accessGrant(known.accessGrantID, in: workspaceID) else {
      throw APIError.notFound(.accessCode, known.id.text)
    }
    if request.isManaged == false {
      throw APIError.notSupported("\(brand.name) never shows a PIN again, so an access code stays managed")
    }
    if request.code != nil {
      throw APIError.notSupported("The digits of an access code stay. Delete it and create another one")
    }
    var code = known
    code.name = request.codeName ?? known.name
    code.isExternalModificationAllowed =
      request.isExternalModificationAllowed ?? request.allowExternalModification
      ?? known.isExternalModificationAllowed
    let before = grant.schedule
    grant.schedule = try changedCodeSchedule(request, was: before)
    if code != known || grant.schedule != before {
      try transaction.save(code)
      try transaction.append(.accessCodeChanged, about: code)
    }
    if grant.schedule != before {
      try transaction.save(grant)
      try follow(grant, changed: true)
    }
    return try begin(.code(.update, code.id), .success, result: .object([:])).resource
  }

  /// Deletes an access code with its site user, which frees the seat.
  mutating func delete(_ request: AccessCodes.Delete, _ caller: Caller) throws -> ActionAttempt {
    let code = try transaction.accessCode(request.accessCodeID, request.deviceID, caller)
    guard let grant = try transaction.accessGrant(code.accessGrantID, in: workspaceID) else {
      throw APIError.notFound(.accessCode, code.id.text)
    }
    try delete(try identity(grant.userIdentityID))
    return try begin(.code(.delete, code.id), .success, result: .object([:])).resource
  }

  // MARK: Times

  /// The times of a new code. Without times it opens from now on.
  private func codeSchedule(_ startsAt: Instant?, _ endsAt: Instant?) throws -> Schedule {
    if startsAt == nil, endsAt == nil { return try newGrantSchedule(now, nil) }
    guard let startsAt, let endsAt else {
      throw APIError.invalidInput(
        startsAt == nil ? "starts_at" : "ends_at", "Both starts_at and ends_at must be provided together")
    }
    return try newGrantSchedule(startsAt, endsAt)
  }

  private func changedCodeSchedule(_ request: AccessCodes.Update, was before: Schedule) throws -> Schedule {
    if request.kind == .ongoing { return Schedule(startsAt: min(before.startsAt, now), endsAt: nil) }
    if request.startsAt == nil, request.endsAt == nil {
      guard request.kind == .timeBound, before.endsAt == nil else { return before }
      throw APIError.invalidInput(
        "ends_at", "'time_bound' Access codes must include both starts_at and ends_at")
    }
    let isOngoing = before.endsAt == nil
    return try codeSchedule(
      request.startsAt ?? (isOngoing ? nil : before.startsAt), request.endsAt ?? before.endsAt)
  }

  // MARK: Refusals

  private func refuseUnsupported(_ request: AccessCodes.Create, at device: DeviceRecord) throws {
    guard device.entrance.siteAcceptsPins, device.entrance.hasKeypad else {
      throw APIError.notSupported(
        "The lock takes no PINs. Choose a lock with a keypad, and enable PIN codes in the site's settings at "
          + "\(brand.name)")
    }
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
    if request.commonCodeKey != nil {
      throw APIError.notSupported("Codes of single locks do not share digits. Omit common_code_key")
    }
  }
}
