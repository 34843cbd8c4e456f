import API
import Core
import Engine
import Store
import Wire

extension Platform {
  /// An attempt that waits for a card.
  private struct Begun: Sendable {
    var attempt: ActionAttemptRecord
    /// What a sandbox's encoder meets. Nil for a card that is held to the lock.
    var simulated: CardSighting?
  }

  /// Stores an attempt that waits for a card at an encoder.
  func readCard(
    _ task: CardTask, _ caller: Caller, _ answer: KeptAnswer<ActionAttempt>
  ) async throws -> ActionAttempt {
    let (platform, readers) = (self, readers)
    let begun = try await write(caller, keeping: answer, as: \.attempt.resource) { change -> Begun in
      let encoder = try change.transaction.encoder(task.encoder, caller)
      let action = ActionAttemptRecord.Action.reading(.init(task.action, acsEncoderID: task.encoder))
      do {
        try change.check(task, at: encoder, caller)
      } catch let refusal as CardRefusal {
        return Begun(attempt: try change.begin(action, .failure(refusal.failure)), simulated: nil)
      }
      if let simulation = try change.transaction.takeSimulation(of: task.simulated, at: encoder.id) {
        let sighting = try change.sighting(of: simulation, task, at: encoder)
        return Begun(attempt: try change.begin(action), simulated: sighting)
      }
      guard try change.isOnline(encoder) else {
        return Begun(attempt: try change.begin(action, .failure(task.offlineRefusal.failure)), simulated: nil)
      }
      if task.action != .scan { try change.transaction.failOlderCardReadings(at: task.encoder) }
      let attempt = try change.begin(action)
      let watch = CardReaders.Watch(attempt, at: encoder.acsSystemID, lock: encoder.lock.id) { sighting in
        try await platform.finish(attempt, task, sighting, caller)
      }
      change.transaction.afterCommit { readers.begin(watch) }
      return Begun(attempt: attempt, simulated: nil)
    }
    if let sighting = begun.simulated {
      // No other card follows a simulated one, so the attempt must end with this one.
      var lastTask = task
      lastTask.detectsNewTags = true
      _ = try await finish(begun.attempt, lastTask, sighting, caller)
    }
    return try await standing(of: begun.attempt)
  }

  /// Finishes an attempt by what its encoder saw.
  ///
  /// - Returns: false if the attempt waits for another card.
  private func finish(
    _ begun: ActionAttemptRecord, _ task: CardTask, _ sighting: CardSighting, _ caller: Caller
  ) async throws -> Bool {
    try await write(in: begun.workspaceID, by: caller.author, asking: caller.call) { change -> Bool in
      let transaction = change.transaction
      // The attempt may have ended, or been deleted with its account.
      guard var attempt = try transaction.actionAttempt(begun.id, in: begun.workspaceID), attempt.state == .pending
      else { return true }
      var trial = change
      do {
        guard let result = try transaction.part({ try trial.result(of: task, sighting, caller) }) else { return false }
        change = trial
        attempt.result = result
        attempt.state = .success
      } catch let refusal as CardRefusal {
        attempt.state = .failure(refusal.failure)
      } catch let error as APIError where error.kind != .failed {
        attempt.state = .failure(.init(type: "uncategorized_error", message: "\(error.reason)."))
      }
      try transaction.end(attempt)
      return true
    }
  }
}

extension Platform.Change {
  /// The result of a task with what its encoder saw. Nil if the task waits for another card.
  fileprivate mutating func result(of task: CardTask, _ sighting: CardSighting, _ caller: Caller) throws -> JSON? {
    // The caller may have lost the right while the attempt waited.
    if let session = caller.session { _ = try transaction.usable(session, at: now) }
    let encoder = try transaction.encoder(task.encoder, caller)
    switch sighting {
    case .failure(let failure): throw CardRefusal(failure)
    case .nothing(let message):
      // The lock may have gone offline while the attempt waited.
      throw try isOnline(encoder) ? CardRefusal("no_credential_on_encoder", message) : task.offlineRefusal
    case .emptyCard:
      guard case .scan = task.purpose else { throw CardRefusal("no_credential_on_encoder", "The card is empty.") }
      return try Scanned(number: nil, credential: nil, warning: nil).json
    case .card(let number, let isOutdated):
      guard let card = try transaction.card(number, at: encoder.acsSystemID, in: workspaceID) else {
        return try result(of: task, unregistered: number)
      }
      return try result(of: task, with: card, isOutdated: isOutdated, at: encoder, caller)
    }
  }

