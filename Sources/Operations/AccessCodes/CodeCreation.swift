import API
import Core
import Store
import Wire

/// What a new access code is, apart from its lock.
struct NewCode {
  var name: String?
  var schedule: Schedule
  /// The chosen PIN. Nil to let the provider choose one.
  var digits: String?
  /// The key that the codes with the same digits share.
  var commonKey: String?
  var isExternalModificationAllowed: Bool
}

/// What the site's staff see of a code without a name.
let unnamedCode = "Access Code"

extension Platform.Change {
  /// Creates an access code: a person without e-mail address and identity, and a grant of its own that makes the PIN.
  mutating func createCode(_ request: AccessCodes.Create, _ caller: Caller) throws -> Begun<AccessCode> {
    let device = try transaction.device(toEdit: request.deviceID, caller)
    try refuseUnsupported(request, at: device)
    try refuseOffline(device, unless: request.attemptForOfflineDevice)
    let code = NewCode(
      name: request.name, schedule: try codeSchedule(request.startsAt, request.endsAt), digits: request.code,
      commonKey: request.commonCodeKey,
      isExternalModificationAllowed: request.isExternalModificationAllowed ?? request.allowExternalModification
        ?? false)
    if let key = request.commonCodeKey, let linked = try linkedGrant(key, code, at: device, caller) {
      return try begin(code, at: device, of: linked) { change in try change.addDoor(device, to: linked) }
    }
    try refuseTaken(code, at: [device.system])
    let grant = try createCodeGrant(code, at: [device])
    return try begin(code, at: device, of: grant) { change in try change.makePin(code, of: grant) }
  }

  /// Creates a code for each of several locks. Those of one site have one site user, and so the same digits.
  mutating func createCodes(_ request: AccessCodes.CreateMultiple, _ caller: Caller) throws -> [AccessCode] {
    if request.useBackupAccessCodePool == true {
      throw APIError.notSupported("\(brand.name) locks have no backup codes. Omit use_backup_access_code_pool")
    }
    guard !request.deviceIDs.isEmpty else {
      throw APIError.invalidInput("device_ids", "At least one device is required")
    }
    var devices: [DeviceRecord] = []
    for id in request.deviceIDs where !devices.contains(where: { $0.id == id }) {
      let device = try transaction.device(toEdit: id, caller)
      try requireKeypad(device)
      try refuseOffline(device, unless: request.attemptForOfflineDevice)
      devices.append(device)
    }
    let sites = Dictionary(grouping: devices, by: \.system.id)
    var code = NewCode(
      name: request.name, schedule: try codeSchedule(request.startsAt, request.endsAt), digits: request.code,
      commonKey: nil,
      isExternalModificationAllowed: request.isExternalModificationAllowed ?? request.allowExternalModification
        ?? false)
    try refuseTaken(code, at: sites.values.compactMap { $0.first?.system })
    // Digits that the caller chooses are not linked.
    if sites.count == 1, request.code == nil { code.commonKey = identifiers.text() }
    if sites.count > 1, request.code == nil, request.behaviorWhenCodeCannotBeShared == .fail {
      throw APIError.notSupported(
        "The locks belong to \(sites.count) sites, and \(brand.company) chooses a different PIN at each. Set "
          + "behavior_when_code_cannot_be_shared to create_random_code, or choose a code")
    }
    var records: [ID<Device>: AccessCodeRecord] = [:]
    for id in sites.keys.sorted(by: { $0.text < $1.text }) {
      let locks = sites[id] ?? []
      let grant = try createCodeGrant(code, at: locks)
      for device in locks { records[device.id] = try insert(code, identifiers.next(), at: device, of: grant) }
      try makePin(code, of: grant)
    }
    return try devices.compactMap { device in
      try records[device.id].map { try secrets.resource($0, transaction, now: now) }
    }
  }

  // MARK: Parts of a code

  private mutating func createCodeGrant(_ code: NewCode, at devices: [DeviceRecord]) throws -> AccessGrantRecord {
    let person = try createIdentity(
      key: nil, emailAddress: nil, fullName: code.name ?? unnamedCode, phoneNumber: nil)
    let grant = AccessGrantRecord(
      id: identifiers.next(), workspaceID: workspaceID, sequence: try transaction.nextAccessGrantSequence(),
      createdAt: now, userIdentityID: person.id, schedule: code.schedule, name: code.name, key: nil, customerKey: nil)
    try transaction.insert(grant)
    try transaction.save(devices.map { NamedDoor($0.entrance.id, as: .device) }, of: grant.id)
    return grant
  }

