import API
import Core
import SaltoKS
import Store
import Wire

/// A database with a site whose users are in sync: each has an identity, a schedule, a seat and a group.
struct ListedSite: Sendable {
  /// A list and how a page of it is made.
  struct List: Sendable {
    let name: String
    /// Whether every user changes before each page, so that no JSON is kept.
    var changesBetweenPages = false
    let page: @Sendable (ListedSite, Int) async throws -> [UInt8]
  }

  let database: Database
  let workspaceID: ID<Workspace>
  let now: Instant

  static let lists = [
    List(name: "acs_user", page: acsUsers),
    List(name: "acs_user_changed", changesBetweenPages: true, page: acsUsers),
    List(name: "user_identity") { site, limit in
      let workspace = site.workspaceID
      let page = try await site.database.read { connection in
        try connection.userIdentities(UserIdentityFilter(), PageRange(from: nil, limit: limit), in: workspace)
      }
      return page.rows.map { $0.identity.resource($0.users) }.jsonBytes
    },
  ]

  private static func acsUsers(of site: ListedSite, limit: Int) async throws -> [UInt8] {
    let (now, workspace) = (site.now, site.workspaceID)
    let page = try await site.database.read { connection in
      try connection.acsUsers(AcsUserFilter(), PageRange(from: nil, limit: limit), in: workspace, now: now)
    }
    return page.rows.jsonBytes
  }

  /// Changes every user in a way that its JSON does not show.
  func changeUsers() async throws {
    try await database.write(in: workspaceID, at: now, by: .commandLine) { try $0.makeAllDue() }
  }

  init(_ path: String, rows: Int, _ clock: SystemClock) async throws {
    let identifiers = Identifiers(clock: clock) { UInt64.random(in: .min ... .max) }
    database = try Database(path: path, migrations: migrations, identifiers: identifiers, brand: .saltoKS)
    now = clock.now()
    let system = try await Rows.prepare(database, identifiers, now, site: ExternalID("site"))
    workspaceID = system.workspaceID
    try await database.write(in: workspaceID, at: clock.now(), by: .commandLine) { transaction in
      let group = AcsAccessGroupRecord(
        id: transaction.identifiers.next(), workspaceID: system.workspaceID, acsSystemID: system.id,
        connectedAccountID: system.connectedAccountID, sequence: try transaction.nextAcsAccessGroupSequence(),
        group: ExternalID("guests"), name: "Guests", createdAt: transaction.now)
      try transaction.insert(group)
      for number in 1...rows + 1 { try Self.insert(number, system, group, transaction) }
    }
  }

  private static func insert(
    _ number: Int, _ system: AcsSystemRecord, _ group: AcsAccessGroupRecord, _ transaction: Transaction
  ) throws {
    let (name, address) = ("Guest of the House \(number)", "guest.\(number)@hotel.example")
    let identity = UserIdentityRecord(
      id: transaction.identifiers.next(), workspaceID: system.workspaceID,
      sequence: try transaction.nextUserIdentitySequence(), createdAt: transaction.now, key: nil,
      emailAddress: address, fullName: name, phoneNumber: nil)
    try transaction.insert(identity)
    var user = AcsUserRecord(
      id: transaction.identifiers.next(), workspaceID: system.workspaceID, acsSystemID: system.id,
      connectedAccountID: system.connectedAccountID, userIdentityID: identity.id,
      sequence: try transaction.nextAcsUserSequence(), createdAt: transaction.now,
      wanted: AcsUserRecord.Wanted(
        fullName: name, emailAddress: address,
        schedule: Schedule(startsAt: transaction.now - .seconds(3600), endsAt: transaction.now + .seconds(86_400))))
    user.observed = AcsUserRecord.Observed(
      siteUser: ExternalID(transaction.identifiers.next(AcsUser.self).text),
      person: ExternalID(transaction.identifiers.next(AcsUser.self).text), fullName: name, emailAddress: nil,
      mayHoldMobileKey: false, isBlocked: false, isSubscribed: true, mayUsePin: false, pin: nil,
      subscriptionChangedAt: transaction.now, observedAt: transaction.now, createdAt: transaction.now)
    try transaction.insert(user)
    _ = try transaction.want(true, user, in: group.id)
    let wanted = try transaction.memberships(of: user)
    var observed = wanted
    for index in observed.indices { observed[index].isObserved = true }
    try transaction.save(observed, was: wanted, of: user)
  }
}
