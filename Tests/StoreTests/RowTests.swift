import API
import Core
import Store
import TestKit
import Testing
import Wire

/// What is written to a row is what is read from it. Each value of a record differs from the others, so that no column
/// can be read as another.
struct RowTests {
  private let system = AcsSystemRecord(
    id: "system", workspaceID: house, connectedAccountID: "account", sequence: 1, site: ExternalID("site"),
    name: "House", timeZone: "Europe/Berlin", createdAt: .start, seats: Seats(limit: 7, used: 3, reserved: 0),
    seatsAlmostAt: nil, seatsExceededAt: nil, acceptsPins: true, acceptsMobileKeys: false, isSubscriptionValid: true,
    fault: nil)

  private var workspace: WorkspaceRecord {
    var workspace = WorkspaceRecord(
      id: house, name: "House", isSandbox: true, createdAt: .start, clockOffset: .seconds(5))
    workspace.connectPartnerName = "Partner"
    workspace.takesPublishableKeys = true
    return workspace
  }

  private var account: ConnectedAccountRecord {
    var account = ConnectedAccountRecord(
      id: "account", workspaceID: house, sequence: 1, createdAt: .start, emailAddress: "a@house.example", fault: nil,
      provider: "salto_ks")
    account.person = ExternalID("owner")
    account.chosenSites = ["site", "annex"]
    account.customerKey = "customer"
    account.customMetadata = ["floor": .string("2")]
    account.givenName = "Reception"
    account.acceptedCapabilities = [.accessControl, .lock]
    account.managesNewDevices = false
    return account
  }

  private let identities = [
    UserIdentityRecord(
      id: "identity", workspaceID: house, sequence: 1, createdAt: .start, key: "key", emailAddress: "e@house.example",
      fullName: "Ada", phoneNumber: "+15551230000", customerKey: "customer"),
    UserIdentityRecord(
      id: "other", workspaceID: house, sequence: 2, createdAt: .start, key: nil, emailAddress: nil, fullName: "Grace",
      phoneNumber: nil),
  ]

  private var user: AcsUserRecord {
    var user = AcsUserRecord(
      id: "user", workspaceID: house, acsSystemID: "system", connectedAccountID: "account", userIdentityID: "identity",
      sequence: 4, createdAt: .start, wanted: AcsUserRecord.Wanted(fullName: "Ada", emailAddress: "ada@house.example"))
    user.wanted.phoneNumber = "+15551230000"
    user.wanted.schedule = Schedule(startsAt: .start + .seconds(1), endsAt: .start + .seconds(2))
    user.wanted.own = .schedule(Schedule(startsAt: .start + .seconds(10), endsAt: .start + .seconds(11)))
    user.wanted.followsGrants = true
    user.wanted.neededFrom = .start + .seconds(12)
    user.wanted.mobileKeyFrom = .start + .seconds(13)
    user.wanted.pinWaits = true
    user.wanted.isSuspended = true
    user.wanted.mayHoldMobileKey = true
    user.wanted.invitedEmailAddress = "invited@house.example"
    user.wanted.cancelsKeys = true
    user.wanted.pin = "wanted-pin"
    user.wanted.governsPins = true
    user.wanted.tag = Tag(id: ExternalID("tag"), number: "0042")
    user.wanted.governsTags = true
    user.wanted.guest = GuestPerson(person: ExternalID("guest"), emailAddress: "guest@house.example")
    user.wanted.formerGuest = ExternalID("former-guest")
    user.observed = observed
    user.progress.openCall = OpenCall(kind: .add(ExternalID("group")), at: .start + .seconds(6))
    user.progress.attempts = 5
    user.progress.notBefore = .start + .seconds(7)
    user.progress.refusals = [Refused(stage: .pin, refusal: Refusal(.notFound, "No."), at: .start + .seconds(8))]
    user.progress.seat = .exceeded
    user.progress.revokingSince = .start + .seconds(9)
    user.origin = .takenUp
    user.additions = AcsUserRecord.Additions(mobileKey: false, pin: true, tag: false)
    user.generation = 6
    return user
  }