  /// Whether an encoder's lock is online, also by what is simulated.
  fileprivate func isOnline(_ encoder: AcsEntranceRecord) throws -> Bool {
    try encoder.lock.isOnline && !transaction.deviceSettings(of: encoder.id, in: workspaceID).isAway
  }

  private func result(of task: CardTask, unregistered number: String) throws -> JSON? {
    guard task.detectsNewTags else { return nil }
    let advice = "Card \(number) is not registered at the site. Register it at \(brand.name), and sync the account."
    guard case .scan = task.purpose else { throw CardRefusal("uncategorized_error", advice) }
    return try Scanned(
      number: number, credential: nil, warning: (code: "acs_credential_on_seam_not_found", message: advice)
    ).json
  }

  private mutating func result(
    of task: CardTask, with card: AcsCredentialRecord, isOutdated: Bool, at encoder: AcsEntranceRecord,
    _ caller: Caller
  ) throws -> JSON {
    switch task.purpose {
    case .scan:
      let row = try credential(card.id)
      let warning: (code: String, message: String)? =
        isOutdated ? (code: "acs_credential_on_encoder_out_of_sync", message: Self.outdated) : nil
      return try Scanned(number: card.tag?.number, credential: answer(row), warning: warning).json
    case .encode(let id): try encode(card, for: id, caller)
    case .confirm(let id):
      let credential = try credential(id, caller)
      guard credential.id == card.id else {
        throw CardRefusal("incompatible_card_format", "The card is not the one that the credential stands for.")
      }
      try refuseFree(credential)
    case .assign(let user, let identity):
      let owner =
        if let user { try self.user(user, caller) } else if let identity {
          try self.user(of: try self.identity(identity, caller), at: try system(encoder.acsSystemID))
        } else { throw APIError.notFound(.acsUser) }
      try give(card, to: owner)
    }
    return try JSON.parse(answer(credential(card.id)).jsonBytes)
  }

  private mutating func encode(_ card: AcsCredentialRecord, for id: ID<AccessMethod>, _ caller: Caller) throws {
    let gone = CardRefusal("credential_deleted", "The access method was deleted in the meantime.")
    let found: (method: AccessMethodState, state: AccessGrantState)
    do {
      found = try transaction.method(id, caller)
    } catch let error as APIError where error.kind == .notFound {
      throw gone
    }
    guard !found.state.grant.isDeleted else { throw gone }
    try refuseEnded(found.state.grant)
    var method = found.method.method
    guard let obstacle = try put(card, on: &method) else { return }
    throw CardRefusal(obstacle)
  }

  private mutating func give(_ card: AcsCredentialRecord, to owner: AcsUserRecord) throws {
    if card.acsUserID == owner.id { return }
    guard card.acsUserID == nil else {
      throw CardRefusal("uncategorized_error", "The card belongs to another user. Unassign it first.")
    }
    try wantCard(card, of: owner)
    try transaction.saveOwner(owner.id, of: card)
  }

  private static var outdated: String {
    "The following properties are out of sync between acs_credential_on_encoder and acs_credential_on_seam: ends_at"
  }
}

/// The result of a scan.
private struct Scanned {
  /// The number of the card. Nil for an empty card.
  var number: String?
  var credential: AcsCredential?
  var warning: (code: String, message: String)?

  var json: JSON {
    get throws {
      let warnings = warning.map {
        JSON.object(["warning_code": .string($0.code), "warning_message": .string($0.message)])
      }
      let stored = try credential.map { try JSON.parse($0.jsonBytes) }
      return .object([
        "acs_credential_on_encoder": number.map { onEncoder($0, stored) } ?? .null,
        "acs_credential_on_seam": stored ?? .null, "warnings": .array(warnings.map { [$0] } ?? []),
      ])
    }
  }

  private func onEncoder(_ number: String, _ stored: JSON?) -> JSON {
    .object([
      "card_number": .string(number), "created_at": .null, "starts_at": .null, "ends_at": .null,
      "is_issued": stored?["is_issued"] ?? .bool(false),
    ])
  }
}
