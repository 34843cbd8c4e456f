import API
import Core
import Store
import Wire

extension Platform {
  func handleOperators(_ handlers: inout Handlers) {
    handlers.on(Operators.List.self) { _, caller in
      try await read(caller) { connection, _ in
        let people = try connection.operators(of: caller.workspaceID)
        let active = try connection.lastActivity(of: people.map { $0.person.id })
        return people.map {
          $0.person.resource($0.role, in: caller.workspaceID, lastActiveAt: active[$0.person.id])
        }
      }
    }
    handlers.on(Operators.ListAdministrators.self) { _, caller in
      try await read(caller) { connection, _ in
        try connection.operators(of: caller.workspaceID).filter { $0.role == .administrator }.map {
          OperatorName(operatorID: $0.person.id, operatorName: $0.person.name)
        }
      }
    }
    handlers.on(Operators.Create.self) { request, caller, answer in
      try await writeCallers(caller, keeping: answer) { transaction in
        try transaction.check(caller, invites: request.emailAddress)
        let person = try transaction.invite(
          name: request.name, emailAddress: request.emailAddress, as: request.role, to: caller.workspaceID)
        return try transaction.resource(person, request.role, in: caller.workspaceID)
      }
    }
    handlers.on(Operators.Update.self) { request, caller, answer in
      try await writeCallers(caller, keeping: answer) { try $0.update(request, caller) }
    }
    handlers.on(Operators.Delete.self) { request, caller, answer in
      try await writeCallers(caller, keeping: answer) { transaction in
        let person = try transaction.operatorHere(request.operatorID, caller).person
        _ = try transaction.dismiss(person.id, from: caller.workspaceID)
        if try transaction.roles(of: person.id).isEmpty { try transaction.delete(person.id) }
        return Nothing()
      }
    }
    handlers.on(Operators.UnlinkAccount.self) { request, caller, answer in
      try await writeCallers(caller, keeping: answer) { transaction in
        let (known, role) = try transaction.operatorHere(request.operatorID, caller)
        try transaction.check(caller, administers: known.id)
        let person = try transaction.unlinkAccount(of: known)
        return try transaction.resource(person, role, in: caller.workspaceID)
      }
    }
  }

  func handleAccessTokens(_ handlers: inout Handlers) {
    handlers.on(Operators.CreateAccessToken.self) { request, caller, answer in
      let random = secrets.random
      return try await writeCallers(caller, keeping: answer) { transaction in
        let person = try transaction.operatorHere(request.operatorID, caller).person
        try transaction.check(caller, administers: person.id)
        let name = request.name ?? AccessTokenRecord.standardName
        let made = try transaction.newAccessToken(of: person.id, name: name, random: random)
        return made.record.resource(token: made.token.secretText)
      }
    }
    handlers.on(Operators.ListAccessTokens.self) { request, caller in
      try await read(caller) { connection, _ in
        let person = try connection.operatorHere(request.operatorID, caller).person
        return try connection.accessTokens(of: person.id).map { $0.resource() }
      }
    }
    handlers.on(Operators.RevokeAccessToken.self) { request, caller, answer in
      try await writeCallers(caller, keeping: answer) { transaction in
        let id = request.accessTokenID
        guard let token = try transaction.accessToken(id),
          try transaction.role(of: token.operatorID, in: caller.workspaceID) != nil
        else { throw APIError.notFound(.accessToken, id.text) }
        try transaction.check(caller, administers: token.operatorID)
        _ = try transaction.revoke(id)
        return Nothing()
      }
    }
  }
}

extension Connection {
  /// An operator of the caller's workspace, with the role there.
  fileprivate func operatorHere(
    _ id: ID<Operator>, _ caller: Caller
  ) throws -> (person: OperatorRecord, role: OperatorRole) {
    guard let person = try self.operator(id), let role = try self.role(of: id, in: caller.workspaceID) else {
      throw APIError.notFound(.operator, id.text)
    }
    return (person, role)
  }

  /// The API resource of an operator.
  fileprivate func resource(
    _ person: OperatorRecord, _ role: OperatorRole, in workspace: ID<Workspace>
  ) throws -> Operator {
    let active = try lastActivity(of: [person.id])
    return person.resource(role, in: workspace, lastActiveAt: active[person.id])
  }

  /// Throws unless the caller administers all workspaces of an operator, or is the operator. Who changes the operator's
  /// e-mail address or tokens could otherwise act in workspaces of others.
  fileprivate func check(_ caller: Caller, administers person: ID<Operator>) throws {
    if caller.operatorID == person { return }
    var own: [ID<Workspace>: OperatorRole] = [caller.workspaceID: .administrator]
    if let id = caller.operatorID { own = try roles(of: id) }
    guard try roles(of: person).keys.allSatisfy({ own[$0] == .administrator }) else { throw APIError.operatorOfOthers }
  }

  /// Throws if the e-mail address belongs to an operator of workspaces that the caller does not administer. Their
  /// administrators can choose any address for an operator whose tokens they have, so the address proves nothing.
  fileprivate func check(_ caller: Caller, invites emailAddress: String?) throws {
    guard let emailAddress, let known = try self.operator(emailAddress: emailAddress),
      try role(of: known.id, in: caller.workspaceID) == nil
    else { return }
    try check(caller, administers: known.id)
  }
}

extension Transaction {
  fileprivate func unlinkAccount(of known: OperatorRecord) throws -> OperatorRecord {
    var person = known
    person.account = nil
    if person != known { try update(person) }
    try deleteOperatorSessions(openedWithoutTokenBy: person.id)
    return person
  }

  fileprivate func update(_ request: Operators.Update, _ caller: Caller) throws -> Operator {
    var (person, role) = try operatorHere(request.operatorID, caller)
    let known = person
    person.name = request.name ?? person.name
    person.emailAddress = request.emailAddress.applied(to: person.emailAddress)
    if person != known {
      try check(caller, administers: person.id)
      try refuseKnownAddress(of: person)
      try update(person)
    }
    if let asked = request.role {
      try give(asked, to: person.id, in: caller.workspaceID)
      role = asked
    }
    return try resource(person, role, in: caller.workspaceID)
  }
}