  private var observed: AcsUserRecord.Observed {
    var observed = AcsUserRecord.Observed(
      siteUser: ExternalID("site-user"), person: ExternalID("person"), fullName: "Ada of the site",
      emailAddress: "seen@house.example", mayHoldMobileKey: false, isBlocked: true, isSubscribed: false,
      mayUsePin: true, pin: "observed-pin", tagNumber: "0043", subscriptionChangedAt: .start + .seconds(3),
      observedAt: .start + .seconds(4), createdAt: .start + .seconds(5))
    observed.hasAccount = true
    return observed
  }

  private func site() async throws -> Database {
    let database = try freshDatabase()
    let (workspace, account, system, identities) = (workspace, account, system, identities)
    try await database.write { transaction in
      try transaction.save(workspace)
      try transaction.insert(account, isVirtual: true, sealedCredentials: [1])
      try transaction.insert(system)
      for identity in identities { try transaction.insert(identity) }
    }
    return database
  }

  @Test("A workspace, its account, system and identity are read as they were written")
  func siteIsReadAsWritten() async throws {
    let database = try await site()
    defer { database.close() }
    let found = try await database.read { connection in
      (
        try connection.workspace(house), try connection.connectedAccount("account", in: house),
        try connection.acsSystem("system", in: house), try connection.userIdentity("identity", in: house)
      )
    }
    #expect(found.0 == workspace)
    #expect(found.1 == account)
    #expect(found.2 == system)
    #expect(found.3 == identities[0])
  }

  @Test("Every value of an ACS user is read as it was inserted, and as it was saved")
  func userIsReadAsWritten() async throws {
    let database = try await site()
    defer { database.close() }
    let inserted = user
    try await database.write { try $0.insert(inserted) }
    #expect(try await database.read { try $0.acsUser("user", in: house) } == inserted)

    var changed = AcsUserRecord(
      id: inserted.id, workspaceID: house, acsSystemID: "system", connectedAccountID: "account",
      userIdentityID: "other", sequence: inserted.sequence, createdAt: .start,
      wanted: AcsUserRecord.Wanted(fullName: "Grace"))
    changed.wanted.own = .none
    changed.wanted.isDeleted = true
    changed.additions = AcsUserRecord.Additions(mobileKey: true, pin: false, tag: true)
    let saved = changed
    try await database.write { try $0.save(saved, was: inserted) }
    #expect(try await database.read { try $0.acsUser("user", in: house) } == saved)
  }

  @Test("An instant key is read as it was inserted, with what its session says, and ends with its session")
  func instantKeyIsReadAsWritten() async throws {
    let database = try await site()
    defer { database.close() }
    let session = ClientSessionRecord(
      id: "session", workspaceID: house, sequence: 1, shortToken: "short", longTokenHash: "hash", sealedToken: [2],
      userIdentifierKey: nil, userIdentityID: "identity", connectedAccountIDs: [], connectWebviewIDs: [],
      customerKey: nil, createdAt: .start, expiresAt: .start + .seconds(3))
    var key = InstantKeyRecord(
      id: "key", workspaceID: house, sequence: 4, createdAt: .start + .seconds(5), clientSessionID: "session",
      accessMethodID: "method", codeHash: "code", sealedCode: [6], maxUseCount: 7)
    let inserted = key
    let use = InstantKeyUse(mark: "browser", usedAt: .start + .seconds(8), showsPin: true)
    try await database.write { transaction in
      try transaction.save(session)
      try transaction.insert(inserted)
      try transaction.save(use, of: inserted)
    }
    key.userIdentityID = "identity"
    key.expiresAt = .start + .seconds(3)
    key.sealedToken = [2]
    let expected = key
    #expect(try await database.read { try $0.instantKey("key", in: house) } == expected)
    #expect(try await database.read { try $0.instantKey(codeHash: "code") } == expected)
    #expect(try await database.read { try $0.instantKeys(of: ["method"], in: house) } == ["method": expected])
    #expect(try await database.read { try $0.instantKeys(of: ID<UserIdentity>("identity"), in: house) } == [expected])
    #expect(try await database.read { try $0.use(of: expected, by: "browser") } == use)
    #expect(try await database.read { try $0.useCount(of: expected) } == 1)
    try await database.write { try $0.remove(session) }
    #expect(try await database.read { try $0.instantKey("key", in: house) } == nil)
  }

