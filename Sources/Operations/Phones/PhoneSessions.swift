import API
import Core
import Engine
import Store
import Wire

extension Platform {
  func handlePhoneSessions(_ handlers: inout Handlers) {
    handlers.on(PhoneSessions.GetOrCreate.self) { request, caller in
      let identity = try caller.ownIdentity()
      let (guests, hasAddress) = (guests, caller.address.known != nil)
      let phone = try await write(repeatable: caller) { change in
        let phone = try change.phone(request, of: identity)
        if !hasAddress, try change.transaction.awaitsSignIn(identity, in: change.workspaceID, guests) {
          throw APIError.noPublicURL
        }
        return phone
      }
      return try await session(of: phone, caller)
    }
    handlers.on(PhoneSessions.ListCredentials.self) { _, caller in
      let secrets = secrets
      return try await read(caller) { connection, now in
        guard let identity = try caller.narrowed(nil, connection) else { return [] }
        var filter = AcsCredentialFilter()
        filter.userIdentityID = identity
        return try connection.acsCredentialRows(filter, PageRange(from: nil, limit: 100_000), in: caller.workspaceID)
          .rows
          .map { try secrets.resource($0, now: now, connection.brand) }
      }
    }
    handlers.on(PhoneSessions.ReportKey.self) { request, caller, answer in
      let identity = try caller.ownIdentity()
      return try await write(caller, keeping: answer) {
        PhoneRegistration(try $0.report(request, of: identity), $0.brand)
      }
    }
  }

  /// The phone's session. It has a provider session for each account whose keys the identity can have.
  private func session(of phone: PhoneRecord, _ caller: Caller) async throws -> PhoneSession {
    let parts = try await read(caller) { connection, now in try connection.parts(of: phone, now: now) }
    var session = PhoneSession(
      isSandboxWorkspace: parts.isSandbox, userIdentity: parts.identity, workspaceID: caller.workspaceID)
    for account in parts.accounts {
      var registration = PhoneRegistration(phone, brand)
      registration.providerState = Nullable(
        try await guestState(of: phone, at: account, caller).map(FreeObject.init))
      let keys = parts.keys.filter { $0.credential.connectedAccountID == account }
      session.providerSessions.append(ProviderSession(phoneRegistration: registration, acsCredentials: keys))
    }
    return session
  }
}

extension PhoneRegistration {
  init(_ phone: PhoneRecord, _ brand: Brand) {
    self.init(phoneRegistrationID: ID(phone.id.text), isBeingActivated: phone.key == nil)
    providerName = .value(brand.kinds.provider.rawValue)
  }
}

/// The stored data of a phone and its owner.
private struct PhoneParts: Sendable {
  var isSandbox: Bool
  var identity: UserIdentity
  var accounts: [ID<ConnectedAccount>]
  var keys: [PhoneCredential]
}

extension Connection {
  fileprivate func parts(of phone: PhoneRecord, now: Instant) throws -> PhoneParts {
    let workspace = phone.workspaceID
    guard let identity = try userIdentity(phone.userIdentityID, in: workspace) else {
      throw APIError.notFound(.userIdentity, phone.userIdentityID.text)
    }
    let users = try acsUsers(of: identity.id, in: workspace)
    var filter = AcsCredentialFilter()
    filter.userIdentityID = identity.id
    let credentials = try acsCredentialRows(filter, PageRange(from: nil, limit: 10_000), in: workspace).rows
    let keys = try credentials.filter { row in
      row.credential.accessMethod == .mobileKey && row.credential.share.map { $0.phone == phone.id } ?? true
    }.map { try key($0, now: now) }
    return PhoneParts(
      isSandbox: try self.workspace(workspace)?.isSandbox ?? false, identity: identity.resource(users),
      accounts: try accounts(enrolling: identity.id, in: workspace), keys: keys)
  }

