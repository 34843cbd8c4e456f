import API
import Core
import Engine
import Store
import Wire

extension Platform {
  func handleLockSimulations(_ handlers: inout Handlers) {
    handlers.on(Locks.ConfigureAutoLock.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.configure(request, caller) }
    }
    handlers.on(Locks.SimulateKeypadCodeEntry.self) { request, caller, answer in
      let isOpened = try await tryVirtualDoor(request, caller)
      return try await write(caller, keeping: answer) { try $0.enter(request, caller, isOpened: isOpened) }
    }
    handlers.on(Locks.SimulateManualLockViaKeypad.self) { request, caller, answer in
      let start = MovementStart(self)
      let requester = try caller.requester(with: nil)
      let attempt = try await write(caller, keeping: answer, as: \.resource) { change in
        let device = try change.sandboxDevice(request.deviceID, caller)
        guard device.entrance.hasKeypad else {
          throw APIError.notSupported("The lock has no keypad. Choose one that has, or call /locks/lock_door")
        }
        return try start.begin(device.entrance.door(.lock, requester, as: .manualLock), change)
      }
      await doors.wait(for: attempt.id)
      return try await standing(of: attempt)
    }
  }

  /// Types digits at a virtual lock where people whom the site's staff added have PINs, which Latchkey does not know.
  ///
  /// - Returns: whether it opened. Nil if Latchkey itself judges the digits.
  private func tryVirtualDoor(_ request: Locks.SimulateKeypadCodeEntry, _ caller: Caller) async throws -> Bool? {
    let secrets = secrets
    let lock = try await read(caller) { connection, _ -> String? in
      let device = try connection.device(toChange: request.deviceID, caller)
      guard device.isSandbox else { throw APIError.workspaceNotSandbox }
      if device.settings.removedAt != nil { return nil }
      if try secrets.holder(ofPin: request.code, at: device.system, connection) != nil { return nil }
      return try connection.unmanagedPins(at: device).isEmpty ? nil : device.entrance.lock.id.text
    }
    guard let lock, let send = virtualClouds.controls(in: caller.workspaceID) else { return nil }
    let digits = JSON.object(["pin": .string(request.code)])
    let reply = try await ask(send, .post, "/virtual/locks/\(lock)/try", digits)
    guard reply.statusCode == 200 else { return nil }
    return reply.body["opened"] == JSON.bool(true)
  }
}

extension Secrets {
  /// The credential with a PIN at a site.
  fileprivate func holder(
    ofPin code: String, at system: AcsSystemRecord, _ connection: Connection
  ) throws -> ID<AcsCredential>? {
    let (digits, workspace) = (Array(code.utf8), system.workspaceID)
    for (id, sealed) in try connection.sealedCodes(of: system.id, in: workspace)
    where opened(sealed, place: AcsCredentialRecord.codePlace(of: id, in: workspace)) == digits { return id }
    return nil
  }
}

extension Platform.Change {
  fileprivate func sandboxDevice(_ id: ID<Device>, _ caller: Caller) throws -> DeviceRecord {
    let device = try transaction.device(toChange: id, caller)
    guard device.isSandbox else { throw APIError.workspaceNotSandbox }
    return device
  }

  /// Stores an attempt that fails at once.
  fileprivate func configure(_ request: Locks.ConfigureAutoLock, _ caller: Caller) throws -> ActionAttempt {
    let device = try transaction.device(toEdit: request.deviceID, caller)
    if request.autoLockEnabled, request.autoLockDelaySeconds == nil {
      throw APIError.invalidInput("auto_lock_delay_seconds", "Required when auto_lock_enabled is true")
    }
    let door = device.entrance.door(.lock, try caller.requester(with: nil), as: .autoLockSetting)
    let refusal = APIError.refused(Locks.ConfigureAutoLock.operation)
    return try begin(.move(door), .failure(.init(type: refusal.type, message: refusal.message))).resource
  }

  /// Judges a PIN at a lock, and stores the attempt and the entry.
  ///
  /// - Parameter isOpened: whether the virtual lock opened, which reports the entry itself. Nil if the digits were not
  ///   typed there.
  fileprivate func enter(
    _ request: Locks.SimulateKeypadCodeEntry, _ caller: Caller, isOpened: Bool?
  ) throws -> ActionAttempt {
    let device = try sandboxDevice(request.deviceID, caller)
    let door = device.entrance.door(.unlock, try caller.requester(with: nil), as: .keypadCodeEntry)
    var attempt = try begin(.move(door))
    if let isOpened {
      attempt.state = isOpened ? .success : .failure(.init(type: "access_denied", message: Self.unknownPin))
      try transaction.end(attempt)
      return attempt.resource
    }
    let holder = try secrets.holder(ofPin: request.code, at: device.system, transaction)
      .flatMap { try transaction.acsCredentialRow($0, in: workspaceID) }
    var subject = EventSubject.of(device)
    subject.acsUserID = holder?.credential.acsUserID
    subject.userIdentityID = holder?.userIdentityID
    let accessCode = try holder?.credential.acsUserID.flatMap { user in
      try transaction.accessCodeID(of: user, at: device.entrance.id, in: workspaceID)
    }
    let denial = try denial(of: holder, at: device)
    attempt.state = .success
    if let denial { attempt.state = .failure(.init(type: "access_denied", message: denial.message)) }
    try transaction.end(attempt)
    try transaction.append(denial == nil ? .lockUnlocked : .lockAccessDenied, about: subject) { event in
      event.access.reason = denial
      event.access.accessCodeID = accessCode
      if denial == nil {
        event.access.accessCodeIsManaged = accessCode.map { _ in true }
        event.access.method = .known(.keycode)
        event.access.actionAttemptID = attempt.id
      }
    }
    if denial == nil, let accessCode { try transaction.noteOpening(by: accessCode, at: now) }
    return attempt.resource
  }

  private static var unknownPin: String { "The lock does not know the PIN." }

  /// Why a PIN does not open a lock. Nil if it opens it.
  private func denial(of holder: AcsCredentialRow?, at device: DeviceRecord) throws -> LockAccess.Reason? {
    if device.settings.removedAt != nil {
      return LockAccess.Reason(.credentialError, "The lock is simulated to be removed.")
    }
    guard let user = holder?.credential.acsUserID else {
      return LockAccess.Reason(.unknownCode, Self.unknownPin)
    }
    let facts = try EntranceFacts(device.entrance, at: now, transaction, in: workspaceID)
    let explanation = explainAccess(try facts.with(user, transaction), means: .code, at: now, now: now, brand)
    if explanation.access.known == .allowed { return nil }
    return LockAccess.Reason(.credentialError, explanation.message)
  }
}