  @Test("A grant and its method are read as they were inserted, and as they were saved")
  func grantIsReadAsWritten() async throws {
    let database = try await site()
    defer { database.close() }
    let grant = AccessGrantRecord(
      id: "grant", workspaceID: house, sequence: 3, createdAt: .start, userIdentityID: "identity",
      schedule: Schedule(startsAt: .start + .seconds(1), endsAt: .start + .seconds(2)), name: "Stay", key: "stay-1",
      customerKey: "customer", reservationKey: "reservation-1")
    let request = MethodRequestRecord(
      id: "request", accessGrantID: "grant", position: 2, mode: .mobileKey, createdAt: .start + .seconds(3),
      sealedCode: [4], instantKeyMaxUseCount: 5)
    let method = AccessMethodRecord(
      id: "method", workspaceID: house, sequence: 6, createdAt: .start + .seconds(7), accessGrantID: "grant",
      request: "request", mode: .mobileKey, acsSystemID: "system", acsUserID: "user", acsCredentialID: "credential",
      ownsCredential: true)
    try await database.write { transaction in
      try transaction.insert(grant)
      try transaction.insert(request)
      try transaction.insert(method)
    }
    #expect(try await database.read { try $0.accessGrant("grant", in: house) } == grant)
    #expect(try await database.read { try $0.methodRequests(of: ["grant"], in: house) } == ["grant": [request]])
    #expect(try await database.read { try $0.accessMethod("method", in: house) } == method)

    var changed = grant
    changed.userIdentityID = "other"
    changed.schedule = Schedule(startsAt: .start + .seconds(8), endsAt: nil)
    changed.name = nil
    changed.key = nil
    changed.customMetadata = ["region": .string("north")]
    changed.pushedModes = [.mobileKey, .code]
    changed.isDeleted = true
    changed.changedAt = .start + .seconds(9)
    changed.grantedAt = .start + .seconds(10)
    var issued = method
    issued.acsUserID = "another"
    issued.acsCredentialID = nil
    issued.ownsCredential = false
    issued.issuedAt = .start + .seconds(11)
    issued.wasIssued = true
    issued.delay = .failed
    let (savedGrant, savedMethod) = (changed, issued)
    try await database.write { transaction in
      try transaction.save(savedGrant)
      try transaction.save(savedMethod)
    }
    #expect(try await database.read { try $0.accessGrant("grant", in: house) } == savedGrant)
    #expect(try await database.read { try $0.accessMethod("method", in: house) } == savedMethod)
  }

  @Test("A phone is read as it was saved, with its key and its removal")
  func phoneIsReadAsWritten() async throws {
    let database = try await site()
    defer { database.close() }
    var phone = PhoneRecord(
      id: "phone", workspaceID: house, sequence: 1, userIdentityID: "identity", installationID: "installation",
      kind: .iOS, displayName: "Ada's phone", createdAt: .start)
    phone.key = PhoneRecord.Key(
      providerDeviceID: "device", providerKeyID: "key", expiresAt: .start + .seconds(1),
      reportedAt: .start + .seconds(2))
    let first = phone
    phone.removal = PhoneRecord.Removal(
      way: .allCases[0], requestedAt: .start + .seconds(3), removedAt: .start + .seconds(4))
    phone.key = nil
    let last = phone
    try await database.write { try $0.save(first) }
    #expect(try await database.read { try $0.phone("phone", in: house) } == first)
    try await database.write { try $0.save(last) }
    #expect(try await database.read { try $0.phone("phone", in: house) } == last)
  }
}
