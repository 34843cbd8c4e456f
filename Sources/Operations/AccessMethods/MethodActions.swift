import API
import Core
import Engine
import Store
import Wire

/// The right of an access method to unlock a door.
enum CloudKeyRight: Sendable {
  case key(ID<AcsCredential>)
  case none(ActionAttempt.Failure)
}

extension Connection {
  /// Whether an access method may unlock a door now.
  func cloudKey(_ request: AccessMethods.UnlockDoor, now: Instant, _ caller: Caller) throws -> CloudKeyRight {
    let (method, state) = try method(request.accessMethodID, caller)
    guard method.method.mode == .cloudKey else {
      throw APIError.invalidInput(
        "access_method_id", "Only an access method with the mode cloud_key unlocks doors remotely")
    }
    guard try acsEntrance(request.acsEntranceID, in: caller.workspaceID) != nil else {
      throw APIError.notFound(.acsEntrance, request.acsEntranceID.text)
    }
    func none(_ message: String) -> CloudKeyRight { .none(.init(type: "no_access", message: message)) }
    if state.grant.isDeleted { return none("The access grant is being deleted.") }
    guard state.doors.contains(where: { $0.id == request.acsEntranceID }) else {
      return none("The entrance is not one of the access grant's doors.")
    }
    if now < state.grant.schedule.startsAt {
      return none("The access grant starts at \(state.grant.schedule.startsAt).")
    }
    if state.grant.schedule.isOver(at: now) { return none("The access grant has ended.") }
    guard let key = method.method.acsCredentialID, let user = method.user, !user.isBarred else {
      return none("The ACS user of the access grant is suspended or was deleted.")
    }
    return .key(key)
  }
}

private let endedGrant = "The access grant has ended. Give it a later ends_at by /access_grants/update first"

/// The reason why a card cannot be put on an access method.
enum CardObstacle: Sendable {
  case hasCard
  case isOfAnotherUser(String)
  case refused(String)

  var message: String {
    switch self {
    case .hasCard: "The access method already has a card. Delete the access method and request another one."
    case .isOfAnotherUser(let message), .refused(let message): message
    }
  }

  /// The error of an attempt to encode the card.
  var encodingError: String {
    switch self {
    case .hasCard: "credential_cannot_be_reissued"
    case .isOfAnotherUser: "incompatible_card_format"
    case .refused: "uncategorized_error"
    }
  }
}

extension Platform.Change {
  /// Stores an attempt that fails at once: the lock is not moved.
  mutating func refuse(
    _ request: AccessMethods.UnlockDoor, with failure: ActionAttempt.Failure, _ caller: Caller
  ) throws -> ActionAttempt {
    guard let entrance = try transaction.acsEntrance(request.acsEntranceID, in: workspaceID) else {
      throw APIError.notFound(.acsEntrance, request.acsEntranceID.text)
    }
    var attempt = try begin(.move(entrance.door(.unlock, try caller.requester(with: nil))))
    attempt.state = .failure(failure)
    try transaction.end(attempt)
    return attempt.resource
  }

  /// Assigns one of the site's free cards to the user of a method.
  mutating func assignCard(_ request: AccessMethods.AssignCard, _ caller: Caller) throws -> ActionAttempt {
    let (state, grant) = try transaction.method(request.accessMethodID, caller)
    var method = state.method
    try refuseOtherMode(method)
    guard !grant.grant.isDeleted else { throw APIError.notFound(.accessMethod, method.id.text) }
    func failed(_ message: String) throws -> ActionAttempt {
      try begin(.card(.assign, method.id), .failure(.init(type: "credential_not_found", message: message))).resource
    }
    if grant.grant.schedule.isOver(at: now) { return try failed(endedGrant) }
    guard let card = try transaction.card(request.cardNumber, at: method.acsSystemID, in: workspaceID) else {
      return try failed(
        "The site has no card with this number. Register it at a lock of the site, and sync the account.")
    }
    if let obstacle = try put(card, on: &method) { return try failed(obstacle.message) }
    return try assigned(method)
  }

  /// Puts a card on a method, and assigns it to the method's user.
  ///
  /// - Returns: why it cannot be put there. Nil if it was.
  mutating func put(_ card: AcsCredentialRecord, on method: inout AccessMethodRecord) throws -> CardObstacle? {
    if method.acsCredentialID != card.id {
      if method.acsCredentialID != nil { return .hasCard }
      if let holder = card.acsUserID, holder != method.acsUserID {
        return .isOfAnotherUser("The card belongs to another user.")
      }
      method.ownsCredential = card.acsUserID == nil
      if method.ownsCredential {
        if let message = try staffHolder(of: card) { return .isOfAnotherUser(message) }
        if let message = try assign(card, to: method.acsUserID) { return .refused(message) }
      }
    }
    method.acsCredentialID = card.id
    try transaction.save(method)
    wake(method.acsSystemID)
    return nil
  }

  /// - Returns: to whom the site's staff assigned a free card, as a message. Nil if to nobody.
  private func staffHolder(of card: AcsCredentialRecord) throws -> String? {
    do {
      try refuseForeignCard(card)
      return nil
    } catch let error as APIError where error.kind == .invalid {
      return "\(error.reason)."
    }
  }

  /// - Returns: why the card cannot be assigned. Nil if it was.
  private mutating func assign(_ card: AcsCredentialRecord, to id: ID<AcsUser>) throws -> String? {
    do {
      let user = try user(id)
      try wantCard(card, of: user)
      try transaction.saveOwner(user.id, of: card)
      return nil
    } catch let error as APIError where error.kind == .invalid || error.kind == .notFound {
      return "\(error.reason)."
    }
  }

  private func assigned(_ method: AccessMethodRecord) throws -> ActionAttempt {
    guard let record = try transaction.accessMethod(method.id, in: workspaceID),
      let found = try transaction.methods([record]).first
    else { throw APIError.notFound(.accessMethod, method.id.text) }
    let resource = try secrets.resource(found.state, found.method, now: now, brand, at: endpoint)
    let result = try JSON.parse(resource.jsonBytes)
    return try begin(.card(.assign, method.id), .success, result: result).resource
  }

  /// Throws if the grant of a method has ended: the card would open nothing.
  func refuseEnded(_ grant: AccessGrantRecord) throws {
    if grant.schedule.isOver(at: now) { throw APIError.invalidInput("access_method_id", endedGrant) }
  }

  func refuseOtherMode(_ method: AccessMethodRecord) throws {
    guard method.mode == .card else {
      throw APIError.invalidInput("access_method_id", "Only an access method with the mode card has a card")
    }
  }
}
