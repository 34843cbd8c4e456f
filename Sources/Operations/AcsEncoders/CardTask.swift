import API
import Core
import Store
import Wire

/// What is done with the card that is held to an encoder.
struct CardTask: Sendable {
  enum Purpose: Sendable {
    case scan
    /// Puts a free card of the site on an access method.
    case encode(ID<AccessMethod>)
    /// Checks that the card is the one of a credential, which has a user already.
    case confirm(ID<AcsCredential>)
    /// Assigns a free card of the site to an ACS user or an identity.
    case assign(ID<AcsUser>?, ID<UserIdentity>?)
  }

  var purpose: Purpose
  var encoder: ID<AcsEncoder>
  /// Whether cards that are not registered at the site are reported.
  var detectsNewTags: Bool

  init(_ purpose: Purpose, at encoder: ID<AcsEncoder>, detectsNewTags: Bool = false) {
    self.purpose = purpose
    self.encoder = encoder
    self.detectsNewTags = detectsNewTags
  }

  var action: ActionAttemptRecord.CardReading.Purpose {
    switch purpose {
    case .scan: .scan
    case .encode, .confirm: .encode
    case .assign: .assign
    }
  }

  /// The simulations that the task follows.
  var simulated: EncoderSimulation.Action {
    switch purpose {
    case .scan, .assign: .scan
    case .encode, .confirm: .encode
    }
  }

  /// Why the task fails at an offline lock. The public API has no error of its own for assigning.
  var offlineRefusal: CardRefusal {
    let type =
      switch purpose {
      case .scan, .encode, .confirm: "encoder_not_online"
      case .assign: "uncategorized_error"
      }
    return CardRefusal(type, "The lock is offline. Check its power and its IQ's network.")
  }
}

/// The reason why an attempt with a card fails.
struct CardRefusal: Error {
  let failure: ActionAttempt.Failure

  init(_ type: String, _ message: String) { failure = .init(type: type, message: message) }

  init(_ failure: ActionAttempt.Failure) { self.failure = failure }

  init(_ obstacle: CardObstacle) { self.init(obstacle.encodingError, obstacle.message) }
}

extension Platform.Change {
  /// Throws if the task cannot succeed with any card: a `CardRefusal` where the attempt fails, else the error of the request.
  func check(_ task: CardTask, at encoder: AcsEntranceRecord, _ caller: Caller) throws {
    switch task.purpose {
    case .scan: return
    case .encode(let id):
      let (method, grant) = try transaction.method(id, caller)
      try refuseOtherMode(method.method)
      guard !grant.grant.isDeleted else { throw APIError.notFound(.accessMethod, id.text) }
      try refuseEnded(grant.grant)
      guard method.method.acsSystemID == encoder.acsSystemID else {
        throw APIError.invalidInput(
          "acs_encoder_id", "The encoder belongs to a different system than the access method")
      }
      if method.method.acsCredentialID != nil { throw CardRefusal(.hasCard) }
    case .confirm(let id):
      let credential = try credential(id, caller)
      guard credential.tag != nil else {
        throw APIError.invalidInput("acs_credential_id", "Only a credential with the access_method card has a card")
      }
      guard credential.acsSystemID == encoder.acsSystemID else {
        throw APIError.invalidInput("acs_encoder_id", "The encoder belongs to a different system than the credential")
      }
      try refuseFree(credential)
    case .assign(let user, let identity):
      if let id = user {
        guard try self.user(id, caller).acsSystemID == encoder.acsSystemID else {
          throw APIError.invalidInput("acs_user_id", "The user and the encoder belong to different systems")
        }
      } else if let id = identity {
        _ = try self.identity(id, caller)
      }
    }
  }

  /// Throws if a card belongs to nobody: confirming it would put nothing on it.
  func refuseFree(_ card: AcsCredentialRecord) throws {
    guard card.acsUserID != nil else {
      try refuseForeignCard(card)
      throw APIError.invalidInput(
        "acs_credential_id",
        "The card belongs to nobody. Assign it first, by /acs/encoders/scan_to_assign_credential or "
          + "/acs/credentials/assign")
    }
  }

  /// The credential, if the caller can see it.
  func credential(_ id: ID<AcsCredential>, _ caller: Caller) throws -> AcsCredentialRecord {
    let row = try credential(id)
    guard try maySee(row.userIdentityID, caller) else { throw APIError.notFound(.acsCredential, id.text) }
    return row.credential
  }

  /// The ACS user, if the caller can see it.
  func user(_ id: ID<AcsUser>, _ caller: Caller) throws -> AcsUserRecord {
    let user = try user(id)
    guard try maySee(user.userIdentityID, caller) else { throw APIError.notFound(.acsUser, id.text) }
    return user
  }

  /// The identity, if the caller can see it.
  func identity(_ id: ID<UserIdentity>, _ caller: Caller) throws -> UserIdentityRecord {
    let identity = try identity(transaction.current(id, in: workspaceID))
    guard try maySee(identity.id, caller) else { throw APIError.notFound(.userIdentity, id.text) }
    return identity
  }

  /// A customer's session sees the people of its customer.
  private func maySee(_ id: ID<UserIdentity>?, _ caller: Caller) throws -> Bool {
    guard let session = caller.session else { return true }
    guard let id, let customer = session.customerKey else { return false }
    return try identity(id).customerKey == customer
  }
}