  /// An identity with a user in a credential manager is enrolled there.
  private func accounts(
    enrolling identity: ID<UserIdentity>, in workspace: ID<Workspace>
  ) throws -> [ID<ConnectedAccount>] {
    var accounts: [ID<ConnectedAccount>] = []
    for automation in try enrollmentAutomations(of: identity, in: workspace) {
      let manager = try acsSystem(automation.credentialManagerAcsSystemID, in: workspace)
      if let account = manager?.connectedAccountID, !accounts.contains(account) { accounts.append(account) }
    }
    return accounts
  }

  /// Whether the guest must sign in at an account, which requires a link.
  fileprivate func awaitsSignIn(
    _ identity: ID<UserIdentity>, in workspace: ID<Workspace>, _ guests: GuestDirectory
  ) throws -> Bool {
    try accounts(enrolling: identity, in: workspace).contains { account in
      try guests.guests(of: account) != nil
        && guestAccount(of: identity, at: account, in: workspace)?.sealedTokens == nil
    }
  }
}

extension Connection {
  /// A key for its owner's phone: its entrances, its expiry and the state of each door.
  fileprivate func key(_ row: AcsCredentialRow, now: Instant) throws -> PhoneCredential {
    let workspace = row.credential.workspaceID
    let person = try row.credential.acsUserID.flatMap { try accessPerson($0, in: workspace) }
    let reached = try person.map { try entrances(everReachedBy: $0, in: workspace) } ?? []
    var doors: [(name: String, explained: AccessExplanation)] = []
    let names = Dictionary(uniqueKeysWithValues: reached.map { ($0.id, $0.lock.name) })
    for known in try facts(of: reached, at: now, in: workspace) {
      var facts = known
      facts.person = person
      let explained = explainAccess(facts, means: .mobileKey, at: now, now: now, brand)
      if explained.reason != .known(.noAccessGroup) { doors.append((names[facts.entranceID] ?? "", explained)) }
    }
    var resource = row.resource(code: nil, now: now, brand)
    resource.startsAt = row.owner?.schedule?.startsAt
    resource.endsAt = row.owner?.schedule?.endsAt
    let whole = explainKey(doors.map(\.explained), of: person, at: now, brand)
    return PhoneCredential(
      credential: resource, acsEntrances: try entrances(.credential(row.credential.id), in: workspace),
      access: PhoneAccess(whole), doors: doors.map { PhoneAccess($0.explained, at: $0.name) })
  }
}

extension PhoneAccess {
  fileprivate init(_ explained: AccessExplanation, at name: String? = nil) {
    self.init(
      explained.access.known ?? .unknown, explained.reason.known ?? .rollingOut, explained.message,
      acsEntranceID: name == nil ? nil : explained.acsEntranceID, displayName: name)
  }
}

extension Platform.Change {
  /// The phone of an installation, registered on its first call.
  fileprivate mutating func phone(
    _ request: PhoneSessions.GetOrCreate, of identity: ID<UserIdentity>
  ) throws -> PhoneRecord {
    let installation = request.customSDKInstallationID
    if let phone = try transaction.phone(installation: installation, of: identity, in: workspaceID) {
      if phone.removal != nil { throw APIError.phoneDeactivated }
      return phone
    }
    // A session may outlive its identity.
    _ = try self.identity(identity)
    let phone = try newPhone(
      of: identity, installation, request.phoneOS == .ios ? .iOS : .android,
      request.phoneDeviceMetadata?.model ?? "Phone")
    try transaction.save(phone)
    return phone
  }

  fileprivate mutating func report(
    _ request: PhoneSessions.ReportKey, of identity: ID<UserIdentity>
  ) throws -> PhoneRecord {
    let installation = request.customSDKInstallationID
    guard var phone = try transaction.phone(installation: installation, of: identity, in: workspaceID) else {
      throw APIError.notFound(.phone)
    }
    if phone.removal != nil { throw APIError.phoneDeactivated }
    // An app that was refused a new key may still hold the canceled one.
    if request.providerKeyID == phone.endedKeyID { return phone }
    phone.key = PhoneRecord.Key(
      providerDeviceID: request.providerDeviceID, providerKeyID: request.providerKeyID,
      expiresAt: request.keyExpiresAt, reportedAt: now)
    try transaction.save(phone)
    try transaction.issueKey(of: phone)
    return phone
  }
}