  private func insert(
    _ code: NewCode, _ id: ID<AccessCode>, at device: DeviceRecord, of grant: AccessGrantRecord,
    in attempt: ID<ActionAttempt>? = nil
  ) throws -> AccessCodeRecord {
    var record = AccessCodeRecord(
      id: id, workspaceID: workspaceID, sequence: try transaction.nextAccessCodeSequence(),
      createdAt: now, accessGrantID: grant.id, acsEntranceID: device.entrance.id, name: code.name,
      commonCodeKey: code.commonKey)
    record.isExternalModificationAllowed = code.isExternalModificationAllowed
    try transaction.insert(record)
    try transaction.append(.accessCodeCreated, about: record, of: attempt)
    try transaction.append(.accessCodeMutationsRequested, about: record, of: attempt) { event in
      event.code.requestedMutations = [.init(.creating)]
    }
    return record
  }

  /// Makes the PIN of a grant, once its codes are stored.
  private mutating func makePin(_ code: NewCode, of grant: AccessGrantRecord) throws {
    var method = AccessGrants.MethodRequest()
    method.code = code.digits
    try request([method], of: grant)
  }

  private mutating func addDoor(_ device: DeviceRecord, to grant: AccessGrantRecord) throws {
    let doors = try transaction.namedDoors(of: grant.id, in: workspaceID)
    try transaction.save(doors + [NamedDoor(device.entrance.id, as: .device)], of: grant.id)
    try follow(grant, changed: true)
  }

  /// Stores a code and the attempt to create it, which ends when the site has it, and starts the work.
  private mutating func begin(
    _ code: NewCode, at device: DeviceRecord, of grant: AccessGrantRecord,
    _ work: (inout Platform.Change) throws -> Void
  ) throws -> Begun<AccessCode> {
    let id: ID<AccessCode> = identifiers.next()
    let attempt = try begin(.code(.create, id))
    let record = try insert(code, id, at: device, of: grant, in: attempt.id)
    try work(&self)
    let standing = try transaction.actionAttempt(attempt.id, in: workspaceID) ?? attempt
    return Begun(try secrets.resource(record, transaction, now: now), standing.resource)
  }

  /// The grant of the codes with a common key at a lock's site. Nil if there is none. Codes of other customers are not
  /// among them.
  private func linkedGrant(
    _ key: String, _ code: NewCode, at device: DeviceRecord, _ caller: Caller
  ) throws -> AccessGrantRecord? {
    // Those of unmanaged devices count too: once managed again, they would have the same key and other digits.
    let all = try transaction.linkedCodes(key, isManaged: nil, caller)
    for linked in all {
      guard let grant = try transaction.accessGrant(linked.accessGrantID, in: workspaceID), !grant.isDeleted else {
        continue
      }
      let lock = try transaction.device(linked.acsEntranceID, in: workspaceID)
      guard lock?.system.id == device.system.id else {
        if try customer(of: lock) != customer(of: device) { continue }
        throw APIError.invalidInput(
          "common_code_key", "Codes with this key belong to another site. Locks of one site can share digits")
      }
      guard code.digits == nil else {
        throw APIError.invalidInput("code", "Omit code: the codes with this common_code_key have digits already")
      }
      guard grant.schedule.endsAt == code.schedule.endsAt,
        grant.schedule.endsAt == nil || grant.schedule.startsAt == code.schedule.startsAt
      else {
        throw APIError.invalidInput(
          "common_code_key", "Codes with the same digits have the same times. Give those of the other codes")
      }
      // Two codes would share one place in the group, which the deletion of either takes away.
      if let other = all.first(where: { $0.accessGrantID == grant.id && $0.acsEntranceID == device.entrance.id }) {
        throw APIError.invalidInput("common_code_key", "The lock has a code with this key: \(other.id)")
      }
      return grant
    }
    return nil
  }

  private func customer(of lock: DeviceRecord?) throws -> String? {
    try lock.flatMap { try transaction.connectedAccount($0.system.connectedAccountID, in: workspaceID)?.customerKey }
  }
}
