import API
import Core
import Store
import Wire

extension Platform {
  func handleEncoderSimulations(_ handlers: inout Handlers) {
    handlers.on(AcsEncoders.SimulateEncodeFailure.self) { request, caller, answer in
      let failure = EncoderSimulation.Outcome(of: request.errorCode)
      return try await simulate(
        EncoderSimulation(.encode, failure, acsCredentialID: request.acsCredentialID), request.acsEncoderID, caller,
        answer)
    }
    handlers.on(AcsEncoders.SimulateEncodeSuccess.self) { request, caller, answer in
      try await simulate(EncoderSimulation(.encode, .card), request.acsEncoderID, caller, answer)
    }
    handlers.on(AcsEncoders.SimulateScanFailure.self) { request, caller, answer in
      let failure = EncoderSimulation.Outcome(of: request.errorCode)
      return try await simulate(
        EncoderSimulation(.scan, failure, acsCredentialID: request.acsCredentialIDOnSeam), request.acsEncoderID, caller,
        answer)
    }
    handlers.on(AcsEncoders.SimulateScanSuccess.self) { request, caller, answer in
      let outcome: EncoderSimulation.Outcome =
        switch request.scenario {
        case .exists: .card
        case .needsUpdate: .outdatedCard
        case .doesNotExist: .unknownCard
        case .isEmpty: .emptyCard
        }
      return try await simulate(
        EncoderSimulation(.scan, outcome, acsCredentialID: request.acsCredentialIDOnSeam), request.acsEncoderID, caller,
        answer)
    }
  }

  /// Stores what an encoder of a sandbox meets next.
  private func simulate(
    _ simulation: EncoderSimulation, _ encoder: ID<AcsEncoder>, _ caller: Caller, _ answer: KeptAnswer<Nothing>
  ) async throws -> Nothing {
    try await write(caller, keeping: answer) { change in
      let encoder = try change.transaction.encoder(encoder, caller)
      guard try change.transaction.workspace(caller.workspaceID)?.isSandbox == true else {
        throw APIError.workspaceNotSandbox
      }
      if let id = simulation.acsCredentialID {
        let credential = try change.credential(id).credential
        guard credential.tag != nil, credential.acsSystemID == encoder.acsSystemID else {
          throw APIError.invalidInput(
            simulation.action == .scan ? "acs_credential_id_on_seam" : "acs_credential_id",
            "The credential must be a card of the encoder's system")
        }
      }
      try change.transaction.save(simulation, at: encoder.id)
      return Nothing()
    }
  }
}

extension EncoderSimulation.Outcome {
  /// The failure with an error code.
  fileprivate init(of errorCode: some Choice) { self = Self(rawValue: errorCode.rawValue) ?? .noCredentialOnEncoder }
}

extension Platform.Change {
  /// What a simulated encoder sees.
  func sighting(
    of simulation: EncoderSimulation, _ task: CardTask, at encoder: AcsEntranceRecord
  ) throws -> CardSighting {
    let outcome = simulation.outcome
    switch outcome {
    case .emptyCard: return .emptyCard
    case .unknownCard: return .card(number: "00000000")
    case .card, .outdatedCard:
      guard let number = try cardNumber(of: simulation, task, at: encoder) else {
        return .failure(
          .init(
            type: "no_credential_on_encoder",
            message: "The site has no card that fits. Register one at a lock of the site, and sync the account."))
      }
      return .card(number: number, isOutdated: outcome == .outdatedCard)
    case .noCredentialOnEncoder, .encodingInterrupted, .uncategorizedError, .actionAttemptExpired:
      return .failure(.init(type: outcome.rawValue, message: "The failure was simulated."))
    }
  }

  /// The number of the simulated card: the one of the given credential, or of a card that fits the task.
  private func cardNumber(
    of simulation: EncoderSimulation, _ task: CardTask, at encoder: AcsEntranceRecord
  ) throws -> String? {
    if let id = simulation.acsCredentialID {
      return try transaction.acsCredentialRow(id, in: workspaceID)?.credential.tag?.number
    }
    if case .confirm(let id) = task.purpose { return try credential(id).credential.tag?.number }
    let tags = try transaction.tags(of: encoder.acsSystemID, in: workspaceID)
    if case .scan = task.purpose { return tags.first?.number }
    let owners = try transaction.tagOwners(of: encoder.acsSystemID, in: workspaceID)
    return tags.first { tag in owners[tag.id].flatMap { $0 } == nil }?.number
  }
}
